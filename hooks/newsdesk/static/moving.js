/** Questions before a post gets another address, or goes. */
import {question} from "./asking.js"
import {make} from "./desk.js"

/** The new name, "" when it is to stay. @param {string} path */
export async function askName(path) {
  const known = path.endsWith("/index.md") ? path.split("/").at(-2) : path.split("/").at(-1)?.replace(/\.md$/, "")
  const name = make("input", {type: "text", id: "new-name", autocomplete: "off", value: known ?? ""})
  const chosen = await question("Đổi địa chỉ bài", [make("p", {}, make("label", {for: "new-name"}, "Tên trong địa chỉ"), name),
    make("p", {}, "Địa chỉ cũ vẫn dẫn tới bài. Trên trang, địa chỉ đổi khi bấm Đăng bài.")], [["yes", "Đổi"], ["", "Thôi"]])
  return chosen ? /** @type {any} */ (name).value : ""
}

/** @returns {Promise<boolean>} */
export async function isToGo() {
  const said = "Bài được cất vào thư mục .cache/newsdesk/da-xoa trên máy này; nếu đã đăng thì cũng được gỡ khỏi trang."
  return Boolean(await question("Xoá bài này?", [make("p", {}, said)], [["yes", "Xoá"], ["", "Thôi"]]))
}
