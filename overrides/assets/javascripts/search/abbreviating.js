/* Abbreviations and what they stand for, either of which finds the other: `THCS`, `trung học cơ sở`. */

/** @import {Asked, Syllable} from "./structures.js" */
import {isSyllable} from "./spelling.js"
import {query, syllables} from "./text.js"

const WAYS = 6     // of writing a query
const LONGEST = 8  // syllables

/** @typedef {{asked: Syllable[], others: Syllable[][]}} Entry  one form, and those to look for as well */

/**
 * Forms by their keys.
 * @param {{[short: string]: string[]}} table
 */
export function readTable(table) {
  /** @type {Map<string, Entry[]>} */
  const entries = new Map()
  const longs = new Map()
  for (const [short, full] of Object.entries(table))
    for (const long of full) longs.set(long, [...(longs.get(long) ?? []), short])
  for (const [long, shorts] of longs) add(entries, long, shorts)
  for (const [short, full] of Object.entries(table))
    add(entries, short, [...full, ...full.flatMap(long => longs.get(long).filter(other => other !== short))])
  return entries
}

/** @param {Map<string, Entry[]>} entries @param {string} form @param {string[]} others */
function add(entries, form, others) {
  const asked = syllables(form), key = keyOf(asked)
  const all = others.map(other => syllables(other))
  entries.set(key, [...(entries.get(key) ?? []), {asked, others: all.filter(other => keyOf(other) !== key)}])
}

const keyOf = tokens => tokens.map(token => token.key).join(" ")
const isShort = tokens => tokens.length === 1
const looksLikeWord = tokens => isShort(tokens) && isSyllable(tokens[0].key)

/**
 * Whether a form was meant: `CA` is an abbreviation, `ca` a word.
 * @param {Syllable[]} typed
 * @param {Syllable[]} asked
 */
function isMeant(typed, asked) {
  return typed.every((token, i) => !token.marks || token.form === asked[i].form) &&
    (!looksLikeWord(asked) || typed[0].capital)
}

/**
 * @typedef {object} Place  where a form stands, and one to put there
 * @property {number} at
 * @property {number} length
 * @property {Syllable[]} other
 */

/**
 * The query with another form in one place, and in all places; the more is changed, the later it ranks.
 * @param {Asked} asked
 * @param {Map<string, Entry[]>} table
 * @returns {Asked[]}
 */
export function otherForms({tokens, quoted}, table) {
  if (quoted.length) return []
  const places = tokens.flatMap((_, at) => placesAt(tokens, at, table))
  const changes = [...places.map(place => [place]), apart(places)].slice(-WAYS)
  return changes.filter((change, i) => change.length > (i < places.length ? 0 : 1))
    .map(change => ({...query(changed(tokens, change)), rank: change.length}))
}

/** @param {Syllable[]} tokens @param {number} at @param {Map<string, Entry[]>} table @returns {Place[]} */
function placesAt(tokens, at, table) {
  const lengths = Array.from({length: Math.min(LONGEST, tokens.length - at)}, (_, i) => i + 1).reverse()
  return lengths.flatMap(length => {
    const typed = tokens.slice(at, at + length)
    const meant = (table.get(keyOf(typed)) ?? []).filter(({asked}) => isMeant(typed, asked))
    return meant.flatMap(entry => entry.others).filter(other => tokens.length > length || !looksLikeWord(other))
      .map(other => ({at, length, other: strictly(other)}))
  })
}

/** @param {Place[]} places  the first of those that overlap @returns {Place[]} */
function apart(places) {
  return places.filter((place, i) => !places.slice(0, i).some(({at, length}) => place.at < at + length))
}

/** @param {Syllable[]} tokens @param {Place[]} places  in order */
function changed(tokens, places) {
  return [...places].reverse().reduce((all, {at, length, other}) => (
    [...all.slice(0, at), ...other, ...all.slice(at + length)]), tokens)
}

/** @param {Syllable[]} tokens  an abbreviation stands for something with its own marks only: ĐU is no `du` */
function strictly(tokens) {
  return tokens.map(token => ({...token, strict: isShort(tokens)}))
}
