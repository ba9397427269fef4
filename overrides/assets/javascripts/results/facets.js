/* Facets, names to narrow the results by, the commonest first, and the panel that holds them. */

/** @import {Choice} from "../messages.js" */
import {make, numeral} from "../page.js"

const FIRST = 8 // entries before "Xem thêm"

export class Facet {
  /**
   * @param {HTMLDetailsElement} box
   * @param {(slug: string, chosen: boolean) => void} onChoice
   */
  constructor(box, onChoice) {
    this.box = box
    this.onChoice = onChoice
    this.address = box.dataset.address
    this.label = box.querySelector("summary").textContent
    this.list = box.querySelector("ul")
    /** @type {HTMLButtonElement} */
    this.more = box.querySelector(".facet__more")
    /** @type {Choice[]} */
    this.entries = []
    /** @type {Map<string, HTMLElement>} */
    this.rows = new Map()
    /** @type {Map<string, string>} */
    this.names = new Map()
    this.whole = false
    this.more.onclick = () => {
      this.whole = !this.whole
      this.show(this.entries)
    }
  }

  /**
   * A list of one name narrows nothing; a name without letters that an address can hold has no place in one.
   * @param {Choice[]} entries
   */
  show(entries) {
    this.entries = entries.filter(entry => entry.slug)
    for (const {slug, name} of this.entries) this.names.set(slug, name)
    this.box.hidden = this.entries.length < 2 && !this.entries.some(entry => entry.chosen)
    const shown = this.entries.filter((entry, at) => this.whole || at < FIRST || entry.chosen)
    this.place(shown.map(entry => this.row(entry)))
    const left = this.entries.length - shown.length
    this.more.hidden = !left && (!this.whole || this.entries.length <= FIRST)
    this.more.textContent = left ? `Xem thêm ${numeral(left)}` : "Thu gọn"
    this.more.setAttribute("aria-expanded", String(this.whole))
  }

  /** @param {Choice} choice */
  row({slug, name, count, chosen}) {
    if (!this.rows.has(slug)) {
      const box = make("input", {type: "checkbox", value: slug})
      box.onchange = () => this.onChoice(slug, box.checked)
      this.rows.set(slug, make("li", {}, make("label", {}, box, make("span", {}, name), make("small"))))
    }
    const row = this.rows.get(slug)
    row.querySelector("input").checked = chosen
    row.querySelector("small").replaceChildren(numeral(count), make("span", {class: "unseen"}, " bài"))
    return row
  }

  /** A row that stays is not moved, or it would lose the focus. */
  place(rows) {
    for (const row of [...this.list.children]) if (!rows.includes(row)) row.remove()
    rows.forEach((row, at) => {
      if (this.list.children[at] !== row) this.list.insertBefore(row, this.list.children[at] ?? null)
    })
  }
}

/**
 * On a phone the facets are folded under a button.
 * @param {HTMLFormElement} panel
 * @param {HTMLButtonElement} narrow
 * @param {HTMLButtonElement} done
 * @param {() => void} land  leads to the results
 */
export function bindPanel(panel, narrow, done, land) {
  const isOpen = () => panel.classList.contains("found__facets--open")

  /** @param {boolean} open */
  function show(open) {
    panel.classList.toggle("found__facets--open", open)
    narrow.setAttribute("aria-expanded", String(open))
  }

  panel.onsubmit = event => event.preventDefault()
  panel.onkeydown = event => {
    if (event.key !== "Escape" || !isOpen()) return
    show(false)
    narrow.focus()
  }
  narrow.onclick = () => show(!isOpen())
  done.onclick = () => {
    show(false)
    land()
  }
}
