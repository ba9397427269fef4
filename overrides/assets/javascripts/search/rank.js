/* Which posts answer a query, best first: by the index, then by the wording of the first of them. */
const APART = 0.5  // what syllables are worth that stand anywhere in a post, beside 1 for all of them together
const RARER = 10   // times that keys of Telex have to be commoner than the word that they look like

/** @import {Index} from "./index.js" */
/** @import {Asked, Found} from "./structures.js" */
import {otherForms} from "./abbreviating.js"
import {CHECKED, almost} from "./apart.js"
import {PHRASE, SPREAD, byScore, linked} from "./links.js"
import {isSyllable} from "./spelling.js"
import {strange, withSpaces} from "./splitting.js"
import {fold, nfc, parse, variants} from "./text.js"
import {asTyped} from "./typing.js"
import {wording} from "./wording.js"

/** Phrases as they were typed come before other forms of them. */
function byKind(a, b) {
  return b.tier - a.tier || (a.tier === PHRASE ? (a.asked.rank ?? 0) - (b.asked.rank ?? 0) : 0)
}

function byRank(a, b) {
  return byKind(a, b) || byScore(a, b)
}

/**
 * What one reading of a query finds.
 * @typedef {object} Look
 * @property {Asked} asked
 * @property {Asked[]} ways  of writing it
 * @property {Map<number, Found>[]} found  by each way
 * @property {number} phrases  posts that have it as it is
 * @property {number} reach  share of its neighbours that some post has
 */

/**
 * @param {Index} index
 * @param {string} text
 * @param {string} typed
 * @param {boolean} [strict]  marks that keys stand for are meant
 * @returns {Promise<Look>}
 */
async function look(index, text, typed, strict) {
  const asked = parse(text), read = text === typed ? "" : text
  const ways = [...variants(asked), ...otherForms(asked, index.abbreviations)].map(way => ({
    ...way, read, tokens: strict ? way.tokens.map(token => ({...token, strict: Boolean(token.marks)})) : way.tokens,
  }))
  const found = await Promise.all(ways.map(way => linked(index, way)))
  const all = found.flatMap(hits => [...hits.values()])
  const reach = Math.max(0, ...Array.from(found[0].values(), hit => hit.links)) / Math.max(asked.links.length, 1)
  return {asked, ways, found, phrases: all.filter(hit => hit.tier === PHRASE).length, reach}
}

/** The readings by which to answer: as typed, as keys of Telex or VNI, with spaces that were left out. */
async function readings(index, typed) {
  const keyed = asTyped(typed), exact = keyed === typed ? null : await look(index, keyed, typed, true)
  if (exact?.phrases && changes(typed, keyed) > 1) return [exact]
  const plain = await look(index, typed, typed)
  const looks = exact ? preferred(plain, exact) : [plain]
  if (looks.some(one => one.phrases) || plain.asked.quoted.length) return looks
  const parted = await withSpaceReadings(index, [...new Set([typed, keyed])], typed)
  const whole = parted.filter(one => one.phrases)
  if (whole.length) return whole
  const loose = exact ? [await look(index, keyed, typed)] : []
  return [plain, ...loose, ...parted.sort((a, b) => b.reach - a.reach).slice(0, 1)]
}

/** How many words differ: where several are keys of a phrase that is found, nothing else was meant. */
function changes(typed, keyed) {
  const words = typed.split(/\s+/)
  return keyed.split(/\s+/).filter((word, i) => word !== words[i]).length
}

/** Parted into syllables of the language, or else into words of the index. */
async function withSpaceReadings(index, texts, typed) {
  const ways = texts.flatMap(text => withSpaces(text))
  const looks = await Promise.all(ways.map(way => look(index, way, typed)))
  if (looks.some(one => one.phrases) || !strange(typed).length) return looks
  const words = await index.words()
  const isWord = piece => piece.length > 2 && (isSyllable(piece) || words.has(fold(piece)))
  const others = texts.flatMap(text => withSpaces(text, isWord)).filter(way => !ways.includes(way))
  return [...looks, ...await Promise.all(others.map(way => look(index, way, typed)))]
}

/** What was typed comes first where it is found, unless it is much rarer. */
function preferred(plain, keyed) {
  if (keyed.phrases <= RARER * plain.phrases) return plain.phrases ? [plain] : [plain, keyed]
  const behind = plain.found.map(hits => new Map([...hits].map(([number, hit]) => [number, later(hit)])))
  return plain.phrases ? [keyed, {...plain, found: behind}] : [keyed]
}

function later(hit) {
  return {...hit, asked: {...hit.asked, rank: 1}}
}

/**
 * All posts that answer, best first, newest first among equals; `read` is the query as it was understood, or "".
 * @param {Index} index
 * @param {string} text
 * @returns {Promise<{asked: Asked, hits: Found[], read: string}>}
 */
export async function rank(index, text) {
  const looks = parse(text).tokens.length ? await readings(index, nfc(text)) : []
  if (!looks.length) return {asked: parse(text), hits: [], read: ""}
  const {asked} = looks[0]
  let hits = best(looks.flatMap(({found}) => found.flatMap(hits => [...hits.values()].filter(hit => hit.tier))))
  if (!hits.some(isEnough) && !asked.quoted.length)
    hits = best(await almost(index, looks.flatMap(({ways, found}) => ways.map((way, i) => ({way, found: found[i]})))))
  const ranked = await refined(index, asked, hits.sort(byRank))
  return {asked, hits: ranked, read: ranked[0]?.asked?.read ?? ""}
}

/** The query as a phrase, or parted at one place only. @param {Found} hit */
function isEnough({tier, links, asked}) {
  return tier === PHRASE || (tier === SPREAD && links >= asked.links.length - 1)
}

/** One hit a post: the best of those by different ways of writing the query. */
function best(hits) {
  const kept = new Map()
  for (const hit of hits)
    if (!kept.has(hit.number) || byRank(hit, kept.get(hit.number)) < 0) kept.set(hit.number, hit)
  return [...kept.values()]
}

/** The first posts put in order by what their text says; those without the quoted words are dropped. */
async function refined(index, asked, hits) {
  const count = asked.quoted.length ? 4 * CHECKED : CHECKED
  const first = hits.slice(0, count)
  if (first.every(hit => hit.asked.tokens.length < 3) && !asked.quoted.length) return hits
  const posts = await index.posts(first.map(hit => hit.number))
  first.forEach((hit, i) => { Object.assign(hit, wording(posts[i], hit.asked)) })
  const kept = first.filter(hit => hit.quotes)
  for (const hit of kept)
    hit.score *= hit.spelled * (hit.tier === PHRASE ? 1 : APART + hit.close / hit.asked.tokens.length)
  kept.sort((a, b) => byKind(a, b) || (a.tier === PHRASE && (b.run - a.run || b.spelled - a.spelled)) || byScore(a, b))
  return [...kept, ...hits.slice(count)]
}
