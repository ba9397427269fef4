/** The photos beside a post: thumbnails with caption and place in the text, and which one stands for the post. */
import {at, by, make, onDrop, send, tell} from "./desk.js"
import {replace} from "./fields.js"
import {insertBlock, rewrite} from "./toolbar.js"

/** @typedef {{item: HTMLElement, caption: HTMLTextAreaElement, before: HTMLElement, insert: HTMLElement}} Thumb */

const body = /** @type {HTMLTextAreaElement} */ (by("body"))
/** By the photos' names. @type {Map<string, Thumb>} */
const thumbs = new Map()

/** @param {string} name */
const mark = name => new RegExp(`!\\[([^\\]]*)\\]\\(${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\)`)
/** Whether a caption is not what stands in the text. @param {HTMLTextAreaElement} caption */
const isTyped = caption => caption.value !== caption.defaultValue
/** @param {string} caption in one line, without what would end it */
const plain = caption => caption.replace(/[[\]]/g, "").split("\n").map(line => line.trim()).join(" ")
/** @param {string} text @param {string} name @param {string} caption */
const described = (text, name, caption) => text.replace(mark(name), () => `![${plain(caption)}](${name})`)

/** The post's text, with the captions that are still being written. */
export function text() {
  return [...thumbs].reduce((text, [name, {caption}]) => isTyped(caption) ? described(text, name, caption.value) : text, body.value)
}

/** Puts the captions that are still being written into the text. */
export function writeCaptions() {
  for (const [name, {caption}] of thumbs) {
    if (!isTyped(caption)) continue
    rewrite(described(body.value, name, caption.value))
    if (isTyped(caption)) caption.value = caption.defaultValue
  }
}

/**
 * Shows the photos of a post.
 * @param {string} path
 * @param {string[]} names
 */
export function show(path, names) {
  for (const name of names) if (!thumbs.has(name)) thumbs.set(name, thumb(path, name))
  draw()
}

/** The names of the photos that the text shows, in its order. */
function inText() {
  const places = new Map([...thumbs.keys()].map(name => [name, body.value.search(mark(name))]))
  const place = (/** @type {string} */ name) => places.get(name) ?? -1
  return [...thumbs.keys()].filter(name => place(name) >= 0).sort((a, b) => place(a) - place(b))
}

/** Has the thumbnails be what the text says; those that stay where they are keep the cursor. */
function draw() {
  const placed = inText()
  const names = [...placed, ...[...thumbs.keys()].filter(name => !placed.includes(name))]
  const items = names.map(name => /** @type {Thumb} */ (thumbs.get(name)).item)
  if (items.some((item, place) => by("thumbs").children[place] !== item)) by("thumbs").replaceChildren(...items)
  for (const [place, name] of names.entries()) update(name, place + 1)
}

/** @param {string} name @param {number} number its place among all */
function update(name, number) {
  const {item, caption, before, insert} = /** @type {Thumb} */ (thumbs.get(name))
  const found = body.value.match(mark(name))
  const words = found?.[1] ?? ""
  if (!isTyped(caption)) caption.value = words
  caption.defaultValue = words
  caption.disabled = !found
  before.hidden = !found || number === 1
  insert.hidden = Boolean(found)
  caption.setAttribute("aria-label", `Chú thích ảnh ${number}`)
  item.querySelector("img")?.setAttribute("alt", `Ảnh ${number}: ${name}`)
  for (const which of item.querySelectorAll(".which")) which.textContent = ` ảnh ${number}`
}

/** @param {string} path @param {string} name @returns {Thumb} */
function thumb(path, name) {
  const caption = /** @type {HTMLTextAreaElement} */ (make("textarea", {rows: "2", placeholder: "Chú thích", onkeydown: enter,
    onchange: () => setTimeout(writeCaptions)})) // once whoever wrote it has moved on
  const before = button("Lên trước", () => sooner(name))
  const insert = button("Đưa vào bài", () => insertBlock(`![](${name})`))
  const lead = button("Làm ảnh đại diện", () => {
    replace("image", "", name)
    by("f-image").dispatchEvent(new Event("input", {bubbles: true}))
  })
  const item = make("li", {}, make("img", {src: at("/api/photo", {bai: path, ten: name}), width: "120", loading: "lazy"}),
    make("div", {}, make("span", {class: "note"}, name), caption, make("span", {class: "bar"}, before, insert, lead)))
  return {item, caption, before, insert}
}

/** A caption has one line; Enter ends it. @param {KeyboardEvent} event */
function enter(event) {
  if (event.key !== "Enter" || event.isComposing) return
  event.preventDefault()
  writeCaptions()
}

/** @param {string} words @param {() => void} onclick */
const button = (words, onclick) => make("button", {type: "button", onclick}, words, make("span", {class: "unseen which"}))

/** Has what is dropped on the text come where it is dropped. @param {DragEvent} event */
function dropHere(event) {
  const spot = document.caretPositionFromPoint?.(event.clientX, event.clientY)
  if (spot?.offsetNode === body) body.setSelectionRange(spot.offset, spot.offset)
}

/** Has a photo and the one before it change places; the cursor stays with it. @param {string} name */
function sooner(name) {
  const placed = inText()
  swap(placed[placed.indexOf(name) - 1], name)
  const {caption, before} = /** @type {Thumb} */ (thumbs.get(name))
  const stays = before.hidden ? caption : before
  stays.focus({preventScroll: true})
}

/** @param {string} one @param {string} other */
function swap(one, other) {
  const first = body.value.match(mark(one))?.[0] ?? ""
  const second = body.value.match(mark(other))?.[0] ?? ""
  rewrite(body.value.replace(first, () => "\0").replace(second, () => first).replace("\0", () => second))
}

/**
 * Takes photos that are chosen, dropped or pasted; `ready` saves the post first and gives its path.
 * @param {() => Promise<string>} ready
 * @param {(names: string[]) => void} added
 */
export function takes(ready, added) {
  /** @param {File[]} files */
  const take = async files => {
    try {
      const path = await ready()
      const {names} = await send(files, file => at("/api/photo", {bai: path, ten: file.name || "anh.png"}))
      for (const name of names) insertBlock(`![](${name})`)
      added(names)
    } catch (error) {
      tell(error)
    }
  }
  by("pick").addEventListener("click", () => by("photo-files").click())
  by("photo-files").addEventListener("change", async () => {
    await take([...by("photo-files").files])
    by("photo-files").value = ""
  })
  onDrop(document, take)
  body.addEventListener("drop", dropHere, {capture: true})
  body.addEventListener("paste", event => {
    const files = [...event.clipboardData?.files ?? []].filter(file => file.type.startsWith("image/"))
    const isText = event.clipboardData?.getData("text/plain").trim() // Word and Excel put a picture of it beside it
    if (!files.length || isText) return
    event.preventDefault()
    take(files)
  })
}
by("form").addEventListener("input", draw)
