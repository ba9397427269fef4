/* What a reader can do on a page. The text is there without any of it. */

import {config, make, opensElsewhere, remember, site, wantsSearch} from "./page.js"
import {searchBox} from "./search-box.js"

const root = document.documentElement

// Theme, menu, text size ---------------------------------------------------------------------------
function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
}

function switchTheme() {
  root.dataset.theme = isDark() ? "light" : "dark"
  remember("theme", root.dataset.theme)
}

function switchMenu(button) {
  const open = document.getElementById("menu").classList.toggle("menu--open")
  button.setAttribute("aria-expanded", open)
}

const SIZES = [0.875, 1, 1.125, 1.25, 1.5]

function resize(step) {
  const now = SIZES.indexOf(Number(root.style.getPropertyValue("--scale") || 1))
  const next = Math.min(SIZES.length - 1, Math.max(0, (now < 0 ? 1 : now) + step))
  root.style.setProperty("--scale", String(SIZES[next]))
  remember("size", String(SIZES[next]))
  say(`Cỡ chữ ${Math.round(SIZES[next] * 100)}%`)
}

/** Tells those who cannot see a change of it. */
function say(text) {
  const place = document.querySelector("[data-said]")
  if (place) place.textContent = text
}

// Sharing: plain links, made here because only the browser knows the address it was read at ----------
function address() {
  /** @type {HTMLLinkElement | null} */
  const canonical = document.querySelector("link[rel=canonical]")
  return canonical ? canonical.href : location.href.split("#")[0]
}

function linkShares() {
  const here = address()
  const makers = {
    zalo: () => `https://button-share.zalo.me/share_external?d=${encodeURIComponent(btoa(JSON.stringify({url: here})))}`,
    facebook: () => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(here)}`,
  }
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("[data-share]")
  for (const link of links) link.href = makers[link.dataset.share]()
  /** @type {HTMLElement | null} */
  const sheet = document.querySelector("[data-do=share]")
  if (sheet && navigator.share) sheet.hidden = false
}

async function copyLink(button) {
  await writeClipboard(address())
  const label = button.querySelector("span")
  const before = label.textContent
  label.textContent = "Đã sao chép"
  say("Đã sao chép liên kết")
  setTimeout(() => (label.textContent = before), 2500)
}

/** The clipboard API exists only on https and localhost; a school's intranet may have neither. */
async function writeClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = make("textarea", {"aria-hidden": "true", class: "unseen"}, text)
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

function share() {
  // Closing the phone's sheet rejects the promise; that is the reader's choice, not an error.
  navigator.share({title: document.title, url: address()}).catch(() => say("Chưa chia sẻ"))
}

function fillPrint() {
  const now = new Date()
  for (const place of document.querySelectorAll("[data-here]")) place.textContent = address()
  for (const place of document.querySelectorAll("[data-printed]")) {
    place.textContent = ` – in ngày ${now.getDate()}/${now.getMonth() + 1}/${now.getFullYear()}`
  }
}

// Search -------------------------------------------------------------------------------------------
let openBox = null

function openSearch(event) {
  event.preventDefault()
  openBox ??= searchBox()
  openBox()
}

// Reading without a network: by a worker, or, where the setting is off, by none any more -------------------
async function keepRead() {
  const {serviceWorker} = navigator
  if (config.offline) {
    const isBack = serviceWorker.controller !== null
    await serviceWorker.register(new URL("sw.js", site), {scope: site.pathname, updateViaCache: "none"})
    if (isBack) import("./offline/search.js").then(({keepSearch}) => keepSearch())
  } else if (serviceWorker.controller) {
    const registration = await serviceWorker.getRegistration(site.href)
    await registration?.update()
  }
}

// Everything is bound here -------------------------------------------------------------------------
const deeds = {
  theme: switchTheme,
  menu: switchMenu,
  share,
  copy: copyLink,
  print: () => window.print(),
  smaller: () => resize(-1),
  larger: () => resize(1),
}

document.addEventListener("click", (/** @type {MouseEvent & {target: Element}} */ event) => {
  /** @type {HTMLElement | null} */
  const button = event.target.closest("[data-do]")
  if (button) deeds[button.dataset.do](button)
  if (event.target.closest("[data-open=search]") && !opensElsewhere(event)) openSearch(event)
})
document.addEventListener("keydown", (/** @type {KeyboardEvent & {target: Element}} */ event) => {
  if (!document.querySelector("dialog[open]") && wantsSearch(event)) openSearch(event)
})
addEventListener("beforeprint", fillPrint)

/** @type {HTMLElement} */
const up = document.querySelector(".to-top")
addEventListener("scroll", () => (up.hidden = scrollY < 1.5 * innerHeight), {passive: true})
linkShares()
// Not before the page is there, which needs the line more.
if (navigator.serviceWorker) addEventListener("load", () => keepRead().catch(error => console.warn(error)))
/** @type {NodeListOf<HTMLAnchorElement>} */
const photos = document.querySelectorAll("figure a.photo__link, a.photo")
if (photos.length) import("./lightbox.js").then(({openPhotos}) => openPhotos([...photos]))
/** @type {NodeListOf<HTMLAnchorElement>} */
const embeds = document.querySelectorAll(".prose a.embed")
const videos = [...embeds].filter(link => config.videos.includes(link.host)) // which the page's policy lets in
if (videos.length) import("./embeds.js").then(({askFirst}) => askFirst(videos))
