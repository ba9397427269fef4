/** What all pages of the desk use: asking the desk, saying something, making elements. */

/** @typedef {{error: string, theirs?: any, status: number}} Refusal */

const KEPT_ALIVE = 60_000 // bytes: more than about this no browser sends for a page that is closing

/**
 * Asks the desk; a refusal is thrown as a Refusal.
 * @param {string} method
 * @param {string} address
 * @param {any} [content] a file or blob as it is, anything else as JSON
 * @param {boolean} [last] whether the page may be closing
 */
export async function ask(method, address, content, last = false) {
  const body = content === undefined || content instanceof Blob ? content : JSON.stringify(content)
  let response
  try {
    const keepalive = last && new Blob([body ?? ""]).size < KEPT_ALIVE
    response = await fetch(address, {method, body, keepalive, headers: {"X-Desk": "1"}, cache: "no-store"})
  } catch {
    throw {error: "Bàn biên tập đã đóng hoặc không trả lời; hãy mở lại rồi thử lần nữa. Đừng đóng trang này.", status: 0}
  }
  const found = await response.json()
  if (!response.ok) throw {...found, status: response.status}
  return found
}

/** @param {string} path @param {Record<string, string>} query */
export const at = (path, query) => `${path}?${new URLSearchParams(query)}`

/** @param {string} text */
export function say(text) {
  const place = /** @type {HTMLElement} */ (document.getElementById("said"))
  place.textContent = text
}

/** @param {any} error */
export const tell = error => say(error?.error ?? String(error))

/**
 * An element with attributes and what is in it; texts stay texts.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] those that begin with `on` listen
 * @param {...(Node | string)} inner
 */
export function make(tag, attributes = {}, ...inner) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value)
    else if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...inner)
  return element
}

/** @param {string} id @returns {any} */
export const by = id => document.getElementById(id)

/**
 * Sends files that were chosen, dropped or pasted one after another; one that is refused keeps none of the others.
 * @param {File[]} files
 * @param {(file: File) => string} address
 * @returns {Promise<{names: string[], refused: string}>}
 */
export async function send(files, address) {
  const names = []
  const refused = []
  for (const [number, file] of files.entries()) {
    say(`Đang nhận tệp ${number + 1}/${files.length}: ${file.name}…`)
    try {
      names.push((await ask("PUT", address(file), file)).name)
    } catch (error) {
      const said = /** @type {Refusal} */ (error).error ?? String(error)
      refused.push(said.includes(file.name) ? said : `“${file.name}”: ${said}`)
    }
  }
  say(refused.join(" "))
  return {names, refused: refused.join(" ")}
}

/**
 * Takes files dropped on a place.
 * @param {HTMLElement | Document} place
 * @param {(files: File[]) => void} take
 */
export function onDrop(place, take) {
  place.addEventListener("dragover", event => event.preventDefault())
  place.addEventListener("drop", event => {
    const files = [.../** @type {DragEvent} */ (event).dataTransfer?.files ?? []]
    event.preventDefault()
    event.stopPropagation()
    if (files.length) take(files)
  })
}

/** Says that the desk is to be opened again, when its settings or code have changed. @param {any} told */
export function reopen(told) {
  if (told.reopen) say(told.reopen)
}

/** Tells the desk that a page is there, so that it does not end by itself. */
export const stay = () => setInterval(() => ask("GET", "/api/publish").then(reopen).catch(() => {}), 60_000)
