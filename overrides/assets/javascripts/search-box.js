/* The search box that opens on every page: the first results of the search worker. */

/** @import {Answer, Hit} from "./messages.js" */
import {Engine} from "./engine.js"
import {amongNewest, button, icon, make, marked, remember, remembered, resultsOf, site} from "./page.js"

/** @param {string} href */
function entry(href, ...children) {
  return make("li", {class: "md-search-result__item"}, make("a", {class: "md-search-result__link", href}, ...children))
}

/** @param {Hit} hit */
function hit({location, title, text, day, topics}) {
  const over = [day, ...(topics.cell ?? [])].flatMap((pieces, at) => [at ? " · " : "", ...marked(pieces)])
  return entry(new URL(location, site).href,
    make("b", {}, ...marked(title)), make("span", {}, ...over), make("span", {}, ...marked(text)))
}

/** Links to the page of results: to all of them, or to those of a nearer query. @param {Answer} answer */
function more({q, total, items, nearest}) {
  if (total > items.length) return [entry(resultsOf(q), make("b", {}, `Xem tất cả ${total} kết quả`))]
  return nearest ? [entry(resultsOf(nearest), make("b", {}, offer(nearest)))] : []
}

const offer = nearest => `Không có bài nào khớp. Thử tìm “${nearest}”?`

/** @param {Answer} answer */
function summary({total, items, read, nearest}) {
  const asked = read ? `, tìm “${read}”` : ""
  if (items.length) return total > items.length ? `${items.length} kết quả đầu tiên${asked}` : `${total} kết quả${asked}`
  return nearest ? offer(nearest) : "Không tìm thấy bài nào phù hợp"
}

/** The box, made once; returns what opens it. */
export function searchBox() {
  const input = make("input", {
    type: "search", name: "q", class: "md-search__input", "data-md-component": "search-query", "aria-label": "Từ cần tìm",
    placeholder: "Tên người, chuyên đề, số văn bản…", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search",
  })
  const close = make("button", {type: "button", class: "key", "aria-label": "Đóng"}, icon("close"))
  const form = make("form", {role: "search", action: new URL("tim-kiem/", site).href},
    input, make("button", {class: "button button--full"}, "Tìm"), close)
  const said = make("p", {class: "search__said", role: "status"})
  const list = make("ol", {class: "search__list md-search-result__list"})
  const keys = make("input", {type: "checkbox"})
  const foot = make("div", {class: "search__foot"},
    make("span", {}, "↑ ↓ để chọn, Enter để mở, Esc để đóng"), make("label", {}, keys, "Mở tìm kiếm bằng phím /, F hoặc S"))
  const dialog = make("dialog", {class: "search", "aria-label": "Tìm kiếm", "data-md-component": "search"},
    form, said, list, foot)
  keys.checked = remembered("keys") !== "off"
  keys.onchange = () => remember("keys", keys.checked ? "on" : "off")

  const engine = new Engine(answer => {
    list.replaceChildren(...answer.items.map(hit), ...more(answer))
    said.textContent = answer.among ? `${summary(answer)}. ${amongNewest(answer.among)}` : summary(answer)
  }, () => {
    list.replaceChildren()
    said.replaceChildren("Không tải được bộ tìm kiếm. ", button("Thử lại", () => engine.again()))
  })

  function clear() {
    engine.drop()
    list.replaceChildren()
    said.textContent = "Gõ có dấu hay không dấu đều được; nhấn Tìm để xem mọi kết quả"
  }

  function ask() {
    const q = input.value.trim()
    if (q) engine.ask({q, facets: false})
    else clear()
  }

  function move(step) {
    /** @type {HTMLElement[]} */
    const stops = [input, ...list.querySelectorAll("a")]
    const next = stops[stops.findIndex(stop => stop === document.activeElement) + step]
    if (next) next.focus()
  }

  input.oninput = ask
  close.onclick = () => dialog.close()
  dialog.onclick = event => {
    if (event.target === dialog) dialog.close()
  }
  dialog.onkeydown = event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (!step) return
    event.preventDefault()
    move(step)
  }
  document.body.append(dialog)
  clear()
  return () => {
    dialog.showModal()
    input.focus()
    input.select()
  }
}
