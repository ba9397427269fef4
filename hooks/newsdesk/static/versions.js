/** Two versions of a post, side by side. */
import {question} from "./asking.js"
import {make} from "./desk.js"

/** @param {Record<string, any>} values @param {string} body @param {string} label */
function shown(values, body, label) {
  const text = make("textarea", {readonly: true, rows: "12", "aria-label": label})
  const lines = Object.entries(values).filter(([, said]) => said && said.length !== 0).map(([name, said]) => `${name}: ${said}`)
  text.value = [...lines, "", body].join("\n")
  return make("div", {}, label, text)
}

/**
 * Gives "mine", "theirs", or "" for later.
 * @param {string} title
 * @param {any} theirs
 * @param {Record<string, any>} values
 * @param {string} body
 */
export function choose(title, theirs, values, body) {
  const both = make("div", {class: "both"}, shown(theirs.values, theirs.body, "Bản trên đĩa"), shown(values, body, "Bản của tôi"))
  return question(title, [both], [["mine", "Giữ bản của tôi"], ["theirs", "Dùng bản trên đĩa"], ["", "Để sau"]])
}

/**
 * Gives the version that is to be taken, "drop" when none is, "" for later.
 * @param {any[]} kept what tabs have kept of the post, each with the time
 */
export async function chooseKept(kept) {
  if (!kept.length) return ""
  const labels = kept.map((one, number) => kept.length > 1 ? `Bản ${number + 1}, giữ lúc ${one.kept}` : `Giữ lúc ${one.kept}`)
  const both = make("div", {class: "both"}, ...kept.map((one, number) => shown(one.values, one.body, labels[number])))
  const said = kept.length > 1 ? "Các cửa sổ khác nhau đã viết khác nhau. Bản không lấy vẫn được giữ, lần sau hỏi lại." : "Lấy lại để viết tiếp, hay bỏ đi?"
  /** @type {[string, string][]} */
  const takes = kept.map((_, number) => [String(number), kept.length > 1 ? `Lấy bản ${number + 1}` : "Lấy lại"])
  const drop = kept.length > 1 ? "Bỏ tất cả" : "Bỏ"
  const chosen = await question("Có phần viết chưa lưu từ lần trước", [make("p", {}, said), both], [...takes, ["drop", drop], ["", "Để sau"]])
  return kept[Number(chosen || NaN)] ?? chosen
}
