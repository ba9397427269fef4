/** The photos beside a post: thumbnails with caption and place in the text, and which one stands for the post. */
import {at, by, make, onDrop, send, tell} from "./desk.js"
import {replace} from "./fields.js"
import {insertBlock, rewrite} from "./toolbar.js"

const body = /** @type {HTMLTextAreaElement} */ (by("body"))
/** @param {string} name */
const mark = name => new RegExp(`!\\[([^\\]]*)\\]\\(${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\)`)

/**
 * Shows the photos of a post.
 * @param {string} path
 * @param {string[]} names
 */
export function show(path, names) {
  const inText = names.filter(name => mark(name).test(body.value)).sort((a, b) => body.value.search(mark(a)) - body.value.search(mark(b)))
  const rest = names.filter(name => !inText.includes(name))
  by("thumbs").replaceChildren(...[...inText, ...rest].map((name, number) => thumb(path, names, inText, name, number + 1)))
}

/** @param {string} path @param {string[]} names @param {string[]} inText @param {string} name @param {number} number */
function thumb(path, names, inText, name, number) {
  const found = body.value.match(mark(name))
  const place = inText.indexOf(name)
  const again = () => show(path, names)
  const caption = make("input", {type: "text", value: found?.[1] ?? "", "aria-label": `Chú thích ảnh ${number}`, placeholder: "Chú thích", disabled: !found,
    onchange: (/** @type {any} */ event) => setTimeout(() => describe(name, event.target.value))})
  const before = found && place > 0
    ? [make("button", {type: "button", onclick: () => { swap(inText[place - 1], name); again() }}, "Lên trước", make("span", {class: "unseen"}, ` ảnh ${number}`))] : []
  const insert = found ? [] : [make("button", {type: "button", onclick: () => { insertBlock(`![](${name})`); again() }}, "Đưa vào bài", make("span", {class: "unseen"}, ` ảnh ${number}`))]
  const lead = make("button", {type: "button", onclick: () => { replace("image", "", name); by("f-image").dispatchEvent(new Event("input", {bubbles: true})) }}, "Làm ảnh đại diện", make("span", {class: "unseen"}, ` ảnh ${number}`))
  return make("li", {}, make("img", {src: at("/api/photo", {bai: path, ten: name}), alt: `Ảnh ${number}: ${name}`, width: "120", loading: "lazy"}),
    make("div", {}, make("span", {class: "note"}, name), caption, make("span", {class: "bar"}, ...before, ...insert, lead)))
}

/** Puts a caption into the text, once whoever wrote it has moved on. @param {string} name @param {string} caption */
function describe(name, caption) {
  rewrite(body.value.replace(mark(name), () => `![${caption.replace(/[\[\]]/g, "")}](${name})`))
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
  body.addEventListener("paste", event => {
    const files = [...event.clipboardData?.files ?? []].filter(file => file.type.startsWith("image/"))
    if (!files.length) return
    event.preventDefault()
    take(files)
  })
}
