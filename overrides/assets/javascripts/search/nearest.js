/* The nearest query that has an answer, for one that has none. */

/** @import {Index} from "./index.js" */
/** @import {Asked} from "./structures.js" */
import {PHRASE, isNumber, linked, query, written} from "./engine.js"

const TRIED = 8  // corrections of a syllable

/** Letters to put in, take out, change or swap to make one word of the other; more than `most` is not counted. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before = [], row = Array.from({length: b.length + 1}, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1)
    }
    [before, row] = [row, next]
  }
  return row[b.length]
}

function alike(words, key) {
  if (isNumber({key})) return []
  const most = key.length > 4 ? 2 : 1
  return [...words].map(word => ({word, far: distance(word, key, most)}))
    .filter(({far}) => far > 0 && far <= most)
    .sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
    .slice(0, TRIED).map(({word}) => word)
}

/**
 * The nearest query with an answer, as one would write it, or "".
 * @param {Index} index
 * @param {Asked} asked
 */
export async function nearest(index, asked) {
  const tokens = asked.tokens.map(token => ({...token, partial: false}))
  if (!tokens.length) return ""
  if (asked.quoted.length && await answers(index, tokens)) return tokens.map(token => token.form).join(" ")
  const words = await index.words()
  const unknown = tokens.map((_, i) => i).filter(i => !words.has(tokens[i].key) && !isNumber(tokens[i]))
  return await corrected(index, tokens, words, unknown) || await partOf(index, tokens)
}

async function corrected(index, tokens, words, unknown) {
  if (unknown.length > 1) return ""
  const places = unknown.length ? unknown : tokens.map((_, i) => i)
  const tries = places.flatMap(place => alike(words, tokens[place].key).map(key => ({place, key})))
  const results = await Promise.all(tries.slice(0, 3 * TRIED).map(async ({place, key}) => {
    const changed = tokens.map((token, i) => (i === place ? {form: key, key, marks: ""} : token))
    const count = await answers(index, changed)
    return {place, key, changed, count}
  }))
  const found = results.filter(({count}) => count).sort((a, b) => b.count - a.count)[0]
  return found ? spell(index, found) : ""
}

async function answers(index, tokens) {
  const hits = await linked(index, query(tokens))
  return [...hits.values()].filter(hit => hit.tier === PHRASE).length
}

/** The changed syllable written as it mostly is beside its neighbours. */
async function spell(index, {place, key, changed}) {
  const at = Math.max(place - 1, 0)
  const pair = changed.slice(at, at + 2).map(token => token.key)
  const records = await index.records(pair.length === 1 ? ` ${pair[0]}` : pair.join(" "))
  const count = new Map()
  for (const {forms} of records)
    for (const {marks, posts} of forms) count.set(marks[place - at], (count.get(marks[place - at]) ?? 0) + posts.length)
  const [marks] = [...count].sort((a, b) => b[1] - a[1])[0] ?? [""]
  return changed.map((token, i) => (i === place ? written(key, marks) : token.form)).join(" ")
}

/** The longest part of the query, of two syllables at least, that has an answer. */
async function partOf(index, tokens) {
  for (let length = tokens.length - 1; length > 1; length--)
    for (let from = 0; from + length <= tokens.length; from++) {
      const part = tokens.slice(from, from + length)
      if (await answers(index, part)) return part.map(token => token.form).join(" ")
    }
  return ""
}
