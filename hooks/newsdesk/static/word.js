/** What became of the Word files: guesses with their words, the report, and one click to accept. */
import {ask, at, by, make, stay, tell} from "./desk.js"

const batch = new URLSearchParams(location.search).get("luot") ?? ""

/** @param {any} post */
function shown(post) {
  if (post.error) return make("section", {class: "box box--stop"}, make("h2", {}, post.file), make("p", {}, `Không nhập được: ${post.error}`))
  const guesses = post.guesses.map((/** @type {any} */ guess) => make("div", {},
    make("dt", {}, guess.label, " ", make("span", {class: "state"}, "đoán")),
    make("dd", {}, guess.value, guess.words && guess.words !== guess.value ? make("q", {class: "note"}, guess.words) : "")))
  const missing = post.missing.length ? [make("p", {}, `Chưa biết: ${post.missing.join(", ")}. Bài sẽ là bản nháp.`)] : []
  const report = post.report.length ? [make("h3", {}, "Báo cáo"), make("ul", {class: "report"}, ...post.report.map((/** @type {string} */ line) => make("li", {}, line)))] : []
  const photos = post.photos.length ? [make("p", {}, `Ảnh: ${post.photos.join(", ")}`)] : []
  return make("section", {class: "box"}, make("h2", {}, post.file), make("dl", {class: "guesses"}, ...guesses), ...missing, ...report, ...photos,
    make("pre", {class: "beginning", tabindex: "0", "aria-label": "Đầu bài"}, post.text),
    make("p", {}, make("button", {type: "button", class: "act", onclick: () => accept(post.number)}, "Nhận bài này")))
}

/** @param {number} number */
async function accept(number) {
  try {
    const {path} = await ask("POST", at("/api/word/accept", {luot: batch, so: String(number)}), {})
    location.assign(at("/viet", {bai: path}))
  } catch (error) {
    tell(error)
  }
}

stay()
try {
  const {posts} = await ask("GET", at("/api/word", {luot: batch}))
  by("results").replaceChildren(...posts.map(shown))
} catch (error) {
  by("results").replaceChildren()
  tell(error)
}
by("results").removeAttribute("aria-busy")
