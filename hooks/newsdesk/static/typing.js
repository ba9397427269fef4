/** What the text does by itself as people write it; never while a word is being composed, and the browser can undo it. */
import {by} from "./desk.js"
import {insert, TOOLS} from "./toolbar.js"

const body = /** @type {HTMLTextAreaElement} */ (by("body"))
const ITEM = /^( *)(?:([-*+>])|(\d{1,4})([.)])) /
const LINK = /^https?:\/\/[^\s()<>]+$/
/** @type {Record<string, string>} */
const KEYS = {b: "bold", i: "italic", k: "link"}

/** Enter begins the next item of a list; in an item that is empty it ends the list. @param {KeyboardEvent} event */
function goOn(event) {
  const at = body.selectionStart
  const above = body.value.slice(0, at)
  const start = above.lastIndexOf("\n") + 1
  const item = above.slice(start).match(ITEM)
  if (!item || at !== body.selectionEnd) return
  event.preventDefault()
  const [mark, indent, sign, number, dot] = item
  const isEmpty = start + mark.length === at && /^(\n|$)/.test(body.value.slice(at))
  if (isEmpty) body.setSelectionRange(start, at)
  insert(isEmpty ? "" : `\n${indent}${sign ?? Number(number) + 1 + dot} `)
}

body.addEventListener("keydown", event => {
  if (event.isComposing || event.altKey) return
  const tool = event.ctrlKey || event.metaKey ? KEYS[event.key] : ""
  if (tool) {
    event.preventDefault()
    TOOLS[tool]()
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.shiftKey) goOn(event)
})

/** An address that is pasted over words is where they lead. */
body.addEventListener("paste", event => {
  const address = event.clipboardData?.getData("text/plain").trim() ?? ""
  const words = body.value.slice(body.selectionStart, body.selectionEnd)
  if (!LINK.test(address) || !words.trim() || /[\n[\]]/.test(words) || LINK.test(words)) return
  event.preventDefault()
  insert(`[${words}](${address})`)
})
