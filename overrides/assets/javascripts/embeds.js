/* Videos of other hosts: nothing of one is loaded before its reader has been told who will know of it. */

import {button, make, opensElsewhere} from "./page.js"

/** @param {HTMLAnchorElement} link */
function player({href, textContent}) {
  return make("iframe", {
    src: href, title: textContent, class: "embed__frame", allow: "fullscreen", referrerpolicy: "strict-origin",
    sandbox: "allow-scripts allow-same-origin allow-presentation",
  })
}

/** @param {HTMLAnchorElement} link */
function question(link) {
  const {host} = new URL(link.href)
  const box = make("span", {class: "embed embed--open", role: "group", "aria-label": link.textContent},
    make("span", {}, `Video do ${host} phát: khi mở, nơi đó biết bạn đang xem.`),
    button("Tải và xem video", () => {
      const frame = player(link)
      box.replaceWith(frame)
      frame.focus()
    }),
    make("a", {href: link.href}, `Xem ở ${host}`))
  return box
}

/** @param {HTMLAnchorElement[]} links */
export function askFirst(links) {
  for (const link of links) {
    link.addEventListener("click", event => {
      if (opensElsewhere(event)) return
      event.preventDefault()
      const box = question(link)
      link.replaceWith(box)
      box.querySelector("button").focus()
    })
  }
}
