/** The writing page: one post, kept every few seconds, checked and shown at every pause, saved and published on demand. */
import {ask, at, by, say, stay, tell} from "./desk.js"
import {consent} from "./consent.js"
import {fill, offer} from "./fields.js"
import {askName, isToGo} from "./moving.js"
import {showPage} from "./preview.js"
import {content, drop, follow, here, isSaved, keep, keepSoon, post, reload, save, settle, tellMove} from "./saving.js"
import {show as showPhotos, takes, writeCaptions} from "./photos.js"
import {show as showProblems} from "./problems.js"
import {undoes, watch} from "./publishing.js"
import {chooseKept} from "./versions.js"
import "./typing.js"
import "./pasting.js"

const PAUSE = 300
const AGAIN = 1000
const body = /** @type {HTMLTextAreaElement} */ (by("body"))
let pausing = 0
let turn = 0
let reading = false
let shown = ""

function changed() {
  by("state").textContent = isSaved() ? "Đã lưu" : "Chưa lưu"
  keepSoon()
  clearTimeout(pausing)
  pausing = setTimeout(check, PAUSE)
}

async function check() {
  const mine = ++turn
  const sent = JSON.stringify(content())
  try {
    const found = await ask("POST", here("/api/check"), content())
    if (mine !== turn) return
    if (reading && !found.reading) say("")
    if (found.reading) waitForAll()
    showProblems(found.problems, changed)
    if (shown !== sent || reading !== found.reading) showPage(found.url, mine)
    reading = found.reading
    shown = sent
    if (found.conflict) say("Bài này vừa được chương trình hay cửa sổ khác sửa; bấm Lưu để xem hai bản.")
  } catch (error) {
    tell(error)
  }
}

/** As long as the site is being read, a post is looked at by itself. */
function waitForAll() {
  if (!reading) say("Đang đọc các bài của trang tin; lỗi về liên kết và bài khác hiện ra khi đọc xong.")
  clearTimeout(pausing)
  pausing = setTimeout(check, AGAIN)
}

async function publish() {
  by("publish").disabled = true
  try {
    writeCaptions()
    if ((!isSaved() || !post.digest) && !(await save())) return
    let answer = await ask("POST", here("/api/publish"), {})
    if (answer.ask) {
      const told = await consent()
      if (!told) return
      answer = await ask("POST", here("/api/publish"), told)
    }
    if (answer.path !== post.path) tellMove(answer.path)
    follow(answer.path)
    await reload()
    watch()
  } catch (error) {
    tell(error)
    check()
  } finally {
    by("publish").disabled = false
  }
}

async function open() {
  const found = await ask("GET", here("/api/post"))
  offer(found.known)
  fill(found.values)
  body.value = found.body
  Object.assign(post, {digest: found.digest, photos: found.photos})
  follow(found.path)
  settle()
  if (!found.digest) by("state").textContent = "Bài mới"
  if (!found.hasForm) say("Phần khai báo ở đầu tệp có lỗi nên mẫu điền tạm ẩn; hãy sửa ngay trong ô chữ.")
  for (const field of document.querySelectorAll("[data-field]")) /** @type {HTMLElement} */ (field).hidden = !found.hasForm
  await restore(found.unsaved)
  showPhotos(post.path, post.photos)
  for (const id of ["all", "save", "publish"]) by(id).disabled = false
  document.title = `${found.values.title || "Bài mới"} – Bàn biên tập`
  check()
}

/** What tabs have kept and the file has not; whatever is not chosen stays kept, until it is dropped. @param {any[]} kept */
async function restore(kept) {
  const texts = new Map([[post.saved, {tabs: /** @type {string[]} */ ([])}]])
  for (const one of kept) {
    const text = JSON.stringify([one.values, one.body])
    texts.set(text, {...one, ...texts.get(text), tabs: [...texts.get(text)?.tabs ?? [], one.tab]})
  }
  const [saved, ...found] = texts.values()
  await drop(saved.tabs)
  const chosen = !post.digest && found.length === 1 ? found[0] : await chooseKept(found)
  if (chosen === "drop") await drop(found.flatMap(one => one.tabs))
  if (!chosen || chosen === "drop") return
  fill(chosen.values)
  body.value = chosen.body
  post.digest = chosen.digest
  if (await keep()) await drop(chosen.tabs) // it is this tab's own now
  by("state").textContent = "Chưa lưu (đã lấy lại)"
}

async function rename() {
  const name = await askName(post.path)
  if (!name || !(await save())) return
  try {
    const {path} = await ask("POST", here("/api/rename"), {name})
    location.replace(at("/viet", {bai: path}))
  } catch (error) {
    tell(error)
  }
}

async function remove() {
  if (!(await isToGo())) return
  try {
    post.isLeaving = true
    if (post.digest) await ask("DELETE", here("/api/post"))
    else await drop()
    location.assign("/")
  } catch (error) {
    post.isLeaving = false
    tell(error)
  }
}

by("form").addEventListener("input", changed)
by("form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault())
by("save").addEventListener("click", () => save())
by("publish").addEventListener("click", publish)
by("rename").addEventListener("click", rename)
by("delete").addEventListener("click", remove)
addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault()
    save()
  }
})
addEventListener("pagehide", () => keep(true))
document.addEventListener("visibilitychange", () => document.hidden && keep(true))
undoes(() => reload().catch(tell))
takes(async () => {
  if (!post.digest && !(await save())) throw {error: "Chưa lưu được bài nên chưa thêm được ảnh."}
  return post.path
}, names => {
  post.photos.push(...names)
  showPhotos(post.path, post.photos)
})
stay()
open().then(() => watch()).catch(tell)
