/** The first page: all posts, found by letters without marks; files can be dropped anywhere. */
import {ask, at, by, make, onDrop, reopen, say, send, stay, tell} from "./desk.js"
import {isGoing, show, undoes, watch} from "./publishing.js"

const PAUSE = 150
const AGAIN = 1000
const filters = /** @type {HTMLFormElement} */ (by("search"))
let turn = 0
let waiting = 0

const query = () => Object.fromEntries([...new FormData(filters)].map(([name, value]) => [name, String(value)]))

/** @param {string} name */
const isWord = name => /\.(docx?|docm|dotx?|odt|rtf)$/i.test(name)

/** @param {number} from */
async function load(from) {
  const mine = ++turn
  try {
    const found = await ask("GET", at("/api/posts", {...query(), from: String(from)}))
    if (mine !== turn) return
    for (const name of ["state", "campaign", "cell"]) choices(name, found[name === "state" ? "states" : `${name}s`])
    const rows = found.rows.map((/** @type {any} */ row) => entry(row, found.unsaved.includes(row.path)))
    if (from) by("posts").append(...rows)
    else by("posts").replaceChildren(...fresh(found), ...rows)
    clearTimeout(waiting)
    if (found.reading) waiting = setTimeout(() => load(0), AGAIN)
    by("count").textContent = found.reading ? "Đang đọc các bài…" : found.total ? `${found.total} bài` : "Không có bài nào như vậy."
    by("more").hidden = !found.next
    by("more").dataset.from = found.next
    show(found.publishing)
    reopen(found.publishing)
    if (isGoing(found.publishing)) watch()
  } catch (error) {
    tell(error)
  }
}

/** Posts that are being written and were never saved. @param {any} found */
function fresh(found) {
  const names = found.unsaved.filter((/** @type {string} */ path) => /\/bai-moi-[0-9a-f]{6}\//.test(path))
  return names.map((/** @type {string} */ path) => entry({path, title: "Bài mới chưa lưu", day: "", author: "", cell: "", campaigns: [], states: ["nháp"]}, true))
}

/** @param {any} row @param {boolean} unsaved */
function entry(row, unsaved) {
  const facts = [row.day, row.author, row.cell, ...row.campaigns].filter(Boolean).join(" · ")
  const states = [...row.states, ...(unsaved ? ["chưa lưu"] : [])]
  return make("li", {},
    make("a", {href: at("/viet", {bai: row.path})}, row.title),
    make("span", {class: "states"}, ...states.map(state => make("span", {class: "state", "data-state": state}, state))),
    make("span", {class: "note"}, facts))
}

/** @param {string} name @param {string[]} known */
function choices(name, known) {
  const select = by(name)
  if (select.options.length === known.length + 1) return
  const chosen = select.value
  select.replaceChildren(select.options[0], ...known.map(one => make("option", {value: one}, one)))
  select.value = chosen
}

/** @param {File[]} files */
async function take(files) {
  try {
    const {batch} = await ask("POST", "/api/word", {})
    const {names, refused} = await send(files, file => at("/api/word", {luot: batch, ten: file.name}))
    if (!names.some(isWord)) return say(refused || "Chưa có tệp Word nào; hãy chọn tệp .docx, kèm ảnh nếu có.")
    if (refused && !confirm(`${refused}\nVẫn nhập các tệp còn lại?`)) return
    say("Đang đọc tệp…")
    location.assign(at("/nhap", {luot: batch}))
  } catch (error) {
    tell(error)
  }
}

filters.addEventListener("input", () => {
  clearTimeout(waiting)
  waiting = setTimeout(() => load(0), PAUSE)
})
filters.addEventListener("submit", event => event.preventDefault())
by("more").addEventListener("click", () => load(Number(by("more").dataset.from)))
by("word").addEventListener("click", () => by("files").click())
by("files").addEventListener("change", () => take([...by("files").files]))
by("new").addEventListener("click", async () => {
  try {
    const {path} = await ask("POST", "/api/posts", {})
    location.assign(at("/viet", {bai: path}))
  } catch (error) {
    tell(error)
  }
})
onDrop(document, take)
undoes(() => load(0))
stay()
load(0)
