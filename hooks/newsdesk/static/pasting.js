/** Text that is pasted with looks (bold letters, links, lists, tables) becomes Markdown that has them. */
import {ask, by, say, tell} from "./desk.js"
import {insert} from "./toolbar.js"

const body = /** @type {HTMLTextAreaElement} */ (by("body"))
const LOOKS = "a[href],b,strong,i,em,u,s,del,sup,sub,h1,h2,h3,h4,h5,h6,li,table,blockquote,pre,img,[style*='font-'],[style*='mso-']"
/** What can only begin a line. */
const BLOCK = /^(?:#{1,6} |- |\d+\. |\||> |```|<|!)/

/** @param {string} html */
function hasLooks(html) {
  const found = new DOMParser().parseFromString(html, "text/html")
  return found.querySelector(LOOKS) !== null || found.querySelectorAll("p,div").length > 1
}

/** The line ends that a block still needs beside it. @param {string} block @param {string} ends those that are there */
const gap = (block, ends) => BLOCK.test(block) ? "\n".repeat(Math.max(2 - ends.length, 0)) : ""

/** Blocks stand apart from the text around them; words go on where they are. @param {string} text */
function insertApart(text) {
  const blocks = text.split("\n\n")
  const above = body.value.slice(0, body.selectionStart), below = body.value.slice(body.selectionEnd)
  const before = above && gap(blocks[0], /\n*$/.exec(above)?.[0] ?? "")
  const after = below && gap(blocks[blocks.length - 1], /^\n*/.exec(below)?.[0] ?? "")
  insert(before + text + after, before.length + text.length)
}

body.addEventListener("paste", async event => {
  const html = event.clipboardData?.getData("text/html") ?? "", plain = event.clipboardData?.getData("text/plain") ?? ""
  if (event.defaultPrevented || !plain.trim() || !html || !hasLooks(html)) return
  event.preventDefault()
  try {
    const {text, told} = await ask("POST", "/api/paste", {html})
    insertApart(text || plain)
    say(told)
  } catch (error) { // nothing that was copied is lost
    insert(plain.replaceAll("\r\n", "\n"))
    tell(error)
  }
})
