/** Two versions of a post, side by side. */
import {question} from "./asking.js"
import {make} from "./desk.js"

/** @param {Record<string, any>} values @param {string} body @param {string} label */
function shown(values, body, label) {
  const text = make("textarea", {readonly: true, rows: "12", "aria-label": label})
  const lines = Object.entries(values).filter(([, said]) => said && said.length !== 0).map(([name, said]) => `${name}: ${said}`)
  text.value = [...lines, "", body].join("\n")
  return make("div", {}, label, text)
}

/**
 * Gives "mine", "theirs", or "" for later.
 * @param {string} title
 * @param {any} theirs
 * @param {Record<string, any>} values
 * @param {string} body
 */
export function choose(title, theirs, values, body) {
  const both = make("div", {class: "both"}, shown(theirs.values, theirs.body, "Bản trên đĩa"), shown(values, body, "Bản của tôi"))
  return question(title, [both], [["mine", "Giữ bản của tôi"], ["theirs", "Dùng bản trên đĩa"], ["", "Để sau"]])
}
