/** The post of the writing page: what of it is saved, what is kept meanwhile, and whose version counts. */
import {ask, at, by, say, tell} from "./desk.js"
import {fill, values} from "./fields.js"
import {text, writeCaptions} from "./photos.js"
import {choose} from "./versions.js"

const KEEP = 2000
const place = /** @type {HTMLElement} */ (document.querySelector(".writing"))
const body = /** @type {HTMLTextAreaElement} */ (by("body"))
export const post = {path: place.dataset.path ?? "", digest: "", photos: /** @type {string[]} */ ([]), saved: "", isLeaving: false}
/** By which the desk knows what this tab keeps from what others do; another one each time the page is loaded. */
const tab = [...crypto.getRandomValues(new Uint8Array(8))].map(one => one.toString(16).padStart(2, "0")).join("")
let keeping = 0

export const content = () => ({digest: post.digest, values: values(), body: text(), tab})
const written = () => JSON.stringify([values(), text()])
export const isSaved = () => written() === post.saved
/** @param {string} route */
export const here = route => at(route, {bai: post.path})

/** What is on the page counts as saved. */
export function settle() {
  post.saved = written()
  by("state").textContent = "Đã lưu"
}

/** Within two seconds. */
export function keepSoon() {
  keeping ||= setTimeout(keep, KEEP)
}

/** @param {boolean} [last] @returns {Promise<boolean>} whether nothing is left to be kept */
export async function keep(last = false) {
  clearTimeout(keeping)
  keeping = 0
  if (post.isLeaving || isSaved()) return true
  try {
    await ask("PUT", here("/api/unsaved"), content(), last)
    if (!isSaved()) by("state").textContent = "Chưa lưu (đã giữ tạm)"
    return true
  } catch (error) {
    tell(error)
    keepSoon()
    return false
  }
}

/** What tabs have kept is not wanted any more. @param {string[]} [tabs] */
export const drop = (tabs = [tab]) => Promise.all(tabs.map(one => ask("DELETE", at("/api/unsaved", {bai: post.path, the: one}))))

/** @returns {Promise<boolean>} whether what is on the page is in the file now */
export async function save() {
  writeCaptions()
  const sent = written()
  try {
    const {path, digest} = await ask("PUT", here("/api/post"), content())
    await drop().catch(() => {}) // what was being kept meanwhile
    const before = post.digest ? post.path : path
    post.digest = digest
    post.saved = sent
    by("state").textContent = isSaved() ? "Đã lưu" : "Chưa lưu"
    say("")
    follow(path)
    if (path !== before) tellMove(path)
    return true
  } catch (error) {
    if (/** @type {any} */ (error).theirs) return meet(/** @type {any} */ (error))
    tell(error)
    return false
  }
}

/** The post may have been given its name. @param {string} path */
export function follow(path) {
  if (path === post.path) return
  post.path = path
  history.replaceState(null, "", here("/viet"))
  by("form").dispatchEvent(new Event("input")) // it is to be looked at there
}

/** @param {string} path */
export const tellMove = path => say(`Bài đã có tiêu đề nên địa chỉ đổi theo: /${path.replace(/index\.md$/, "")}`)

/** Both versions, side by side; nothing is lost whichever is chosen. @param {any} error */
async function meet(error) {
  const theirs = error.theirs
  if (!theirs.digest) {
    post.digest = ""
    say("Tệp của bài đã bị xoá; bấm Lưu lần nữa để ghi lại.")
    return false
  }
  follow(theirs.path)
  const chosen = await choose(error.error, theirs, values(), body.value)
  if (chosen === "mine") {
    post.digest = theirs.digest
    say("Bấm Lưu lần nữa để ghi bản của bạn.")
  } else if (chosen === "theirs") {
    fill(theirs.values)
    body.value = theirs.body
    post.digest = theirs.digest
    settle()
    by("form").dispatchEvent(new Event("input"))
  }
  return false
}

/** Takes from the file what the desk itself has changed in it. */
export async function reload() {
  if (!isSaved()) return
  const found = await ask("GET", here("/api/post"))
  fill(found.values)
  post.digest = found.digest
  settle()
}
