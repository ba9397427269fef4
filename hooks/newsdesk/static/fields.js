/** The form's fields and their values. Nothing here answers to typing by changing what was typed. */
import {make} from "./desk.js"

/** @returns {HTMLElement[]} */
const fields = () => [...document.querySelectorAll("[data-field]")].map(one => /** @type {HTMLElement} */ (one))

/** @param {HTMLElement} field @returns {any[]} */
const inputs = field => [...field.querySelectorAll("input, textarea")]

/** All values as the desk has them. */
export function values() {
  return Object.fromEntries(fields().map(field => [field.dataset.field, value(field)]))
}

/** @param {HTMLElement} field */
function value(field) {
  const [first, ...more] = inputs(field)
  if (field.dataset.shape === "flag") return first.checked
  if (field.dataset.shape !== "names") return first.value
  return [first, ...more].map(one => one.value).filter(Boolean)
}

/** @param {Record<string, any>} found */
export function fill(found) {
  for (const field of fields()) set(field, found[field.dataset.field ?? ""])
  for (const field of fields()) if (value(field).length) unfold(field)
}

/** Opens what a field is folded in. @param {Element | null | undefined} field */
export function unfold(field) {
  const folded = field?.closest("details")
  if (folded) folded.open = true
}

/** @param {HTMLElement} field @param {any} found */
function set(field, found) {
  const [first, ...more] = inputs(field)
  if (field.dataset.shape === "flag") first.checked = Boolean(found)
  else if (field.dataset.shape !== "names") first.value = found ?? ""
  else {
    for (const one of more) one.remove()
    first.value = found?.[0] ?? ""
    for (const name of (found ?? []).slice(1)) add(field).value = name
  }
}

/** One more name. @param {HTMLElement} field @returns {any} */
function add(field) {
  const [first, ...more] = inputs(field)
  const label = field.querySelector("label")?.firstChild?.textContent?.trim()
  const made = make("input", {type: "text", list: first.getAttribute("list"), autocomplete: "off", "aria-label": `${label} ${more.length + 2}`})
  field.querySelector(".inputs")?.append(made)
  return made
}

/** Puts one value in the place of another. @param {string} name @param {string} from @param {string} to */
export function replace(name, from, to) {
  const field = fields().find(one => one.dataset.field === name)
  const same = field && (inputs(field).find(one => one.value === from) ?? inputs(field)[0])
  if (!same) return
  same.value = to
  unfold(field)
}

for (const field of fields()) field.querySelector(".add")?.addEventListener("click", () => add(field).focus())

/** Names that the site has, to choose from. @param {Record<string, string[]>} known */
export function offer(known) {
  for (const [name, names] of Object.entries(known)) {
    document.getElementById(`known-${name}`)?.replaceChildren(...names.map(one => make("option", {value: one})))
  }
}
