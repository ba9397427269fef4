/* Words typed without the space between them: `tusoi` → `tu soi`. */

import {isSyllable} from "./spelling.js"
import {syllables} from "./text.js"

const LONGEST = 8  // letters of a syllable
const MOST = 4     // ways to part a word
const WAYS = 6     // and a query

/**
 * Ways to part a word into syllables, those with the fewest first.
 * @param {string} word  in lower case
 * @param {(piece: string) => boolean} isOne
 * @returns {string[][]}
 */
export function parts(word, isOne = isSyllable) {
  /** @type {string[][][]} */
  const upTo = [[[]]]
  for (let end = 1; end <= word.length; end++) {
    const lasts = Array.from({length: Math.min(end, LONGEST)}, (_, i) => word.slice(end - i - 1, end))
    upTo[end] = lasts.filter(isOne).flatMap(last => upTo[end - last.length].map(rest => [...rest, last]))
      .sort((a, b) => cost(a) - cost(b)).slice(0, MOST)
  }
  return upTo[word.length]
}

/** @param {string[]} syllables  those that begin with a vowel are few */
function cost(syllables) {
  return syllables.length + syllables.filter(syllable => /^[aeiouy]/.test(syllable.normalize("NFD"))).length / 2
}

/** Words of a query that are no syllables, and where they stand. */
export function strange(text) {
  return syllables(text).filter(({form, key}) => key.length > 2 && /^[a-z]+$/.test(key) && !isSyllable(form))
}

/**
 * A query with every word parted that is no syllable, the likeliest way first; none where there is no such word.
 * @param {string} text
 * @param {(piece: string) => boolean} [isOne]
 * @returns {string[]}
 */
export function withSpaces(text, isOne) {
  let ways = [{text: "", end: 0}]
  for (const {start, end} of strange(text)) {
    const word = text.slice(start, end), found = parts(word.toLowerCase(), isOne)
    const written = found.length ? found.map(syllables => syllables.join(" ")) : [word]
    ways = ways.flatMap(way => written.map(parted => ({text: way.text + text.slice(way.end, start) + parted, end})))
      .slice(0, WAYS)
  }
  return ways.map(way => way.text + text.slice(way.end)).filter(way => way !== text)
}
