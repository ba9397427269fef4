/** One question at a time, in a dialog. */
import {by, make} from "./desk.js"

/**
 * Asks, and gives the value of the button that was pressed, "" when the dialog was left.
 * @param {string} title
 * @param {(Node | string)[]} content
 * @param {[string, string][]} buttons value and words
 * @returns {Promise<string>}
 */
export function question(title, content, buttons) {
  const dialog = /** @type {HTMLDialogElement} */ (by("ask"))
  by("ask-title").textContent = title
  by("ask-content").replaceChildren(...content)
  by("ask-buttons").replaceChildren(...buttons.map(([value, words]) => make("button", {class: "act", value}, words)))
  dialog.returnValue = ""
  dialog.showModal()
  return new Promise(resolve => dialog.addEventListener("close", () => resolve(dialog.returnValue), {once: true}))
}
