/** The post of the writing page: what of it is saved, what is kept meanwhile, and whose version counts. */
import {ask, at, by, say, tell} from "./desk.js"
import {fill, values} from "./fields.js"
import {choose} from "./versions.js"

const KEEP = 2000
const place = /** @type {HTMLElement} */ (document.querySelector(".writing"))
const body = /** @type {HTMLTextAreaElement} */ (by("body"))
export const post = {path: place.dataset.path ?? "", digest: "", photos: /** @type {string[]} */ ([]), saved: "", isLeaving: false}
let keeping = 0

export const content = () => ({digest: post.digest, values: values(), body: body.value})
const written = () => JSON.stringify([values(), body.value])
export const isSaved = () => written() === post.saved
/** @param {string} route */
export const here = route => at(route, {bai: post.path})

/** What is on the page counts as saved. */
export function settle() {
  post.saved = written()
  by("state").textContent = "Đã lưu"
}

/** Within two seconds. */
export const keepSoon = () => void (keeping ||= setTimeout(keep, KEEP))

/** @param {boolean} [last] */
export async function keep(last = false) {
  clearTimeout(keeping)
  keeping = 0
  if (post.isLeaving || isSaved()) return
  try {
    await ask("PUT", here("/api/unsaved"), content(), last)
    if (!isSaved()) by("state").textContent = "Chưa lưu (đã giữ tạm)"
  } catch (error) {
    tell(error)
    keepSoon()
  }
}

/** @returns {Promise<boolean>} whether what is on the page is in the file now */
export async function save() {
  const sent = written()
  try {
    const {path, digest} = await ask("PUT", here("/api/post"), content())
    await keepOff(path)
    post.digest = digest
    post.saved = sent
    by("state").textContent = isSaved() ? "Đã lưu" : "Chưa lưu"
    say("")
    return true
  } catch (error) {
    if (/** @type {any} */ (error).theirs) return meet(/** @type {any} */ (error))
    tell(error)
    return false
  }
}

/** The post may have been given its name. @param {string} path */
async function keepOff(path) {
  if (path === post.path) return
  await ask("DELETE", here("/api/unsaved")).catch(() => {})
  post.path = path
  history.replaceState(null, "", here("/viet"))
}

/** Both versions, side by side; nothing is lost whichever is chosen. @param {any} error */
async function meet(error) {
  const theirs = error.theirs
  if (!theirs.digest) {
    post.digest = ""
    say("Tệp của bài đã bị xoá; bấm Lưu lần nữa để ghi lại.")
    return false
  }
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
