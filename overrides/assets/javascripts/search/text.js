/* Vietnamese text and queries, read as newsroom/vietnamese.py and search/tokens.py read text; tests hold them together. */
/** @import {Asked, Syllable} from "./structures.js" */

const TONES = "\u0300\u0309\u0303\u0301\u0323"
const LONGEST = 24
const TOKEN = /[0-9]+|(?:(?![0-9\u{10000}-\u{10ffff}])[\p{L}\p{N}])+/gu

export function nfc(text) {
  const spaced = text.normalize("NFC").replace(/[\u00a0\u202f]/g, " ").replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g, "")
  return spaced.replace(/[\u00d0\u0189]/g, "Đ").replace(/[\u00f0\u0256]/g, "đ")
}

/** Lower case without marks: `Đảng uỷ` → `dang uy`. */
export function fold(text) {
  return text.toLowerCase().replace(/[đ\u00f0\u0256]/g, "d").normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC")
}

/** One written form for either tone placement of a syllable: `hoá`, `hóa` → `hóa`. */
export function canonical(syllable) {
  const lower = nfc(syllable).toLowerCase()
  const apart = lower.normalize("NFD")
  const tone = [...apart].find(c => TONES.includes(c))
  if (!tone) return lower
  const bare = apart.replace(tone, "").normalize("NFC")
  const at = bare.search(/(?:o[ae]|uy)$/)
  if (at < 0 || bare[at - 1] === "q") return lower
  return (bare.slice(0, at + 1) + tone + bare.slice(at + 1)).normalize("NFC")
}

function form(word) {
  const cut = word.slice(0, LONGEST)
  return /^[0-9]/.test(cut) ? cut.replace(/^0+(?=.)/, "") : canonical(cut)
}

/** Marked letters in order: `đường` → `đườ`. */
function marksOf(written) {
  return written.replace(/[\0-\x7f]/g, "")
}

const read = new Map()
function syllable(word) {
  if (!read.has(word)) {
    if (read.size > 20000) read.clear()
    const typed = word.toLowerCase(), written = form(typed), capital = word === word.toUpperCase()
    read.set(word, {form: written, key: fold(written), marks: marksOf(written), typed, capital})
  }
  return read.get(word)
}

/** Syllables and numbers. @param {string} text @returns {Syllable[]} */
export function syllables(text) {
  const found = []
  for (const {0: word, index} of text.matchAll(TOKEN)) {
    const {form, key, marks, typed, capital} = syllable(word)  // one by one: posts have thousands, and a spread is slow
    found.push({form, key, marks, typed, capital, start: index, end: index + word.length})
  }
  return found
}

/** A key with the marks put back: (`duong`, `đườ`) → `đường`. */
export function written(key, marks) {
  const left = [...marks]
  return [...key].map(c => (left.length && fold(left[0]) === c ? left.shift() : c)).join("")
}

const MOST = 12  // syllables of a query that are looked up
const QUOTED = /["“”«»]/
const TYPES = new Set("nq ct kl qd qdi qc hd kh bc ctr cthd tb tt ttr cv bb da nd ttlt pl qyd".split(" "))
const TYPE_OF = new Map(Object.entries({
  "nghi quyet": "nq", "chi thi": "ct", "ket luan": "kl", "quyet dinh": "qđ", "quy dinh": "qđ", "quy che": "qc",
  "huong dan": "hd", "ke hoach": "kh", "bao cao": "bc", "chuong trinh": "ctr", "thong bao": "tb", "thong tri": "tt",
  "thong tu": "tt", "to trinh": "ttr", "cong van": "cv", "bien ban": "bb", "de an": "đa", "nghi dinh": "nđ",
}))

/** @param {string} text @returns {Asked} */
export function parse(text) {
  const tokens = [], links = [], quoted = []
  nfc(text).split(QUOTED).forEach((part, at, parts) => {
    const from = tokens.length, closed = at + 1 < parts.length
    tokens.push(...syllables(part))
    if (at % 2 && closed && tokens.length > from) quoted.push([from, tokens.length])
    links.push(...linksOf(from, tokens.length))
  })
  if (tokens.length && /[\p{L}\p{N}]$/u.test(nfc(text))) tokens[tokens.length - 1].partial = true
  return shortened({tokens, links, quoted})
}

function shortened({tokens, links, quoted}) {
  return {
    tokens: tokens.slice(0, MOST),
    links: links.filter(link => link.every(i => i < MOST)),
    quoted: quoted.filter(([from]) => from < MOST).map(([from, to]) => [from, Math.min(to, MOST)]),
  }
}

function linksOf(from, to) {
  if (to - from === 1) return [[from]]
  return Array.from({length: Math.max(to - from - 1, 0)}, (_, i) => [from + i, from + i + 1])
}

export function query(tokens) {
  return {tokens, links: linksOf(0, tokens.length), quoted: []}
}

/** Other ways in which the same number or date is written; the first is the query itself. @param {Asked} asked */
export function variants(asked) {
  if (asked.quoted.length) return [asked]
  const tokens = asked.tokens
  const others = [typeAfterNumber(tokens), typeInLetters(tokens), dateInWords(tokens), dateInFigures(tokens)]
  return [asked, ...others.filter(Boolean).map(query)]
}

const word = text => syllables(text)[0]
export const isNumber = token => token !== undefined && /^[0-9]/.test(token.key)

/** `HD 27 ĐU` → `27 HD ĐU` */
function typeAfterNumber(tokens) {
  const at = tokens.findIndex((token, i) => TYPES.has(token.key) && isNumber(tokens[i + 1]) && !isNumber(tokens[i - 1]))
  if (at < 0) return null
  let end = at + 1
  while (isNumber(tokens[end])) end++
  const moved = tokens.map(token => ({...token, partial: false}))
  return [...moved.slice(0, at), ...moved.slice(at + 1, end), moved[at], ...moved.slice(end)]
}

/** `hướng dẫn số 27` → `27 hd` */
function typeInLetters(tokens) {
  const at = tokens.findIndex((token, i) => TYPE_OF.has(`${token.key} ${tokens[i + 1]?.key}`))
  const number = tokens[at + 2]?.key === "so" ? at + 3 : at + 2
  if (at < 0 || !isNumber(tokens[number])) return null
  const type = word(TYPE_OF.get(`${tokens[at].key} ${tokens[at + 1].key}`))
  const rest = tokens.slice(number).filter(token => token.key !== type.key)
  return typeAfterNumber([...tokens.slice(0, at), type, ...rest])
}

const isDay = token => isNumber(token) && Number(token.key) >= 1 && Number(token.key) <= 31
const isMonth = token => isNumber(token) && Number(token.key) >= 1 && Number(token.key) <= 12
const isYear = token => isNumber(token) && /^(19|20)[0-9]{2}$/.test(token.key)

/** `1/4/2022` → `1 tháng 4 năm 2022` */
function dateInWords(tokens) {
  const at = tokens.findIndex((token, i) => isDay(token) && isMonth(tokens[i + 1]) && isYear(tokens[i + 2]))
  if (at < 0) return null
  const [day, month, year] = tokens.slice(at, at + 3)
  return [...tokens.slice(0, at), day, word("tháng"), month, word("năm"), year, ...tokens.slice(at + 3)]
}

/** `ngày 1 tháng 4 năm 2022` → `1 4 2022`; `tháng 4 năm 2022` → `4 2022` */
function dateInFigures(tokens) {
  const at = tokens.findIndex((token, i) => token.key === "thang" && isMonth(tokens[i + 1]))
  const year = tokens[at + 2]?.key === "nam" ? at + 3 : at + 2
  if (at < 0 || !isYear(tokens[year])) return null
  const day = isDay(tokens[at - 1]) ? [tokens[at - 1]] : []
  const before = tokens.slice(0, at - day.length)
  if (day.length && before[before.length - 1]?.key === "ngay") before.pop()
  return [...before, ...day, tokens[at + 1], tokens[year], ...tokens.slice(year + 1)]
}
