/* The page of results. All that is asked stands in the address; the search worker finds the answer. */

/** @import {Answer} from "./messages.js" */
/** @import {State} from "./results/address.js" */
import {Engine} from "./engine.js"
import {amongNewest, button, make, numeral, opensElsewhere, site} from "./page.js"
import {addressOf, readAddress} from "./results/address.js"
import {Chips} from "./results/chips.js"
import {DayField, readDay, writeDay} from "./results/days.js"
import {Facet, bindPanel} from "./results/facets.js"
import {card, duration, pageLinks} from "./results/hits.js"
import {bindKeys} from "./results/keys.js"

const SIZE = 10
const PAUSE = 150 // milliseconds after a key
const FAILED = "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại."

/** @type {(name: string) => any} */
const part = name => document.getElementById(`search-${name}`)
const [form, input, narrow, panel, done] = ["form", "query", "narrow", "facets", "done"].map(part)
const [heading, status, order, note, list, pager] = ["heading", "status", "order", "note", "results", "pages"].map(part)
const chips = new Chips(part("chips"), heading)
const select = order.querySelector("select")
const wide = matchMedia("(min-width: 64em)")
const pageTitle = document.title

const dayField = id => new DayField(part(id), part(`${id}-fault`), day => change({[id]: day}))
const days = {from: dayField("from"), to: dayField("to")}

function checkSpan() {
  if (state.to) days.to.complain(state.from > state.to ? "“Đến ngày” đang ở trước “Từ ngày”" : "")
}

const boxes = [...panel.querySelectorAll("[data-facet]")]
const facets = Object.fromEntries(boxes.map(box => {
  const key = box.dataset.facet
  return [key, new Facet(box, (slug, chosen) => choose(key, slug, chosen))]
}))

function choose(key, slug, chosen) {
  const others = state.filters[key].filter(other => other !== slug)
  change({filters: {...state.filters, [key]: chosen ? [...others, slug] : others}})
}

/** @type {State} */
let state
let timer = 0
let began = 0
let first = true
let failed = false
let landing = null // where the focus goes once the answer stands, when what had it is gone

/** Takes the address for the state, and shows it in the fields. */
function enter() {
  state = readAddress(location.href, facets)
  state.q = state.q.slice(0, input.maxLength)
  if (input.value !== state.q) input.value = state.q
  for (const key of ["from", "to"]) {
    days[key].show(state[key])
    state[key] = readDay(state[key]).day
  }
  find()
}

function change(changes) {
  state = {...state, page: 1, ...changes}
  const address = addressOf(state, facets)
  if (address !== location.pathname + location.search) history.pushState(null, "", address)
  find()
}

/** A link whose address is one of this page's own. */
function inner(target, text, attributes = {}) {
  const link = make("a", {href: addressOf(target, facets), ...attributes}, text)
  link.onclick = event => {
    if (opensElsewhere(event)) return
    event.preventDefault()
    history.pushState(null, "", link.href)
    landing = land
    enter()
  }
  return link
}

const nothingChosen = () => Object.fromEntries(Object.keys(facets).map(key => [key, []]))

function clearFilters() {
  for (const field of Object.values(days)) field.show("")
  landing = land
  change({filters: nothingChosen(), from: "", to: ""})
}

function land() {
  heading.focus({preventScroll: true})
  if (heading.getBoundingClientRect().top < 0 || !wide.matches) heading.scrollIntoView({behavior: "instant"})
}

const engine = new Engine(show, fail)

function find() {
  clearTimeout(timer)
  checkSpan()
  showChips()
  began = performance.now()
  if (!engine.broken) list.setAttribute("aria-busy", "true")
  engine.ask({...state, size: SIZE})
}

function retry() {
  if (note.contains(document.activeElement)) landing = land
  status.textContent = "Đang tải…"
  note.replaceChildren()
  began = performance.now()
  engine.again()
}

// Showing --------------------------------------------------------------------------------------------
/** @param {Answer} answer */
function show(answer) {
  failed = false
  state.page = answer.page
  for (const [key, facet] of Object.entries(facets)) facet.show(answer.facets[key] ?? [])
  if (first) arrive()
  showChips()
  showStatus(answer)
  note.replaceChildren(...(answer.among ? [among(answer.among)] : []), ...(answer.total ? [] : [advice(answer)]))
  list.start = (answer.page - 1) * SIZE + 1
  list.replaceChildren(...answer.items.map(card))
  showPages(answer)
  order.hidden = !state.q.trim() || !answer.total
  select.value = state.order
  done.textContent = answer.total ? `Xem ${numeral(answer.total)} bài viết` : "Xem kết quả"
  list.removeAttribute("aria-busy")
  landing?.()
  landing = null
}

/** With the first answer the facets appear, and a reader who comes back is put where he was. */
function arrive() {
  first = false
  narrow.disabled = false
  panel.hidden = false
  for (const [key, facet] of Object.entries(facets)) facet.box.open = wide.matches || state.filters[key].length > 0
  const at = history.state?.at
  if (at) landing = () => scrollTo({top: at, behavior: "instant"})
}

function showStatus({total, page, pages, read}) {
  const q = state.q.trim()
  document.title = q ? `${q} – ${pageTitle}` : pageTitle
  if (!total) {
    status.textContent = q ? `Không có bài viết nào khớp với “${q}”` : "Không có bài viết nào"
    return
  }
  const place = page > 1 ? `, trang ${numeral(page)}/${numeral(pages)}` : "", asked = read ? `, tìm “${read}”` : ""
  status.replaceChildren(`${numeral(total)} bài viết`, place, asked, make("span", {"aria-hidden": "true"}, `, ${duration(performance.now() - began)}`))
}

function among(count) {
  failed = true
  return make("div", {class: "empty"}, make("p", {}, amongNewest(count)), button("Thử lại", retry))
}

const limits = () => Object.values(state.filters).flat().length + [state.from, state.to].filter(Boolean).length

function advice({nearest}) {
  const box = make("div", {class: "empty"})
  const say = (...words) => box.append(make("p", {}, ...words))
  const unlimited = {filters: nothingChosen(), from: "", to: "", page: 1}
  if (nearest) {
    say("Có phải bạn muốn tìm ", inner({...state, ...unlimited, q: nearest}, nearest), "?")
  } else if (limits()) {
    say("Có thể các bộ lọc đã bỏ hết bài viết.")
    box.append(button("Xóa bộ lọc", clearFilters))
  } else {
    const archive = make("a", {href: new URL("luu-tru/", site).href}, "năm, tháng")
    say("Hãy thử bớt vài từ, hoặc xem bài theo ", archive, ".")
  }
  return box
}

function showChips() {
  const count = limits()
  narrow.lastElementChild.textContent = count ? `(${count})` : ""
  const made = Object.entries(facets).flatMap(([key, facet]) => state.filters[key]
    .filter(slug => facet.names.has(slug) || !first)
    .map(slug => chips.one(`${facet.label}: ${facet.names.get(slug) ?? slug}`, () => choose(key, slug, false))))
  for (const [key, label] of [["from", "Từ ngày"], ["to", "Đến ngày"]]) {
    if (state[key]) made.push(chips.one(`${label} ${writeDay(state[key])}`, () => days[key].choose("")))
  }
  chips.show(made, clearFilters)
}

function showPages(answer) {
  const byDay = state.order === "date" || !state.q.trim()
  const link = (page, text, attributes) => inner({...state, page}, text, {class: "button", ...attributes})
  pager.replaceChildren(...pageLinks(answer, byDay, link))
  pager.hidden = answer.pages < 2
}

function fail() {
  failed = true
  status.textContent = FAILED
  const again = button("Thử lại", retry)
  note.replaceChildren(again)
  if (landing) again.focus()
  landing = null
  list.replaceChildren()
  pager.hidden = order.hidden = true
  list.removeAttribute("aria-busy")
}

// Everything is bound here -----------------------------------------------------------------------------
function typed() {
  state = {...state, q: input.value, page: 1}
  engine.drop()
  clearTimeout(timer)
  timer = setTimeout(findTyped, PAUSE)
}

function findTyped() {
  history.replaceState(null, "", addressOf(state, facets))
  find()
}

input.oninput = typed
form.onsubmit = event => {
  event.preventDefault()
  typed()
  findTyped()
  if (matchMedia("(hover: none)").matches) input.blur() // takes the keyboard off the results
}
select.onchange = () => change({order: select.value})
list.onclick = event => {
  if (event.target.closest("a")) history.replaceState({at: scrollY}, "")
}
bindPanel(panel, narrow, done, land)
bindKeys(input, list, typed)
addEventListener("popstate", () => {
  if (addressOf(state, facets) !== location.pathname + location.search) enter() // else it was a link within the page
})
addEventListener("online", () => {
  if (failed) retry()
})

status.textContent = "Đang tải…"
enter()
