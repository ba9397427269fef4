/* What a query has in common with the wording of a post: for its rank, and for the passage that is shown. */

/** @import {Pieces} from "../messages.js" */
/** @import {Asked, Post, Run, Syllable} from "./structures.js" */
import {syllables} from "./text.js"

const BEFORE = 10, SHOWN = 40  // syllables of a passage: at most so many before the match, and in all

/** Whether a written syllable begins as typed; `hoà` is written `hòa`, but begins `hoàng`. */
export function goesOn(form, token) {
  return form.startsWith(token.form) || form.startsWith(token.typed)
}

function matches(token, asked) {
  return token.key === asked.key || (asked.partial === true && token.key.startsWith(asked.key))
}

/** Runs of neighbouring syllables of the query in a text. @returns {Run[]} */
function runs(tokens, asked) {
  const found = []
  for (let at = 0; at < tokens.length; at++) {
    const longest = longestRun(tokens, asked, at)
    if (!longest.length) continue
    found.push({...longest, spelled: spelledAs(tokens, asked, longest)})
    at += longest.length - 1
  }
  return found
}

function longestRun(tokens, asked, at) {
  let longest = {at, from: 0, length: 0}
  for (let from = 0; from < asked.length; from++) {
    const most = Math.min(asked.length - from, tokens.length - at)
    let length = 0
    while (length < most && matches(tokens[at + length], asked[from + length])) length++
    if (length > longest.length) longest = {at, from, length}
  }
  return longest
}

/** Share of the run that is written as typed. */
function spelledAs(tokens, asked, {at, from, length}) {
  let same = 0
  for (let i = 0; i < length; i++) {
    const wanted = asked[from + i], token = tokens[at + i]
    same += !wanted.marks || (wanted.key === token.key ? token.marks.startsWith(wanted.marks) : goesOn(token.form, wanted))
  }
  return same / length
}

function better(a, b) {
  return b.length - a.length || b.spelled - a.spelled || a.at - b.at
}

/**
 * {run: the longest run in the post, as a share of the query, spelled, close, quotes: whether every quoted phrase is in it}
 * @param {Pick<Post, "fields">} post
 * @param {Asked} asked
 */
export function wording({fields}, asked) {
  const found = fields.flatMap(({tokens}) => runs(tokens, asked.tokens)).sort(better)
  const {length, spelled} = found[0] ?? {length: 0, spelled: 0}
  const quotes = asked.quoted.every(([from, to]) => {
    const phrase = asked.tokens.slice(from, to)
    return fields.some(({tokens}) => runs(tokens, phrase).some(run => run.length === phrase.length && run.spelled === 1))
  })
  return {run: length / asked.tokens.length, spelled: 0.5 + spelled / 2, close: closest({fields}, asked), quotes}
}

/** The most syllables of the query that stand within a few words of one another. */
export function closest({fields}, {tokens: asked}) {
  return Math.max(...fields.map(({tokens}) => {
    const places = tokens.map(token => asked.findIndex(wanted => matches(token, wanted)))
    const near = at => new Set(places.slice(at, at + asked.length + 2).filter(place => place >= 0)).size
    return places.reduce((most, place, at) => (place < 0 ? most : Math.max(most, near(at))), 0)
  }))
}

/**
 * The runs of `least` syllables and more that stand in text[from, to).
 * @returns {Pieces}
 */
function pieces({text, tokens}, asked, least, from = 0, to = text.length) {
  const made = []
  let at = from
  for (const run of runs(tokens, asked)) {
    const start = tokens[run.at].start, end = tokens[run.at + run.length - 1].end
    if (run.length < least || start < from || end > to) continue
    made.push(text.slice(at, start), text.slice(start, end))
    at = end
  }
  return [...made, text.slice(at, to)]
}

/** One syllable of several is marked only where no two of them stand together in the whole post. */
function leastRun({fields}, asked) {
  return fields.some(({tokens}) => runs(tokens, asked).some(run => run.length > 1)) ? 2 : 1
}

/**
 * Title and passage of a post, the words of the query marked.
 * @param {Post} post
 * @param {Syllable[]} asked
 */
export function shown(post, asked) {
  const least = leastRun(post, asked), [title, text] = post.fields
  return {title: pieces(title, asked, least), text: passage(text, asked, least)}
}

/**
 * A name or a day; a post may be found by these alone.
 * @param {string} text
 * @param {Syllable[]} asked
 */
export function label(text, asked) {
  return pieces({text, tokens: syllables(text)}, asked, Math.min(2, asked.length))
}

/** The part of the text around the best run; without a match, the beginning. */
function passage({text, tokens}, asked, least) {
  if (!tokens.length) return []
  const {at = 0} = runs(tokens, asked).filter(run => run.length >= least).sort(better)[0] ?? {}
  const first = beginning(text, tokens, at)
  const last = Math.min(first + SHOWN, tokens.length) - 1
  const from = first ? tokens[first].start : 0
  const to = last === tokens.length - 1 ? text.length : tokens[last].end
  const made = pieces({text, tokens}, asked, least, from, to)
  if (from) made[0] = `… ${made[0]}`
  if (to < text.length) made[made.length - 1] += " …"
  return made
}

/** The syllable from which to show: where the sentence begins, unless that is far before the match. */
function beginning(text, tokens, at) {
  const least = Math.max(at - BEFORE, 0)
  for (let i = at; i > least; i--)
    if (/[.!?…\n]/.test(text.slice(tokens[i - 1].end, tokens[i].start))) return i
  return least
}
