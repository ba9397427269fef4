/** Whether pupils are in the pictures, and who has agreed. */
import {question} from "./asking.js"
import {make} from "./desk.js"

/** What is to be told with the publication, null when it is not to be published yet. */
export async function consent() {
  const who = make("input", {type: "text", id: "consent-who", autocomplete: "off"})
  const content = [make("p", {}, "Ảnh có học sinh chỉ được đăng khi cha mẹ hoặc người giám hộ đồng ý."),
    make("p", {}, make("label", {for: "consent-who"}, "Ai đã đồng ý, bằng cách nào"), who)]
  const chosen = await question("Trong ảnh có học sinh không?", content, [["none", "Không có học sinh"], ["pupils", "Có, đã được đồng ý"], ["", "Chưa đăng"]])
  if (!chosen) return null
  return chosen === "pupils" ? {pupils: true, consent: /** @type {any} */ (who).value} : {pupils: false}
}
