// The page of results. All that is asked stands in the address; the worker of the search box finds the answer.
// Engine, make, icon, parsed, marked, config, site, remembered and wantsSearch are those of reading.js.
"use strict";
{
const FIND = 10;
const FOUND = 11;
const SIZE = 10;
const FIRST = 8; // entries of a facet before "Xem thêm"
const PAUSE = 150; // milliseconds after a key
const PATIENCE = 60000; // the worker gives up a file after 20 s; a worker that says nothing at all is broken
const FAILED = "Không tải được dữ liệu tìm kiếm. Hãy kiểm tra kết nối mạng rồi thử lại.";

const part = name => document.getElementById(`search-${name}`);
const [form, input, narrow, panel, done] = ["form", "query", "narrow", "facets", "done"].map(part);
const [heading, status, order, chips, note, list, pager] =
  ["heading", "status", "order", "chips", "note", "results", "pages"].map(part);
const select = order.querySelector("select");
const wide = matchMedia("(min-width: 64em)");
const pageTitle = document.title;
const number = value => value.toLocaleString("vi-VN");

function button(text, does, look = "button") {
  const made = make("button", {type: "button", class: look}, ...[text].flat());
  made.onclick = does;
  return made;
}

// Days: people write 01/4/2022, the address and the worker have 2022-04-01 ----------------------------
const padded = value => String(value).padStart(2, "0");

function readDay(text) {
  const clean = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (!clean) return {day: "", fault: ""};
  const asWritten = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$/.exec(clean)
    ?? /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})$/i.exec(clean);
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(clean)?.slice(1) ?? asWritten?.slice(1).reverse();
  if (!found) return {day: "", fault: `“${clean}” không phải là ngày; hãy viết ngày/tháng/năm, ví dụ 01/4/2022`};
  const [year, month, day] = found.map(Number);
  if (month > 12 && day <= 12) {
    return {day: "", fault: `“${clean}” ghi tháng trước ngày; hãy viết ngày trước: ${padded(month)}/${day}/${year}`};
  }
  const real = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) {
    return {day: "", fault: `“${clean}” không có trong lịch; hãy xem lại ngày, tháng, năm`};
  }
  return {day: `${year}-${padded(month)}-${padded(day)}`, fault: ""};
}

function writeDay(day) {
  const [year, month, inMonth] = day.split("-");
  return `${inMonth}/${month < "03" ? month : Number(month)}/${year}`;
}

class DayField {
  constructor(id) {
    this.input = part(id);
    this.fault = part(`${id}-fault`);
    const [calendar, picker] = [this.input.nextElementSibling, this.input.parentNode.lastElementChild];
    calendar.hidden = !picker.showPicker;
    calendar.onclick = () => {
      picker.value = readDay(this.input.value).day;
      picker.showPicker();
    };
    picker.onchange = () => this.choose(picker.value);
    this.input.onchange = () => this.choose(this.input.value);
  }

  choose(text) {
    this.show(text);
    change({[this.key]: readDay(text).day});
  }

  /** What was typed stays as it is while it is no day, so that it can be mended. */
  show(text) {
    const {day, fault} = readDay(text);
    this.input.value = day ? writeDay(day) : text;
    this.complain(fault);
  }

  complain(fault) {
    if (this.fault.textContent !== fault) this.fault.textContent = fault;
    if (fault) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }
}

const days = {from: new DayField("from"), to: new DayField("to")};
for (const [key, field] of Object.entries(days)) field.key = key;

function checkSpan() {
  if (state.to) days.to.complain(state.from > state.to ? "“Đến ngày” đang ở trước “Từ ngày”" : "");
}

// Facets ---------------------------------------------------------------------------------------------
class Facet {
  constructor(box) {
    this.box = box;
    this.address = box.dataset.address;
    this.label = box.querySelector("summary").textContent;
    this.list = box.querySelector("ul");
    this.more = box.querySelector(".facet__more");
    this.rows = new Map();
    this.names = new Map();
    this.whole = false;
    this.more.onclick = () => {
      this.whole = !this.whole;
      this.show(this.entries);
    };
  }

  /** A list of one name narrows nothing; a name without letters that an address can hold has no place in one. */
  show(entries) {
    this.entries = entries.filter(entry => entry.slug);
    for (const {slug, name} of this.entries) this.names.set(slug, name);
    this.box.hidden = this.entries.length < 2 && !this.entries.some(entry => entry.chosen);
    const shown = this.entries.filter((entry, at) => this.whole || at < FIRST || entry.chosen);
    this.place(shown.map(entry => this.row(entry)));
    const left = this.entries.length - shown.length;
    this.more.hidden = !left && (!this.whole || this.entries.length <= FIRST);
    this.more.textContent = left ? `Xem thêm ${number(left)}` : "Thu gọn";
    this.more.setAttribute("aria-expanded", this.whole);
  }

  row({slug, name, count, chosen}) {
    if (!this.rows.has(slug)) {
      const box = make("input", {type: "checkbox", value: slug});
      box.onchange = () => choose(this, slug, box.checked);
      this.rows.set(slug, make("li", {}, make("label", {}, box, make("span", {}, name), make("small"))));
    }
    const row = this.rows.get(slug);
    row.querySelector("input").checked = chosen;
    row.querySelector("small").replaceChildren(number(count), make("span", {class: "unseen"}, " bài"));
    return row;
  }

  /** A row that stays is not moved, or it would lose the focus. */
  place(rows) {
    for (const row of [...this.list.children]) if (!rows.includes(row)) row.remove();
    rows.forEach((row, at) => {
      if (this.list.children[at] !== row) this.list.insertBefore(row, this.list.children[at] ?? null);
    });
  }
}

const boxes = [...panel.querySelectorAll("[data-facet]")];
const facets = Object.fromEntries(boxes.map(box => [box.dataset.facet, new Facet(box)]));

function choose(facet, slug, chosen) {
  const key = facet.box.dataset.facet;
  const others = state.filters[key].filter(other => other !== slug);
  change({filters: {...state.filters, [key]: chosen ? [...others, slug] : others}});
}

// The address ----------------------------------------------------------------------------------------
function readAddress(address) {
  const given = new URL(address, location.href).searchParams;
  const chosen = ({address}) => [...new Set(given.getAll(address))].filter(Boolean);
  return {
    q: (given.get("q") ?? "").slice(0, input.maxLength),
    filters: Object.fromEntries(Object.entries(facets).map(([key, facet]) => [key, chosen(facet)])),
    from: given.get("tu") ?? "",
    to: given.get("den") ?? "",
    order: given.get("xep") === "ngay" ? "date" : "relevance",
    page: Math.max(1, Math.trunc(Number(given.get("trang"))) || 1),
  };
}

function addressOf({q, filters, from, to, order, page}) {
  const given = new URLSearchParams();
  if (q.trim()) given.set("q", q);
  for (const [key, slugs] of Object.entries(filters)) for (const slug of slugs) given.append(facets[key].address, slug);
  if (from) given.set("tu", from);
  if (to) given.set("den", to);
  if (order === "date" && q.trim()) given.set("xep", "ngay");
  if (page > 1) given.set("trang", page);
  const asked = `${given}`;
  return location.pathname + (asked && `?${asked}`);
}

let state = null;
let timer = 0;
let asked = 0;
let began = 0;
let first = true;
let failed = false;
let landing = null; // where the focus goes once the answer stands, when what had it is gone

/** Takes the address for the state, and shows it in the fields. */
function enter() {
  state = readAddress(location.href);
  if (input.value !== state.q) input.value = state.q;
  for (const key of ["from", "to"]) {
    days[key].show(state[key]);
    state[key] = readDay(state[key]).day;
  }
  find();
}

function change(changes) {
  state = {...state, page: 1, ...changes};
  const address = addressOf(state);
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  find();
}

/** A link whose address is one of this page's own. */
function inner(target, text, attributes = {}) {
  const link = make("a", {href: addressOf(target), ...attributes}, text);
  link.onclick = event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    landing = land;
    enter();
  };
  return link;
}

const nothingChosen = () => Object.fromEntries(Object.keys(facets).map(key => [key, []]));

function clearFilters() {
  for (const field of Object.values(days)) field.show("");
  landing = land;
  change({filters: nothingChosen(), from: "", to: ""});
}

function land() {
  heading.focus({preventScroll: true});
  if (heading.getBoundingClientRect().top < 0 || !wide.matches) heading.scrollIntoView({behavior: "instant"});
}

// Asking ---------------------------------------------------------------------------------------------
class Finder extends Engine {
  start() {
    this.wait();
    return super.start().catch(() => this.fail());
  }

  ask(question) {
    this.waiting = question;
    if (this.ready) this.worker.postMessage({type: FIND, data: question});
    else if (!this.worker && !this.broken) this.start();
    this.wait();
  }

  heard(message) {
    if (message.type !== FOUND) super.heard(message);
    else if (message.data.id === asked) this.onAnswer(message.data);
  }

  wait() {
    clearTimeout(this.timer);
    if (!this.broken) this.timer = setTimeout(() => this.fail(), PATIENCE);
  }

  fail() {
    clearTimeout(this.timer);
    super.fail();
  }
}

const finder = new Finder(answer => (answer.error ? fail(answer.message) : show(answer)), () => fail());

function find() {
  clearTimeout(timer);
  checkSpan();
  showChips();
  began = performance.now();
  const {q, filters, from, to, order, page} = state;
  if (!finder.broken) list.setAttribute("aria-busy", "true");
  finder.ask({id: ++asked, q, filters, from, to, order, page, size: SIZE});
}

function retry() {
  if (note.contains(document.activeElement)) landing = land;
  status.textContent = "Đang tải…";
  note.replaceChildren();
  began = performance.now();
  if (finder.broken) finder.again();
  else find();
}

// Showing --------------------------------------------------------------------------------------------
function show(answer) {
  clearTimeout(finder.timer);
  failed = false;
  state.page = answer.page;
  for (const [key, facet] of Object.entries(facets)) facet.show(answer.facets[key] ?? []);
  if (first) arrive();
  showChips();
  showStatus(answer);
  note.replaceChildren(...(answer.total ? [] : [advice(answer)]));
  list.start = (answer.page - 1) * SIZE + 1;
  list.replaceChildren(...answer.items.map(result));
  showPages(answer);
  order.hidden = !state.q.trim() || !answer.total;
  select.value = state.order;
  done.textContent = answer.total ? `Xem ${number(answer.total)} bài viết` : "Xem kết quả";
  list.removeAttribute("aria-busy");
  landing?.();
  landing = null;
}

/** With the first answer the facets appear, and a reader who comes back is put where he was. */
function arrive() {
  first = false;
  narrow.disabled = false;
  panel.hidden = false;
  for (const [key, facet] of Object.entries(facets)) facet.box.open = wide.matches || state.filters[key].length > 0;
  const at = history.state?.at;
  if (at) landing = () => scrollTo({top: at, behavior: "instant"});
}

function showStatus({total, page, pages}) {
  const q = state.q.trim();
  document.title = q ? `${q} – ${pageTitle}` : pageTitle;
  if (!total) {
    status.textContent = q ? `Không có bài viết nào khớp với “${q}”` : "Không có bài viết nào";
    return;
  }
  const seconds = (performance.now() - began) / 1000;
  const time = seconds < 0.1 ? "dưới 0,1 giây" : `${seconds.toLocaleString("vi-VN", {maximumFractionDigits: 1})} giây`;
  const text = `${number(total)} bài viết${page > 1 ? `, trang ${number(page)}/${number(pages)}` : ""}`;
  status.replaceChildren(text, make("span", {"aria-hidden": "true"}, `, ${time}`));
}

const limits = () => Object.values(state.filters).flat().length + Boolean(state.from) + Boolean(state.to);

function advice({nearest}) {
  const box = make("div", {class: "empty"});
  const say = (...words) => box.append(make("p", {}, ...words));
  const unlimited = {filters: nothingChosen(), from: "", to: "", page: 1};
  if (nearest) {
    say("Có phải bạn muốn tìm ", inner({...state, ...unlimited, q: nearest}, nearest), "?");
  } else if (limits()) {
    say("Có thể các bộ lọc đã bỏ hết bài viết.");
    box.append(button("Xóa bộ lọc", clearFilters));
  } else {
    const archive = make("a", {href: new URL("luu-tru/", site).href}, "năm, tháng");
    say("Hãy thử bớt vài từ, hoặc xem bài theo ", archive, ".");
  }
  return box;
}

/** `title` and `text` are HTML of which marks and text are kept; all else is set as text. */
function result(item) {
  const link = make("a", {href: new URL(item.location, site).href}, marked(parsed(item.title)));
  const {campaign, ...shown} = item.topics;
  const labels = Object.values(shown).flat();
  return make("li", {class: "card card--plain"},
    make("h3", {class: "card__title"}, link),
    make("p", {class: "found__text"}, marked(parsed(item.text))),
    make("p", {class: "card__meta"}, make("time", {datetime: item.date}, ...found(item.day)),
      ...labels.map(label => make("span", {}, ...found(label)))));
}

const WORD = /\d+|(?:(?!\d)[\p{L}\p{N}])+/gu;

/** Words without marks, case and leading zeros, and where they stand. */
function words(text) {
  const fold = word => word.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  return [...text.matchAll(WORD)].map(({0: word, index}) =>
    ({word: fold(word).replace(/^0+(?=\d)/, ""), from: index, to: index + word.length}));
}

/** A name or a day with the words of the query in marks: a post may be found by these alone. */
function found(text) {
  const label = text.normalize("NFC");
  const [here, wanted] = [words(label), words(state.q.normalize("NFC"))];
  const same = (at, from) => at < here.length && here[at].word === wanted[from]?.word;
  const pieces = [];
  let end = 0;
  for (let at = 0; at < here.length; at++) {
    const lengths = wanted.map((_, from) => {
      let length = 0;
      while (same(at + length, from + length)) length++;
      return length;
    });
    const length = Math.max(0, ...lengths);
    if (!length || length < Math.min(2, wanted.length)) continue;
    const [from, to] = [here[at].from, here[at + length - 1].to];
    pieces.push(label.slice(end, from), make("mark", {}, label.slice(from, to)));
    end = to;
    at += length - 1;
  }
  return [...pieces, label.slice(end)];
}

function showChips() {
  const count = limits();
  narrow.lastElementChild.textContent = count ? `(${count})` : "";
  const made = Object.entries(facets).flatMap(([key, facet]) => state.filters[key]
    .filter(slug => facet.names.has(slug) || !first)
    .map(slug => chip(`${facet.label}: ${facet.names.get(slug) ?? slug}`, () => choose(facet, slug, false))));
  for (const [key, label] of [["from", "Từ ngày"], ["to", "Đến ngày"]]) {
    if (state[key]) made.push(chip(`${label} ${writeDay(state[key])}`, () => days[key].choose("")));
  }
  if (made.length) made.push(make("li", {}, button("Xóa bộ lọc", clearFilters, "chip chip--all")));
  chips.hidden = !made.length;
  const text = chip => chip.textContent;
  if (made.map(text).join("\n") !== [...chips.children].map(text).join("\n")) chips.replaceChildren(...made);
}

function chip(text, drop) {
  const shown = [make("span", {class: "unseen"}, "Bỏ lọc "), make("span", {}, text), icon("close")];
  const made = make("li", {}, button(shown, () => {
    const at = [...chips.children].indexOf(made);
    drop();
    (chips.children[at]?.querySelector("button") ?? heading).focus({preventScroll: true});
  }, "chip"));
  return made;
}

function showPages({page, pages}) {
  const byDay = state.order === "date" || !state.q.trim();
  const to = (target, text, attributes) => inner({...state, page: target}, text, {class: "button", ...attributes});
  const [back, on] = byDay ? ["← Những tin mới hơn", "Những tin cũ hơn →"] : ["← Trang trước", "Trang sau →"];
  const made = page > 1 ? [to(page - 1, back, {rel: "prev"})] : [];
  for (let at = 1, last = 0; at <= pages; at++) {
    if (at > 1 && at < pages && Math.abs(at - page) > 1) continue;
    if (at > last + 1) made.push(make("span", {}, "…"));
    const label = {"aria-label": `Trang ${number(at)}`, ...(at === page ? {"aria-current": "page"} : {})};
    made.push(to(at, number(at), label));
    last = at;
  }
  if (page < pages) made.push(to(page + 1, on, {rel: "next"}));
  pager.replaceChildren(...made);
  pager.hidden = pages < 2;
}

function fail(message = FAILED) {
  failed = true;
  status.textContent = message;
  const again = button("Thử lại", retry);
  note.replaceChildren(again);
  if (landing) again.focus();
  landing = null;
  list.replaceChildren();
  pager.hidden = order.hidden = true;
  list.removeAttribute("aria-busy");
  clearTimeout(finder.timer);
}

// Everything is bound here -----------------------------------------------------------------------------
function typed() {
  state = {...state, q: input.value, page: 1};
  asked++; // what is on its way answers another query
  clearTimeout(timer);
  timer = setTimeout(findTyped, PAUSE);
}

function findTyped() {
  history.replaceState(null, "", addressOf(state));
  find();
}

function toField() {
  input.focus();
  input.select();
}

/** Down and up go through the results, from the field and back to it; Esc clears the field, then leads to it. */
function move(event) {
  const links = [...list.querySelectorAll("h3 a")];
  const stops = [input, ...links];
  const at = stops.indexOf(document.activeElement);
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (at < 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === "Escape") {
    event.preventDefault();
    if (at > 0) return input.focus();
    if (!input.value) return;
    input.value = "";
    typed();
  } else if (step && stops[at + step]) {
    event.preventDefault();
    stops[at + step].focus();
  }
}

function openPanel(open) {
  panel.classList.toggle("found__facets--open", open);
  narrow.setAttribute("aria-expanded", open);
}

input.oninput = typed;
form.onsubmit = event => {
  event.preventDefault();
  typed();
  findTyped();
  if (matchMedia("(hover: none)").matches) input.blur(); // takes the keyboard off the results
};
panel.onsubmit = event => event.preventDefault();
panel.onkeydown = event => {
  if (event.key !== "Escape" || !panel.classList.contains("found__facets--open")) return;
  openPanel(false);
  narrow.focus();
};
select.onchange = () => change({order: select.value});
narrow.onclick = () => openPanel(!panel.classList.contains("found__facets--open"));
done.onclick = () => {
  openPanel(false);
  land();
};
list.onclick = event => {
  if (event.target.closest("a")) history.replaceState({at: scrollY}, "");
};
document.addEventListener("keydown", event => {
  if (document.querySelector("dialog[open]")) return;
  const slash = event.key === "/" && event.target.matches("[type=checkbox]") && remembered("keys") !== "off";
  if (!slash && !wantsSearch(event)) return move(event);
  event.preventDefault();
  event.stopPropagation(); // the search box of other pages stays shut: its field is this page's own
  toField();
}, true);
document.addEventListener("click", event => {
  if (!event.target.closest("[data-open=search]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  toField();
}, true);
addEventListener("popstate", () => {
  if (addressOf(state) !== location.pathname + location.search) enter(); // else it was a link within the page
});
addEventListener("online", () => {
  if (failed) retry();
});

status.textContent = "Đang tải…";
enter();
}
