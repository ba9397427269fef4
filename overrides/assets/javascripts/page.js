/* What all scripts of a page share: where it is, what its reader chose, and nodes made of text. */

/** @import {Pieces} from "./messages.js" */

/** @type {{base: string, offline: boolean, search: string, videos: string[]}} */
export const config = JSON.parse(document.getElementById("__config").textContent)
export const site = new URL(config.base.replace(/\/?$/, "/"), location.href)

/** A browser may refuse storage (private windows); then a choice lasts for the page. */
export function remember(key, value) {
  try {
    localStorage.setItem(`newsroom.${key}`, value)
  } catch {
    return
  }
}

export function remembered(key) {
  try {
    return localStorage.getItem(`newsroom.${key}`)
  } catch {
    return null
  }
}

/**
 * Children are nodes or text, so nothing from a page or a query is ever read as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

/** @param {string} name */
export const icon = name => make("i", {class: `icon icon--${name}`})

/**
 * @param {string | (Node | string)[]} text
 * @param {() => void} does
 */
export function button(text, does, look = "button") {
  const made = make("button", {type: "button", class: look}, ...[text].flat())
  made.onclick = does
  return made
}

/** @param {Pieces} pieces */
export const marked = pieces => pieces.map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece))

/** @param {number} value */
export const numeral = value => value.toLocaleString("vi-VN")

/** @param {number} count  of posts that could be searched */
export const amongNewest = count =>
  `Không tải được dữ liệu của các bài cũ, nên chỉ tìm trong ${numeral(count)} bài mới nhất. Có mạng lại, hãy thử lại.`

/** @param {string} q */
export const resultsOf = q => new URL(`tim-kiem/?q=${encodeURIComponent(q)}`, site).href

/** A click that opens a link in a tab or window of its own is the browser's. */
export const opensElsewhere = event => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey

/** @param {KeyboardEvent & {target: Element}} event */
export function wantsSearch(event) {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) return true
  if (event.ctrlKey || event.metaKey || event.altKey || remembered("keys") === "off") return false
  return ["/", "f", "s"].includes(event.key) && !event.target.closest("input, textarea, select, [contenteditable], dialog")
}
