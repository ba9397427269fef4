/* Keys that lead to the field, and from it through the results; this page needs no search box. */

import {opensElsewhere, remembered, wantsSearch} from "../page.js"

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {() => void} onChange
 */
export function bindKeys(input, list, onChange) {
  /** Instead of the search box, which other pages open. */
  function toField(event) {
    event.preventDefault()
    event.stopPropagation()
    input.focus()
    input.select()
  }

  /** Down and up go through the results, from the field and back to it; Esc clears the field, then leads to it. */
  function move(event) {
    /** @type {NodeListOf<HTMLElement>} */
    const links = list.querySelectorAll("h3 a")
    const stops = [input, ...links]
    const at = stops.findIndex(stop => stop === document.activeElement)
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (at < 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === "Escape") {
      event.preventDefault()
      if (at > 0) return input.focus()
      if (!input.value) return
      input.value = ""
      onChange()
    } else if (step && stops[at + step]) {
      event.preventDefault()
      stops[at + step].focus()
    }
  }

  document.addEventListener("keydown", (/** @type {KeyboardEvent & {target: Element}} */ event) => {
    if (document.querySelector("dialog[open]")) return
    const slash = event.key === "/" && event.target.matches("[type=checkbox]") && remembered("keys") !== "off"
    if (slash || wantsSearch(event)) toField(event)
    else move(event)
  }, true)
  document.addEventListener("click", (/** @type {MouseEvent & {target: Element}} */ event) => {
    if (event.target.closest("[data-open=search]") && !opensElsewhere(event)) toField(event)
  }, true)
}
