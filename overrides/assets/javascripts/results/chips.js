/* The filters in use, each to be taken away. */

import {button, icon, make} from "../page.js"

export class Chips {
  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} heading  which gets the focus when no chip is left in the place of one
   */
  constructor(list, heading) {
    this.list = list
    this.heading = heading
  }

  /**
   * @param {string} text
   * @param {() => void} drop
   */
  one(text, drop) {
    const shown = [make("span", {class: "unseen"}, "Bỏ lọc "), make("span", {}, text), icon("close")]
    const made = make("li", {}, button(shown, () => {
      const at = [...this.list.children].indexOf(made)
      drop()
      const next = this.list.children[at]?.querySelector("button") ?? this.heading
      next.focus({preventScroll: true})
    }, "chip"))
    return made
  }

  /**
   * @param {HTMLLIElement[]} chips
   * @param {() => void} clear  takes all of them away
   */
  show(chips, clear) {
    const made = chips.length ? [...chips, make("li", {}, button("Xóa bộ lọc", clear, "chip chip--all"))] : []
    this.list.hidden = !made.length
    const text = (/** @type {Element} */ chip) => chip.textContent
    if (made.map(text).join("\n") !== [...this.list.children].map(text).join("\n")) this.list.replaceChildren(...made)
  }
}
