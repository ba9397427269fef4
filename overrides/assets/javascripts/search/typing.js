/* What was typed with the keyboard left in English, as Telex or VNI would have written it: `tuwj`, `tu75` → `tự`. */

import {RHYMES, isSpelt, isSyllable, parted, toned} from "./spelling.js"
import {parts} from "./splitting.js"
import {fold} from "./text.js"

const TELEX_TONES = {f: "\u0300", r: "\u0309", x: "\u0303", s: "\u0301", j: "\u0323"}
const VNI_TONES = {2: "\u0300", 3: "\u0309", 4: "\u0303", 1: "\u0301", 5: "\u0323"}
const WORD = /[\p{L}\p{N}]+/gu
const TELEX = /^[a-z]+$/, VNI = /^[a-z][a-z1-9]*[1-9][a-z1-9]*$/

/** A rhyme without marks, and whether its vowel has a roof (^) or a hook (ư ơ ă) → the rhyme. */
const MARKED = new Map(RHYMES.map(rhyme => [fold(rhyme) + roof(/[âêô]/.test(rhyme)) + hook(/[ăơư]/.test(rhyme)), rhyme]))

/** @param {boolean} is */
function roof(is) {
  return is ? "^" : ""
}

/** @param {boolean} is */
function hook(is) {
  return is ? "+" : ""
}

/**
 * @typedef {object} Keys  of one syllable, behind what begins it
 * @property {string} letters
 * @property {string} tone
 * @property {boolean} roof
 * @property {boolean} hook
 * @property {boolean} bar  that of đ
 */

/**
 * @param {string} keys
 * @param {string} onset
 * @returns {Keys | null}  null when there are two tones
 */
function readTelex(keys, onset) {
  const read = {letters: "", tone: "", roof: false, hook: false, bar: false}
  for (const key of keys) {
    const tone = TELEX_TONES[key]
    if (tone && read.letters) {
      if (read.tone) return null
      read.tone = tone
    } else if (key === "w") read.hook = true
    else if (key === "d" && onset === "d" && !read.bar) read.bar = true
    else if ("aeo".includes(key) && !read.roof && read.letters.includes(key)) read.roof = true
    else read.letters += key
  }
  return read
}

/**
 * @param {string} keys
 * @param {string} onset
 * @returns {Keys | null}
 */
function readVni(keys, onset) {
  const read = {letters: "", tone: "", roof: false, hook: false, bar: false}
  for (const key of keys) {
    const tone = VNI_TONES[key]
    if (tone && read.tone) return null
    if (tone) read.tone = tone
    else if (key === "6") read.roof = true
    else if (key === "7" || key === "8") read.hook = true
    else if (key === "9" && onset === "d") read.bar = true
    else read.letters += key
  }
  return read
}

/**
 * The syllable that keys stand for, or "" for what is none, or needs no method.
 * @param {string} keys  in lower case
 */
export function syllableOf(keys) {
  const read = VNI.test(keys) ? readVni : TELEX.test(keys) ? readTelex : null
  for (const [onset, rest] of read ? parted(keys) : []) {
    const found = read(rest, onset)
    if (!found || !(found.tone || found.roof || found.hook || found.bar)) continue
    const rhyme = MARKED.get(found.letters + roof(found.roof) + hook(found.hook))
    const begin = found.bar ? "đ" : onset
    if (rhyme && isSpelt(begin, rhyme, found.tone)) return toned(begin, rhyme, found.tone)
  }
  return /[aeiouy]/.test(keys) ? "" : keys.replace(/d[d9]/g, "đ").replace(/^[a-z0-9]*$/, "") // `hddnd` → `hđnd`
}

/** A word of several syllables is read one by one: `ootoo` → `ôtô`. */
function wordOf(keys) {
  const one = syllableOf(keys)
  if (one || isSyllable(keys)) return one
  const [pieces = []] = parts(keys, piece => isSyllable(piece) || syllableOf(piece) !== "")
  return pieces.some(syllableOf) ? pieces.map(piece => syllableOf(piece) || piece).join("") : ""
}

/** In capitals, as keys were, or with the first one. */
function cased(written, keys) {
  if (keys === keys.toUpperCase()) return written.toUpperCase()
  return keys[0] === keys[0].toLowerCase() ? written : written.slice(0, 1).toUpperCase() + written.slice(1)
}

/**
 * A query with every word that can be read as keys of a method as the syllable; the same where there is none.
 * @param {string} text
 */
export function asTyped(text) {
  return text.replace(WORD, word => cased(wordOf(word.toLowerCase()), word) || word)
}
