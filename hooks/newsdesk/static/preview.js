/** The preview's frame: as wide as the screen that is meant, and scrolled as far as it was when it is shown anew. */
import {by} from "./desk.js"

const frame = /** @type {HTMLIFrameElement} */ (by("preview"))
const place = /** @type {HTMLElement} */ (document.querySelector(".writing"))
let scrolled = 0

/** @param {string} url a page under the site's root @param {number} turn another one each time */
export function showPage(url, turn) {
  frame.src = `${place.dataset.preview}${url}?${new URLSearchParams({turn: String(turn), y: String(scrolled)})}`
}

addEventListener("message", event => {
  if (event.source === frame.contentWindow && Number.isFinite(event.data?.y)) scrolled = event.data.y
})

/** The frame is as wide as the screen that is meant, made smaller to fit. */
function fit() {
  const screen = /** @type {HTMLElement} */ (document.querySelector(".screen"))
  const wide = Number(/** @type {HTMLElement} */ (document.querySelector("[data-width][aria-pressed=true]")).dataset.width)
  const scale = Math.min(1, screen.clientWidth / wide)
  frame.style.width = `${wide}px`
  frame.style.height = `${screen.clientHeight / scale}px`
  frame.style.transform = `scale(${scale})`
}

for (const button of document.querySelectorAll("[data-width]")) {
  button.addEventListener("click", () => {
    for (const one of document.querySelectorAll("[data-width]")) one.setAttribute("aria-pressed", String(one === button))
    fit()
  })
}
new ResizeObserver(fit).observe(/** @type {HTMLElement} */ (document.querySelector(".screen")))
