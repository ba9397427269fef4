/** Problems beside the fields and lines that they are about, in the words of `check`, with one-click mends. */
import {by, make} from "./desk.js"
import {replace, unfold} from "./fields.js"
import {rewrite} from "./toolbar.js"

const body = /** @type {HTMLTextAreaElement} */ (by("body"))

/** @param {any[]} problems @param {() => void} mended */
export function show(problems, mended) {
  const known = new Set([...document.querySelectorAll(".wrong:not(:empty)")].map(one => one.id))
  for (const list of document.querySelectorAll(".wrong")) list.replaceChildren()
  for (const input of document.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid")
  for (const problem of problems) {
    const place = by(`wrong-${problem.field}`) && problem.field ? problem.field : problem.bodyLine > 0 ? "body" : ""
    const line = place === "body" ? [make("button", {type: "button", class: "at-line", onclick: () => go(problem.bodyLine)}, `dòng ${problem.bodyLine}`), ": "] : []
    const name = place ? "" : problem.field ? `${problem.field}: ` : ""
    const mends = problem.mends.map((/** @type {any} */ mend) => make("button", {type: "button", class: "mend", onclick: () => apply(mend, mended)}, mend.label))
    by(`wrong-${place}`).append(make("li", {class: problem.fatal ? "fatal" : "hinted"}, ...line, name + problem.message, " ", ...mends))
    if (!known.has(`wrong-${place}`)) unfold(by(`wrong-${place}`))
    if (problem.fatal) (place === "body" ? body : by(`f-${place}`))?.setAttribute("aria-invalid", "true")
  }
}

/** @param {any} mend @param {() => void} mended */
function apply(mend, mended) {
  if (mend.field) replace(mend.field, mend.from, mend.to)
  else rewrite(body.value.replace(`](${mend.from}`, () => `](${mend.to}`))
  mended()
}

/** Puts the cursor on a line. @param {number} line */
function go(line) {
  const start = body.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0)
  body.focus()
  body.setSelectionRange(start, start)
}
