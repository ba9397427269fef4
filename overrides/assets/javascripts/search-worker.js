/*
 * The search engine. It runs in a Web Worker and speaks the worker protocol of Material for MkDocs, so the theme's
 * search box works as it is, and two messages more for the page of results. Every `title` and `text` that it sends is
 * HTML made here from escaped text; every other string is plain and has to be escaped by whoever shows it.
 *
 *   → {type: 0, data: {config, docs, options}}     SETUP: what search/search_index.json holds
 *   ← {type: 1}                                    READY: nothing has been fetched yet, not even the engine itself
 *   → {type: 2, data: "query"}                     QUERY
 *   ← {type: 3, data: {items: [[{location, title, text, score, terms}], …]}}   RESULT: the first ten, and then, if
 *        there are more, a link to the page. A query overtaken by another gets no answer. One that finds nothing gets
 *        a single item that offers the nearest query, or none; one whose files do not come, a single item that says so.
 *
 *   → {type: 10, data: {id, q, filters, from, to, order, page, size}}          FIND, for the page
 *        all but id may be left out: filters {kind of topic or year: name or slug, or a list of
 *        them (any of a list, all of the lists)}, from and to "2022-04-01" (both days included), order "relevance" or
 *        "date" (newest first; without a query always by date), page from 1, size 10. Without q it browses all posts.
 *   ← {type: 11, data: {id, q, total, page, pages, items, facets, nearest}}    FOUND
 *        items [{location, title, text, date, day, topics: {kind: [name]}, score, terms}], facets {name:
 *        [{name, slug, count, chosen}]} the commonest first, counted with every filter but the facet's own; nearest is
 *        a query to offer when total is 0 and no filter is set, or "".
 *   ← {type: 11, data: {id, q, error: "network", message}}   its files did not come; asking again tries again
 *
 * Locations are relative to the site's root, which is two folders above this file.
 */
"use strict"

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, FIND = 10, FOUND = 11
const PARTS = ["text", "index", "rank", "answers"]
const FAILED = "Không tải được dữ liệu tìm kiếm"
const ADVICE = "Hãy kiểm tra kết nối mạng rồi thử lại."

const site = {base: new URL("../../", self.location.href), config: {}}
const loaded = new Set()
let files = null, opened = null, latest = 0

/** The theme starts this worker on every page; the engine is loaded by the first reader who searches. */
function loadEngine() {
  for (const part of PARTS) {
    if (loaded.has(part)) continue
    importScripts(`search/${part}.js${self.location.search}`)
    loaded.add(part)
  }
  files ??= new Files(site.base)
}

/** The index, opened once; a failure is forgotten, so that the next query tries again. */
function open() {
  opened ??= Index.open(files, site.config.manifest).catch(error => { opened = null; throw error })
  return opened
}

/** After a new build the files named by an old manifest are gone: true when there is a new manifest to go by. */
async function renewed() {
  const {config} = JSON.parse(await files.fetch("search/search_index.json", "no-cache"))
  if (config.manifest === site.config.manifest) return false
  site.config = config
  files = new Files(site.base)
  opened = null
  return true
}

async function withIndex(work) {
  loadEngine()
  try {
    return await work(await open())
  } catch (error) {
    if (!(error instanceof LoadError) || !(await renewed())) throw error
    return work(await open())
  }
}

/** The item that stands for a failure; its address asks the same again on the page of results. */
function failure(text) {
  const location = `${site.config.page}?q=${encodeURIComponent(text)}`
  return [{location, title: FAILED, text: `<p>${ADVICE}</p>`, score: 0, terms: {}}]
}

async function answer(text) {
  const turn = ++latest
  let items = []
  try {
    if (text.trim()) items = await withIndex(index => boxItems(index, text))
  } catch (error) {
    console.warn(error)
    items = [failure(text)]
  }
  if (turn === latest) postMessage({type: RESULT, data: {items}})
}

async function find(data) {
  try {
    postMessage({type: FOUND, data: await withIndex(index => found(index, data))})
  } catch (error) {
    console.warn(error)
    postMessage({type: FOUND, data: {id: data.id, q: data.q ?? "", error: "network", message: `${FAILED}. ${ADVICE}`}})
  }
}

addEventListener("message", ({data: {type, data}}) => {
  if (type === SETUP) {
    site.config = data.config
    postMessage({type: READY})
  } else if (type === QUERY) answer(data)
  else if (type === FIND) find(data)
})
