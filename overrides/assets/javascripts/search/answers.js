/* What is sent back: results with their passages, facets with their counts, and a nearest query for none. */

/** @import {Answer, Hit, Question} from "../messages.js" */
/** @import {Index} from "./index.js" */
/** @import {Found, Post} from "./structures.js" */
import {rank} from "./rank.js"
import {label, shown} from "./wording.js"

const BOX = 6  // results of the search box, whose readers wait for the texts of all of them

/** An address inside this site, relative to its root, whatever an index file says. */
function inside(location, base) {
  const {href} = new URL(location, base)
  return href.startsWith(base.href) ? href.slice(base.href.length) : ""
}

/**
 * @param {Post} post
 * @param {Found} hit
 * @param {URL} base
 * @returns {Hit}
 */
function item(post, hit, base) {
  const asked = hit.asked?.tokens ?? []
  const topics = Object.entries(post.topics).map(([kind, names]) => [kind, names.map(name => label(name, asked))])
  return {
    location: inside(post.location, base), ...shown(post, asked),
    date: post.date, day: label(post.day, asked), topics: Object.fromEntries(topics),
  }
}

/** What only those need who narrow results, or browse without a query. */
const facetting = () => import("./facets.js")

/** @param {Index} index @returns {Promise<Found[]>} */
async function everything(index) {
  const {numbers} = await (await facetting()).columns(index)
  return numbers.map(number => ({number, asked: null})).reverse()
}

/** @param {Index} index @param {Found[]} hits @param {Question} question */
async function narrow(index, hits, question) {
  const {columns, narrow} = await facetting()
  return narrow(await columns(index), hits, question)
}

/**
 * @param {Index} index
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
export async function answer(index, question) {
  const {id, q = "", order = "relevance", page = 1, size = BOX, facets = true} = question
  const {asked, hits, read} = q.trim() ? await rank(index, q) : {asked: null, hits: await everything(index), read: ""}
  const narrowed = facets ? await narrow(index, hits, question) : {hits, facets: {}}
  if (order === "date") narrowed.hits.sort((a, b) => b.number - a.number)
  const total = narrowed.hits.length, pages = Math.max(Math.ceil(total / size), 1)
  const at = Math.min(Math.max(page, 1), pages)
  const these = narrowed.hits.slice((at - 1) * size, at * size)
  const posts = await index.posts(these.map(hit => hit.number))
  const items = posts.map((post, i) => item(post, these[i], index.files.base))
  const other = asked && !hits.length ? await (await import("./nearest.js")).nearest(index, asked) : ""
  return {id, q, total, page: at, pages, items, facets: narrowed.facets, read, nearest: other}
}
