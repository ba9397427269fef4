/* Which posts answer a query, best first: by the index, then by the wording of the first of them. */
const TYPED_OTHERWISE = 0.05 // another form than the marks typed
const UNTYPED_AMONG_MARKED = 0.3
const UNTYPED = 0.75         // no marks in the whole query: the form without marks is a little better
const LONGER = 0.1           // a syllable of which the beginning was typed
export const PHRASE = 3
const SPREAD = 2, NEAR = 1
const APART = 0.5  // what syllables are worth that stand anywhere in a post, beside 1 for all of them together
const WORDS = 2    // and what it adds that all of them stand there in twos
const CHECKED = 10 // posts that are read before they are ranked
const RARER = 10   // times that keys of Telex have to be commoner than the word that they look like

/** @import {Index} from "./index.js" */
/** @import {Asked, Found} from "./structures.js" */
import {otherForms} from "./abbreviating.js"
import {isSyllable} from "./spelling.js"
import {strange, withSpaces} from "./splitting.js"
import {fold, nfc, parse, variants, written} from "./text.js"
import {asTyped} from "./typing.js"
import {closest, goesOn, wording} from "./wording.js"

/** How well a written syllable of the index answers a typed one: 0 to 1. */
function fit(token, key, marks, marked) {
  const whole = key === token.key
  const same = whole ? marks === token.marks : goesOn(written(key, marks), token)
  const otherwise = token.strict ? 0 : token.marks ? TYPED_OTHERWISE : marked ? UNTYPED_AMONG_MARKED : UNTYPED
  return (same ? 1 : otherwise) * (whole ? 1 : LONGER)
}

const strength = weight => 1 + Math.log2(weight) / 2

/** Post → how strongly it has the link, commonness of the link not counted. */
function gather(records, tokens, marked) {
  const found = new Map()
  for (const {key, forms} of records) {
    const keys = key.trim().split(" ")
    for (const {marks, posts} of forms) {
      const fitting = tokens.reduce((all, token, i) => all * fit(token, keys[i], marks[i], marked), 1)
      for (const [number, weight] of posts) {
        const value = fitting * strength(weight)
        if (value > (found.get(number) ?? 0)) found.set(number, value)
      }
    }
  }
  return found
}

async function linkPosts(index, tokens, marked) {
  const last = tokens[tokens.length - 1]
  const key = tokens.length === 1 ? ` ${last.key}` : tokens.map(token => token.key).join(" ")
  const found = gather(await index.records(key, Boolean(last.partial)), tokens, marked)
  return {posts: found, rarity: Math.log(1 + (index.count - found.size + 0.5) / (found.size + 0.5))}
}

const isMarked = tokens => tokens.some(token => token.marks)

/** Post → {score, has: tokens covered, links: how many} */
function tally(asked, links) {
  const found = new Map()
  links.forEach(({posts, rarity}, at) => {
    for (const [number, value] of posts) {
      const hit = found.get(number) ?? {number, score: 0, has: new Set(), links: 0, asked}
      hit.score += value * (0.1 + rarity)
      hit.links++
      for (const i of asked.links[at]) hit.has.add(i)
      found.set(number, hit)
    }
  })
  return found
}

/** Posts with all links, and, for four syllables and more, those with every syllable in some link. */
export async function linked(index, asked) {
  const marked = isMarked(asked.tokens)
  const links = await Promise.all(asked.links.map(link => linkPosts(index, link.map(i => asked.tokens[i]), marked)))
  const hits = tally(asked, links)
  for (const hit of hits.values())
    hit.tier = hit.links === asked.links.length ? PHRASE : hit.has.size === asked.tokens.length ? SPREAD : 0
  return hits
}

/** Posts that have the syllables apart from one another, or all but one of four, but no phrase of them all. */
async function scattered(index, asked, known) {
  const marked = isMarked(asked.tokens)
  const singles = await Promise.all(asked.tokens.map(token => linkPosts(index, [token], marked)))
  const found = new Map()
  singles.forEach(({posts, rarity}, i) => {
    for (const [number, value] of posts) {
      const hit = found.get(number) ?? apart(number, asked, known.get(number))
      hit.score += value * rarity
      hit.has.add(i)
      found.set(number, hit)
    }
  })
  return [...found.values()].filter(hit => hit.has.size >= needed(asked.tokens.length))
}

function apart(number, asked, known) {
  return {number, asked, tier: known?.tier, score: 3 * (known?.score ?? 0), has: new Set(), paired: known?.has.size ?? 0}
}

/** How many syllables of a query may not be missing. */
function needed(count) {
  return count < 4 ? count : count - Math.floor(count / 4)
}

/** Those of which it is certain, or is seen in their text, that the syllables belong together. */
async function confirmed(index, likely) {
  const doubtful = likely.filter(hit => !isCertain(hit)).sort(byScore).slice(0, CHECKED)
  const posts = await index.posts(doubtful.map(hit => hit.number))
  const close = new Set(doubtful.filter((hit, i) => isClose(posts[i], hit.asked)))
  const worth = hit => (hit.tier === SPREAD ? WORDS : 1) * hit.score
  return likely.filter(hit => isCertain(hit) || close.has(hit)).map(hit => ({...hit, score: worth(hit), tier: NEAR}))
}

function isCertain({tier, has, paired, asked}) {
  const count = asked.tokens.length
  return tier === SPREAD || (has.size === count && paired >= Math.max(count / 2, 2))
}

function isClose(post, asked) {
  return closest(post, asked) >= needed(new Set(asked.tokens.map(token => token.key)).size)
}

function byScore(a, b) {
  return b.score - a.score || b.number - a.number
}

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
  if (!hits.some(hit => hit.tier === PHRASE) && !asked.quoted.length) {
    const apart = looks.flatMap(({ways, found}) => ways.map((way, i) => scattered(index, way, found[i])))
    hits = best(await confirmed(index, (await Promise.all(apart)).flat()))
  }
  const ranked = await refined(index, asked, hits.sort(byRank))
  return {asked, hits: ranked, read: ranked[0]?.asked?.read ?? ""}
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
