/*
 * Search without a network: the part of the index that is of the newest posts is fetched once the reader is back, while
 * nothing else is to be done, and the service worker keeps it. Another publication changes few of its files.
 */

import {site} from "../page.js"
import {Files, Index} from "../search/engine.js"

const QUIET = 3000    // milliseconds after a page has come
const MOST = 300      // files; 64 posts have about 140, some 300 KB on their way
const AT_ONCE = 3
const START = "search/search_index.json"

/** Whether the reader pays for each byte, or waits for it. */
function isDear() {
  const {saveData = false, effectiveType = "4g"} = /** @type {any} */ (navigator).connection ?? {}
  return saveData || effectiveType.endsWith("2g") || matchMedia("(prefers-reduced-data: reduce)").matches
}

async function missing() {
  const {config} = await (await fetch(new URL(START, site), {cache: "no-cache"})).json()
  const index = await Index.open(new Files(site), config.manifest)
  const paths = [config.manifest, ...index.segments.at(-1)?.paths() ?? []]
  const cache = await caches.open(`newsroom ${site.pathname} search`)
  const kept = new Set((await cache.keys()).map(request => request.url))
  return paths.length > MOST ? [] : paths.map(path => new URL(path, site).href).filter(address => !kept.has(address))
}

/** Whatever does not come is asked for on the next page. @param {string[]} addresses */
async function fetchAll(addresses) {
  for (let at = 0; at < addresses.length; at += AT_ONCE)
    await Promise.all(addresses.slice(at, at + AT_ONCE).map(one => fetch(one, {cache: "force-cache"})))
}

async function fetchMissing() {
  if (isDear() || document.visibilityState === "hidden") return
  await fetchAll(await missing()).catch(error => console.warn(error))
}

export function keepSearch() {
  const idle = self.requestIdleCallback ?? setTimeout // which Safari has not
  setTimeout(() => idle(() => fetchMissing()), QUIET)
}
