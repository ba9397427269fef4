/* All that is asked stands in the address. */

/** @import {Facet} from "./facets.js" */

/**
 * @typedef {object} State
 * @property {string} q
 * @property {Record<string, string[]>} filters  kind of topic or year → slugs
 * @property {string} from
 * @property {string} to
 * @property {"relevance" | "date"} order
 * @property {number} page
 */

/**
 * @param {string} address
 * @param {Record<string, Facet>} facets
 * @returns {State}
 */
export function readAddress(address, facets) {
  const given = new URL(address, location.href).searchParams
  const chosen = ({address}) => [...new Set(given.getAll(address))].filter(Boolean)
  return {
    q: given.get("q") ?? "",
    filters: Object.fromEntries(Object.entries(facets).map(([key, facet]) => [key, chosen(facet)])),
    from: given.get("tu") ?? "",
    to: given.get("den") ?? "",
    order: given.get("xep") === "ngay" ? "date" : "relevance",
    page: Math.max(1, Math.trunc(Number(given.get("trang"))) || 1),
  }
}

/**
 * @param {State} state
 * @param {Record<string, Facet>} facets
 */
export function addressOf({q, filters, from, to, order, page}, facets) {
  const given = new URLSearchParams()
  if (q.trim()) given.set("q", q)
  for (const [key, slugs] of Object.entries(filters)) for (const slug of slugs) given.append(facets[key].address, slug)
  if (from) given.set("tu", from)
  if (to) given.set("den", to)
  if (order === "date" && q.trim()) given.set("xep", "ngay")
  if (page > 1) given.set("trang", String(page))
  const asked = `${given}`
  return location.pathname + (asked && `?${asked}`)
}
