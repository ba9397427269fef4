/** What is going on with a publication, and taking it back. */
import {ask, by, make, say, tell} from "./desk.js"

const EVERY = 1000
let watching = 0

/** Shows how the publication goes until it is over. */
export function watch() {
  const turn = ++watching
  const look = async () => {
    if (turn !== watching) return
    try {
      const progress = await ask("GET", "/api/publish")
      show(progress)
      if (progress.state === "running" || progress.state === "waiting") setTimeout(look, EVERY)
    } catch (error) {
      tell(error)
      setTimeout(look, 5 * EVERY)
    }
  }
  look()
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
  if (place.dataset.shown !== JSON.stringify(progress)) place.replaceChildren(text, ...theirs)
  place.dataset.shown = JSON.stringify(progress)
  place.classList.toggle("box--stop", progress.state === "stopped")
}

/** Makes the button that takes the last publication back work. @param {() => void} done */
export function undoes(done) {
  by("undo").addEventListener("click", async () => {
    if (!confirm(`${by("undo").title}?\nBài vẫn còn trên máy này, là bản nháp.`)) return
    try {
      await ask("POST", "/api/undo", {})
      say("")
      watch()
      done()
    } catch (error) {
      tell(error)
    }
  })
}
