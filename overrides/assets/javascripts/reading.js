// What a reader can do on a page. The text is there without any of it.
"use strict";
const root = document.documentElement;
const config = JSON.parse(document.getElementById("__config").textContent);
const site = new URL(config.base.replace(/\/?$/, "/"), location.href);

// A browser may refuse storage (private windows); then a choice lasts for the page.
function remember(key, value) {
  try {
    localStorage.setItem(`newsroom.${key}`, value);
  } catch {
    return;
  }
}

function remembered(key) {
  try {
    return localStorage.getItem(`newsroom.${key}`);
  } catch {
    return null;
  }
}

// Children are nodes or text, so nothing from a page or a query is ever read as HTML.
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const icon = name => make("i", {class: `icon icon--${name}`});

// Theme, menu, text size ---------------------------------------------------------------------------
function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  root.dataset.theme = isDark() ? "light" : "dark";
  remember("theme", root.dataset.theme);
}

function switchMenu(button) {
  const open = document.getElementById("menu").classList.toggle("menu--open");
  button.setAttribute("aria-expanded", open);
}

const SIZES = [0.875, 1, 1.125, 1.25, 1.5];

function resize(step) {
  const now = SIZES.indexOf(Number(root.style.getPropertyValue("--scale") || 1));
  const next = Math.min(SIZES.length - 1, Math.max(0, (now < 0 ? 1 : now) + step));
  root.style.setProperty("--scale", SIZES[next]);
  remember("size", SIZES[next]);
  say(`Cỡ chữ ${Math.round(SIZES[next] * 100)}%`);
}

function say(text) {
  const place = document.querySelector("[data-said]");
  if (place) place.textContent = text;
}

// Sharing: plain links, made here because only the browser knows the address it was read at ----------
function address() {
  const canonical = document.querySelector("link[rel=canonical]");
  return canonical ? canonical.href : location.href.split("#")[0];
}

function linkShares() {
  const here = address();
  const makers = {
    zalo: () => `https://button-share.zalo.me/share_external?d=${encodeURIComponent(btoa(JSON.stringify({url: here})))}`,
    facebook: () => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(here)}`,
  };
  for (const link of document.querySelectorAll("[data-share]")) link.href = makers[link.dataset.share]();
  const sheet = document.querySelector("[data-do=share]");
  if (sheet && navigator.share) sheet.hidden = false;
}

async function copyLink(button) {
  await writeClipboard(address());
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = "Đã sao chép";
  say("Đã sao chép liên kết");
  setTimeout(() => (label.textContent = before), 2500);
}

// The clipboard API exists only on https and localhost; a school's intranet may have neither.
async function writeClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = make("textarea", {"aria-hidden": "true", style: "position:fixed;opacity:0"}, text);
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

function share() {
  // Closing the phone's sheet rejects the promise; that is the reader's choice, not an error.
  navigator.share({title: document.title, url: address()}).catch(() => say("Chưa chia sẻ"));
}

function fillPrint() {
  const now = new Date();
  for (const place of document.querySelectorAll("[data-here]")) place.textContent = address();
  for (const place of document.querySelectorAll("[data-printed]")) {
    place.textContent = ` – in ngày ${now.getDate()}/${now.getMonth() + 1}/${now.getFullYear()}`;
  }
}

// Pictures -----------------------------------------------------------------------------------------
function lightbox(links) {
  const picture = make("img", {alt: ""});
  const figure = make("figure", {}, picture);
  const caption = make("p", {"aria-live": "polite"});
  const count = make("span", {class: "lightbox__count"});
  const key = (name, label) =>
    make("button", {type: "button", class: `key lightbox__${name}`, "aria-label": label},
      icon({close: "close", back: "left", on: "right"}[name]));
  const close = key("close", "Đóng");
  const back = key("back", "Ảnh trước");
  const on = key("on", "Ảnh sau");
  const dialog = make("dialog", {class: "lightbox", "aria-label": "Xem ảnh"}, count, close, figure, back, on, caption);
  let at = 0;

  function show(index) {
    at = (index + links.length) % links.length;
    const small = links[at].querySelector("img");
    picture.src = links[at].href;
    picture.alt = small ? small.alt : "";
    caption.textContent = links[at].closest("figure")?.querySelector("figcaption")?.textContent ?? "";
    count.textContent = `${at + 1}/${links.length}`;
    back.hidden = on.hidden = links.length < 2;
    if (links.length > 1) new Image().src = links[(at + 1) % links.length].href;
  }

  close.onclick = () => dialog.close();
  back.onclick = () => show(at - 1);
  on.onclick = () => show(at + 1);
  dialog.onclose = () => links[at].focus();
  dialog.onkeydown = event => {
    const moves = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1};
    if (!(event.key in moves)) return;
    event.preventDefault();
    show(moves[event.key]);
  };
  let from = null;
  figure.onpointerdown = event => (from = event.isPrimary ? event : null);
  figure.onpointerup = event => {
    if (!from) return;
    const [across, down] = [event.clientX - from.clientX, event.clientY - from.clientY];
    if (Math.abs(across) > 40 && Math.abs(across) > 1.5 * Math.abs(down)) show(at + (across < 0 ? 1 : -1));
    from = null;
  };
  picture.draggable = false;
  document.body.append(dialog);
  return index => {
    show(index);
    dialog.showModal();
  };
}

function openPhotos() {
  const links = [...document.querySelectorAll("figure a.photo__link, a.photo")];
  let open = null;
  for (const [index, link] of links.entries()) {
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open ??= lightbox(links);
      open(index);
    });
  }
}

// Search box: the worker speaks Material's protocol, SETUP 0, READY 1, QUERY 2, RESULT 3 --------------
class Engine {
  constructor(onAnswer, onFail) {
    this.waiting = null;
    this.ready = false;
    this.broken = false;
    this.onAnswer = onAnswer;
    this.onFail = onFail;
  }

  async start() {
    try {
      this.worker = new Worker(new URL(config.search, location.href));
      this.worker.onmessage = event => this.heard(event.data);
      this.worker.onerror = () => this.fail();
      const answer = await fetch(new URL("search/search_index.json", site));
      if (!answer.ok) throw new Error(answer.statusText);
      const index = await answer.json();
      this.worker.postMessage({type: 0, data: {...index, options: {suggest: false}}});
    } catch {
      this.fail();
    }
  }

  heard(message) {
    if (message.type === 1) {
      this.ready = true;
      if (this.waiting !== null) this.ask(this.waiting);
    } else if (message.type === 3) {
      this.onAnswer(message.data);
    }
  }

  ask(query) {
    this.waiting = query;
    if (this.ready) this.worker.postMessage({type: 2, data: query});
    else if (!this.worker && !this.broken) this.start();
  }

  // Only when the reader asks: a school's network that is down is not asked again at every key.
  again() {
    this.broken = false;
    this.start();
  }

  fail() {
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
    this.broken = true;
    this.onFail();
  }
}

// The worker sends HTML; of it only text, marks and lines are kept.
const parsed = html => new DOMParser().parseFromString(html ?? "", "text/html").body;

function marked(node) {
  const out = document.createDocumentFragment();
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) out.append(child.data);
    else if (child.nodeName === "MARK") out.append(make("mark", {}, child.textContent));
    else out.append(marked(child));
  }
  return out;
}

function result(item) {
  const link = make("a", {class: "md-search-result__link", href: new URL(item.location, site).href});
  const text = parsed(item.text);
  const lines = text.querySelector("p") ? [...text.querySelectorAll("p")] : [text];
  link.append(make("b", {}, marked(parsed(item.title))), ...lines.map(line => make("span", {}, marked(line))));
  return make("li", {class: "md-search-result__item"}, link);
}

// Besides hits the worker may send notes, which have no score: a nearer query, a failure, a link to all results.
function summary(items) {
  const hits = items.filter(item => item.score > 0).length;
  if (hits) return hits < items.length ? `${hits} kết quả đầu tiên` : `${hits} kết quả`;
  return items.length ? parsed(items[0].title).textContent : "Không tìm thấy bài nào phù hợp";
}

function searchBox() {
  const input = make("input", {
    type: "search", name: "q", class: "md-search__input", "data-md-component": "search-query", "aria-label": "Từ cần tìm",
    placeholder: "Tên người, chuyên đề, số văn bản…", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
  const close = make("button", {type: "button", class: "key", "aria-label": "Đóng"}, icon("close"));
  const form = make("form", {role: "search", action: new URL("tim-kiem/", site).href}, input, make("button", {class: "button button--full"}, "Tìm"), close);
  const said = make("p", {class: "search__said", role: "status"});
  const list = make("ol", {class: "search__list md-search-result__list"});
  const keys = make("input", {type: "checkbox"});
  const foot = make("div", {class: "search__foot"}, make("span", {}, "↑ ↓ để chọn, Enter để mở, Esc để đóng"), make("label", {}, keys, "Mở tìm kiếm bằng phím /, F hoặc S"));
  const dialog = make("dialog", {class: "search", "aria-label": "Tìm kiếm", "data-md-component": "search"}, form, said, list, foot);
  keys.checked = remembered("keys") !== "off";
  keys.onchange = () => remember("keys", keys.checked ? "on" : "off");

  const engine = new Engine(answer => {
    if (!input.value.trim()) return clear();
    const items = answer.items.map(group => group[0]).filter(Boolean);
    list.replaceChildren(...items.map(result));
    said.textContent = summary(items);
  }, () => {
    const again = make("button", {type: "button", class: "button"}, "Thử lại");
    again.onclick = () => engine.again();
    said.replaceChildren("Không tải được bộ tìm kiếm. ", again);
  });

  function clear() {
    list.replaceChildren();
    said.textContent = "Gõ có dấu hay không dấu đều được; nhấn Tìm để xem mọi kết quả";
  }

  function ask() {
    const query = input.value.trim();
    if (!query) return clear();
    engine.ask(query);
  }

  function move(step) {
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
  }

  input.oninput = ask;
  close.onclick = () => dialog.close();
  dialog.onclick = event => {
    if (event.target === dialog) dialog.close();
  };
  dialog.onkeydown = event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step) return;
    event.preventDefault();
    move(step);
  };
  document.body.append(dialog);
  clear();
  return () => {
    dialog.showModal();
    input.focus();
    input.select();
  };
}

let openBox = null;

function openSearch() {
  openBox ??= searchBox();
  openBox();
}

function wantsSearch(event) {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey || remembered("keys") === "off") return false;
  return ["/", "f", "s"].includes(event.key) && !event.target.closest("input, textarea, select, [contenteditable], dialog");
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
};

document.addEventListener("click", event => {
  const button = event.target.closest("[data-do]");
  if (button) deeds[button.dataset.do](button);
  const opener = event.target.closest("[data-open=search]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSearch();
});
document.addEventListener("keydown", event => {
  if (document.querySelector("dialog[open]") || !wantsSearch(event)) return;
  event.preventDefault();
  openSearch();
});
addEventListener("beforeprint", fillPrint);

const up = document.querySelector(".to-top");
addEventListener("scroll", () => (up.hidden = scrollY < 1.5 * innerHeight), {passive: true});
linkShares();
openPhotos();
