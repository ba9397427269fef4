/** What is going on with a publication, and taking it back. */
import {ask, by, make, reopen, say, tell} from "./desk.js"

const EVERY = 1000
let watching = 0

/** Shows how the publication goes until it is over. @param {() => void} [over] */
export function watch(over = () => {}) {
  const turn = ++watching
  const look = async () => {
    if (turn !== watching) return
    try {
      const progress = await ask("GET", "/api/publish")
      show(progress)
      reopen(progress)
      if (isGoing(progress)) setTimeout(look, progress.state === "offline" ? 5 * EVERY : EVERY)
      else over()
    } catch (error) {
      tell(error)
      setTimeout(look, 5 * EVERY)
    }
  }
  look()
}

/** Whether more is to come by itself. @param {any} progress */
export const isGoing = progress => ["running", "waiting", "offline"].includes(progress.state)

/** What the remote asks for when it knows nobody; it is kept in the desk's memory alone. */
function signIn() {
  const user = make("input", {type: "text", id: "sign-user", autocomplete: "off"})
  const password = make("input", {type: "password", id: "sign-password", autocomplete: "off"})
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    try {
      await ask("POST", "/api/sign-in", {user: /** @type {any} */ (user).value, password: /** @type {any} */ (password).value})
      watch()
    } catch (error) {
      tell(error)
    }
  }
  return make("form", {onsubmit: send, autocomplete: "off"},
    make("p", {}, make("label", {for: "sign-user"}, "Tên đăng nhập ở nơi chứa trang tin"), user),
    make("p", {}, make("label", {for: "sign-password"}, "Mật khẩu hay mã truy cập"), password),
    make("p", {class: "note"}, "Chỉ giữ trong lần mở này, không ghi vào đâu."),
    make("button", {class: "act"}, "Gửi"))
}

/** @param {any} progress */
export function show(progress) {
  const place = by("publishing")
  const undo = by("undo")
  undo.hidden = !progress.last || progress.state === "running"
  if (progress.last) undo.title = `Gỡ lần đăng gần nhất: ${progress.last}`
  place.hidden = progress.state === "idle"
  const link = progress.link && progress.state === "done" ? [" ", make("a", {href: progress.link, target: "_blank", rel: "noopener noreferrer"}, progress.link)] : []
  const theirs = progress.theirs
    ? [make("details", {open: true}, make("summary", {}, "Bản người khác đã đăng"), make("pre", {tabindex: "0"}, progress.theirs))]
    : []
  const text = make("p", {role: "status"}, progress.line, ...link)
  if (place.dataset.shown !== JSON.stringify(progress)) place.replaceChildren(text, ...theirs, ...(progress.asks ? [signIn()] : []))
  place.dataset.shown = JSON.stringify(progress)
  place.classList.toggle("box--stop", ["stopped", "offline"].includes(progress.state))
}

/** Makes the button that takes the last publication back work. @param {() => void} done once it has been */
export function undoes(done) {
  by("undo").addEventListener("click", async () => {
    if (!confirm(`${by("undo").title}?\nChữ đang có trên máy này vẫn còn; bài mới thành bản nháp, bài đã xoá trở lại.`)) return
    try {
      await ask("POST", "/api/undo", {})
      say("")
      watch(done)
    } catch (error) {
      tell(error)
    }
  })
}
