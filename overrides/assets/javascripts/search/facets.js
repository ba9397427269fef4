/* Topics and days of all posts: what results are narrowed by, and how many would be left. */

/** @import {Question} from "../messages.js" */
/** @import {Index} from "./index.js" */
/** @import {Columns, Found} from "./structures.js" */
import {fold, nfc} from "./engine.js"

const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/

/** `Tự soi, tự sửa` → `tu-soi-tu-sua`, `Con` → `con--1`: how a choice is named in an address, as its page is. */
export function slug(name) {
  const found = fold(nfc(name)).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
  return DEVICE.test(found) ? `${found}--1` : found
}

const facetsOf = ({facets}) => Object.keys(facets)

/** Columns of all segments as one. @param {Index} index @returns {Promise<Columns>} */
export function columns(index) {
  index.columns ??= readColumns(index).catch(error => { index.columns = null; throw error })
  return index.columns
}

/** @param {Index} index @returns {Promise<Columns>} */
async function readColumns(index) {
  const parts = await Promise.all(index.segments.map(segment => segment.facets()))
  const numbers = parts.flatMap(part => part.numbers), days = parts.flatMap(part => part.days)
  const facets = {}
  for (const facet of new Set(parts.flatMap(facetsOf))) {
    const places = new Map()
    const place = name => places.get(name) ?? places.set(name, places.size).size - 1
    const posts = parts.flatMap(part => {
      const {names, posts} = part.facets[facet] ?? {names: [], posts: part.numbers.map(() => [])}
      const here = names.map(place)
      return posts.map(row => [row].flat().map(at => here[at]))
    })
    facets[facet] = {names: [...places.keys()], posts}
  }
  facets.year = years(days)
  return {numbers, days, facets, rows: new Map(numbers.map((number, row) => [number, row]))}
}

function years(days) {
  const found = days.map(day => new Date(day * 86400000).getUTCFullYear())
  const names = [...new Set(found)].sort((a, b) => b - a)
  return {names: names.map(String), posts: found.map(year => [names.indexOf(year)])}
}

/** Facet → the places chosen in it, from names or slugs; a facet without a choice is left out. */
function choices(all, filters) {
  const chosen = new Map()
  for (const facet of facetsOf(all)) {
    const wanted = new Set([filters?.[facet] ?? []].flat().map(name => slug(String(name))).filter(Boolean))
    if (wanted.size)
      chosen.set(facet, new Set(all.facets[facet].names.flatMap((name, at) => (wanted.has(slug(name)) ? [at] : []))))
  }
  return chosen
}

function within(all, {from, to}) {
  const day = text => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? Date.parse(text) / 86400000 : NaN)
  const [first, last] = [day(from), day(to)]
  return row => !(all.days[row] < first) && !(all.days[row] > last)
}

/**
 * {hits that pass every choice, facets: the count of each choice were it made with the others}
 * @param {Columns} all
 * @param {Found[]} hits
 * @param {Pick<Question, "filters" | "from" | "to">} limits
 */
export function narrow(all, hits, {filters, from, to}) {
  const chosen = choices(all, filters), inTime = within(all, {from, to})
  const passes = (row, facet) => all.facets[facet].posts[row].some(at => chosen.get(facet).has(at))
  const counts = new Map(facetsOf(all).map(facet => [facet, new Map()]))
  const kept = hits.filter(({number}) => {
    const row = all.rows.get(number)
    if (!inTime(row)) return false
    const failed = [...chosen.keys()].filter(facet => !passes(row, facet))
    for (const [facet, count] of counts)
      if (failed.every(other => other === facet))
        for (const at of all.facets[facet].posts[row]) count.set(at, (count.get(at) ?? 0) + 1)
    return !failed.length
  })
  const facets = [...counts].map(([facet, count]) => [facet, listed(all, chosen, facet, count)])
  return {hits: kept, facets: Object.fromEntries(facets)}
}

function listed(all, chosen, facet, count) {
  const entries = all.facets[facet].names.map((name, at) => (
    {name, slug: slug(name), count: count.get(at) ?? 0, chosen: chosen.get(facet)?.has(at) ?? false}
  ))
  const shown = entries.filter(entry => entry.count || entry.chosen)
  return facet === "year" ? shown : shown.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "vi"))
}
