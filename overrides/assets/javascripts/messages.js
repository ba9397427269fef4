/**
 * What passes between a page and the search worker, for those who read and check; no browser fetches this file.
 * The numbers are those of Material for MkDocs, whose workers tools can measure: these start a worker without
 * `type: "module"`, ask with a bare string, and read groups of results.
 *
 * @typedef {{type: 0, data: {config: Config}} | {type: 2, data: Question | string}} ToWorker  SETUP, QUERY
 * @typedef {{type: 1} | {type: 3, data: Answer | Failure | {items: Hit[][]}}} FromWorker
 *   READY: nothing has been fetched yet, not even the engine itself; RESULT
 *
 * @typedef {object} Config  what search/search_index.json holds
 * @property {string} manifest  path of the index's manifest
 *
 * @typedef {object} Question
 * @property {number} id  comes back with the answer
 * @property {string} [q]  without it all posts are browsed
 * @property {Record<string, string | string[]>} [filters]  kind of topic or year → name or slug, or any of a list
 * @property {string} [from]  first day, "2022-04-01"
 * @property {string} [to]  last day
 * @property {"relevance" | "date"} [order]  newest first, if by date; without a query always by date
 * @property {number} [page]  from 1
 * @property {number} [size]  as many as the search box shows, if not given
 * @property {boolean} [facets]  false spares the files that facets and limits need
 *
 * @typedef {object} Answer
 * @property {number} id
 * @property {string} q
 * @property {number} total
 * @property {number} page  the last one, if there are fewer than asked for
 * @property {number} pages
 * @property {Hit[]} items
 * @property {Record<string, Choice[]>} facets  the commonest first, counted with every filter but the facet's own
 * @property {string} read  the query as it was understood, if not as it was typed, or ""
 * @property {string} nearest  a query to offer when nothing is found, or ""
 * @property {number} [among]  how many posts were searched, the newest ones, where files of the others did not come
 *
 * @typedef {{id: number, q: string, error: "network"}} Failure  files did not come; asking again tries again
 *
 * @typedef {object} Hit
 * @property {string} location  relative to the site's root
 * @property {Pieces} title
 * @property {Pieces} text
 * @property {string} date
 * @property {Pieces} day
 * @property {Record<string, Pieces[]>} topics  names by kind
 *
 * @typedef {string[]} Pieces  plain text, of which every second piece is to be marked
 *
 * @typedef {{name: string, slug: string, count: number, chosen: boolean}} Choice
 */
export {}
