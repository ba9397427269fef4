/** The toolbar: Markdown put into the text in such a way that the browser can undo it. */
import {by} from "./desk.js"

const body = /** @type {HTMLTextAreaElement} */ (by("body"))

/** Puts text in the place of what is selected. @param {string} text @param {number} [from] @param {number} [to] what of it is selected then */
export function insert(text, from = text.length, to = from) {
  body.focus()
  const start = body.selectionStart
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
    body.setRangeText(text, start, body.selectionEnd, "end")
    body.dispatchEvent(new Event("input", {bubbles: true}))
  }
  body.setSelectionRange(start + from, start + to)
}

/** Has the body hold another text; only what differs is replaced, so that the browser can undo it. @param {string} text */
export function rewrite(text) {
  const old = body.value
  const shorter = Math.min(old.length, text.length)
  let start = 0
  while (start < shorter && old[start] === text[start]) start++
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++
  if (start === old.length && start === text.length) return
  const before = /** @type {HTMLElement} */ (document.activeElement)
  const top = body.scrollTop
  body.focus({preventScroll: true})
  body.setSelectionRange(start, old.length - end)
  insert(text.slice(start, text.length - end))
  body.scrollTop = top
  before.focus({preventScroll: true})
}

const chosen = () => body.value.slice(body.selectionStart, body.selectionEnd)

/** Selects whole lines. */
function lines() {
  const start = body.value.lastIndexOf("\n", body.selectionStart - 1) + 1
  const end = body.value.indexOf("\n", body.selectionEnd)
  body.setSelectionRange(start, end < 0 ? body.value.length : end)
}

/** Begins each chosen line with a mark. @param {string} mark @param {boolean} apart from the text above */
function begin(mark, apart) {
  lines()
  const above = body.value.slice(0, body.selectionStart)
  const gap = apart && above && !above.endsWith("\n\n") ? "\n" : ""
  insert(gap + chosen().split("\n").map(line => mark + line).join("\n"))
}

/** Puts a block of its own below the line. @param {string} text */
export function insertBlock(text) {
  const at = body.value.indexOf("\n", body.selectionEnd)
  const end = at < 0 ? body.value.length : at
  body.setSelectionRange(end, end)
  insert(`${end && body.value ? "\n\n" : ""}${text}\n`)
}

/** Puts a mark at both ends of what is chosen. @param {string} mark */
function enclose(mark) {
  const text = chosen()
  insert(mark + text + mark, mark.length, mark.length + text.length)
}

/** @type {Record<string, () => void>} */
export const TOOLS = {
  bold: () => enclose("**"),
  italic: () => enclose("*"),
  heading: () => begin("## ", true),
  list: () => begin("- ", true),
  quote: () => begin("> ", true),
  link: () => {
    const text = chosen() || "chữ hiện ra"
    insert(`[${text}](https://)`, text.length + 3, text.length + 11)
  },
  photo: () => by("photo-files").click(),
  table: () => insertBlock("| Cột một | Cột hai |\n| --- | --- |\n| | |"),
}

const buttons = [...document.querySelectorAll("[data-tool]")].map(one => /** @type {HTMLElement} */ (one))

/** Has one button be reached by Tab; arrows go on from it. @param {EventTarget | null} button */
function stopAt(button) {
  for (const one of buttons) one.tabIndex = one === button ? 0 : -1
}

for (const [place, button] of buttons.entries()) {
  /** @type {Record<string, number>} */
  const beside = {ArrowLeft: place - 1, ArrowRight: (place + 1) % buttons.length, Home: 0, End: -1}
  button.addEventListener("click", () => TOOLS[button.dataset.tool ?? ""]())
  button.addEventListener("focus", () => stopAt(button))
  button.addEventListener("keydown", event => {
    if (!(event.key in beside) || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    buttons.at(beside[event.key])?.focus()
  })
}
stopAt(buttons[0])
