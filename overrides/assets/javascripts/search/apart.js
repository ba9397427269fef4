/* Which posts have the syllables of a query apart from one another, or all but some of them. */
export const CHECKED = 10  // posts that are read before they are ranked
const NEAR = 1
const WORDS = 2  // what it adds that all syllables of a query stand there in twos

/** @import {Index} from "./index.js" */
/** @import {Asked, Found} from "./structures.js" */
import {SPREAD, byScore, isMarked, linkPosts} from "./links.js"
import {closest} from "./wording.js"

/** @typedef {{way: Asked, found: Map<number, Found>}} Linked  a way of writing a query, and what its links have found */

/**
 * Posts with almost all of a query; where links have found most of it, only the syllables that they lack are looked up.
 * @param {Index} index
 * @param {Linked[]} ways
 * @returns {Promise<Found[]>}
 */
export async function almost(index, ways) {
  const hits = await confirmed(index, (await Promise.all(ways.map(way => nearly(index, way)))).flat())
  return hits.length ? hits : confirmed(index, (await Promise.all(ways.map(way => scattered(index, way)))).flat())
}

/** Posts of which links lack two syllables at most. @param {Index} index @param {Linked} way */
async function nearly(index, {way, found}) {
  const least = Math.max(way.tokens.length - 2, 3)
  const close = new Map([...found].filter(([, {has}]) => has.size >= least))
  if (!close.size) return []
  const {has} = [...close.values()].sort(byScore)[0]
  const lacking = [...way.tokens.keys()].filter(i => !has.has(i))
  const hits = await scattered(index, {way, found}, lacking)
  return hits.filter(hit => close.has(hit.number))
}

/** Posts with the syllables anywhere in them, all or all but one of four, when some are looked up one by one. */
async function scattered(index, {way, found}, looked = [...way.tokens.keys()]) {
  const marked = isMarked(way.tokens)
  const singles = await Promise.all(looked.map(i => linkPosts(index, [way.tokens[i]], marked)))
  const hits = new Map(Array.from(found.values(), hit => [hit.number, apart(hit.number, way, hit)]))
  singles.forEach(({posts, rarity}, at) => {
    for (const [number, value] of posts) {
      const hit = hits.get(number) ?? apart(number, way)
      hit.score += value * rarity
      hit.has.add(looked[at])
      hits.set(number, hit)
    }
  })
  return [...hits.values()].filter(hit => hit.has.size >= needed(way.tokens.length))
}

function apart(number, asked, {tier, score, has} = {tier: 0, score: 0, has: []}) {
  const syllables = new Set(has)
  return {number, asked, tier, score: 3 * score, has: syllables, paired: syllables.size}
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
