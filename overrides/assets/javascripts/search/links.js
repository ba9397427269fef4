/* Which posts have a query's neighbouring syllables side by side, by the index. */
const TYPED_OTHERWISE = 0.05 // another form than the marks typed
const UNTYPED_AMONG_MARKED = 0.3
const UNTYPED = 0.75         // no marks in the whole query: the form without marks is a little better
const LONGER = 0.1           // a syllable of which the beginning was typed
export const PHRASE = 3
export const SPREAD = 2

/** @import {Index} from "./index.js" */
/** @import {Asked, Found, Syllable} from "./structures.js" */
import {written} from "./text.js"
import {goesOn} from "./wording.js"

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

/** Posts that have one syllable, or two side by side, and how rare that is. */
export async function linkPosts(index, tokens, marked) {
  const last = tokens[tokens.length - 1]
  const key = tokens.length === 1 ? ` ${last.key}` : tokens.map(token => token.key).join(" ")
  const found = gather(await index.records(key, Boolean(last.partial)), tokens, marked)
  return {posts: found, rarity: Math.log(1 + (index.count - found.size + 0.5) / (found.size + 0.5))}
}

/** @param {Syllable[]} tokens */
export const isMarked = tokens => tokens.some(token => token.marks)

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

/** @param {Found} a @param {Found} b */
export function byScore(a, b) {
  return b.score - a.score || b.number - a.number
}
