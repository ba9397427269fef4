/* Photos of an article, large, one after the other. */

import {icon, make, opensElsewhere} from "./page.js"

function lightbox(links) {
  const picture = make("img", {alt: ""})
  const figure = make("figure", {}, picture)
  const caption = make("p", {"aria-live": "polite"})
  const count = make("span", {class: "lightbox__count"})
  const key = (name, label) =>
    make("button", {type: "button", class: `key lightbox__${name}`, "aria-label": label},
      icon({close: "close", back: "left", on: "right"}[name]))
  const close = key("close", "Đóng")
  const back = key("back", "Ảnh trước")
  const on = key("on", "Ảnh sau")
  const dialog = make("dialog", {class: "lightbox", "aria-label": "Xem ảnh"}, count, close, figure, back, on, caption)
  let at = 0

  function show(index) {
    at = (index + links.length) % links.length
    const small = links[at].querySelector("img")
    picture.src = links[at].href
    picture.alt = small ? small.alt : ""
    caption.textContent = links[at].closest("figure")?.querySelector("figcaption")?.textContent ?? ""
    count.textContent = `${at + 1}/${links.length}`
    back.hidden = on.hidden = links.length < 2
    if (links.length > 1) new Image().src = links[(at + 1) % links.length].href
  }

  close.onclick = () => dialog.close()
  back.onclick = () => show(at - 1)
  on.onclick = () => show(at + 1)
  dialog.onclose = () => links[at].focus()
  dialog.onkeydown = event => {
    const moves = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1}
    if (!(event.key in moves)) return
    event.preventDefault()
    show(moves[event.key])
  }
  let from = null
  figure.onpointerdown = event => (from = event.isPrimary ? event : null)
  figure.onpointerup = event => {
    if (!from) return
    const [across, down] = [event.clientX - from.clientX, event.clientY - from.clientY]
    if (Math.abs(across) > 40 && Math.abs(across) > 1.5 * Math.abs(down)) show(at + (across < 0 ? 1 : -1))
    from = null
  }
  picture.draggable = false
  document.body.append(dialog)
  return index => {
    show(index)
    dialog.showModal()
  }
}

/** @param {HTMLAnchorElement[]} links */
export function openPhotos(links) {
  let open = null
  for (const [index, link] of links.entries()) {
    link.addEventListener("click", event => {
      if (opensElsewhere(event)) return
      event.preventDefault()
      open ??= lightbox(links)
      open(index)
    })
  }
}
