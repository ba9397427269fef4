/*
 * A service worker: what was read stays readable without a network. The root's sw.js, by which it is told of a new
 * version, runs it with VERSION (the folder of scripts and styles) and FILES (those of that folder).
 *
 * It can't go stale: pages come from the network whenever there is one, and what is kept without asking is named by its
 * content or by a version. An origin may hold several sites, so all names begin with the scope.
 */
/* global VERSION, FILES */

const scope = new URL(self.registration.scope)
const PREFIX = `newsroom ${scope.pathname} `
const CORE = `${PREFIX}core ${VERSION}`
const OFFLINE = "offline.html"
const PAGES = ["", "tim-kiem/", OFFLINE]
const MOST = {pages: 50, pictures: 80, search: 600}  // entries, the latest
const VERSIONED = /^assets\/[0-9a-f]{10}\//
const NAMED_BY_CONTENT = /^assets\/(?:anh|the|icon)\/(?:[0-9a-f]+\/)*(?:[0-9a-f]{10,}|[0-9a-f]{10}\/[\w-]+)/

// Coming and going ------------------------------------------------------------------------------------
addEventListener("install", event => {
  skipWaiting()
  event.waitUntil(fill())
})

async function fill() {
  const core = await caches.open(CORE)
  await core.addAll(FILES.map(name => new URL(`${VERSION}/${name}`, scope)))
  await Promise.all(PAGES.map(path => fillPage(core, new URL(path, scope))))
  const open = await clients.matchAll({type: "window", includeUncontrolled: true})
  await Promise.all(open.map(window => readNow(window.url)))  // the page that brought us here was not asked of us
}

/** A page that does not come now is kept when it is read. */
async function fillPage(core, address) {
  const response = await fetch(address, {cache: "no-cache"}).catch(() => null)
  if (response && isPage(response)) await core.put(address, response)
}

async function readNow(address) {
  const response = address.startsWith(scope.href) && await fetch(address).catch(() => null)
  if (response) await keepPage(address, response)
}

/** What a network asks for before it lets anybody in is none. */
function isPage(response) {
  return response.ok && !response.redirected && Boolean(response.headers.get("content-type")?.startsWith("text/html"))
}

/** What pages ask for waits until this is done, so it asks the network for nothing. */
addEventListener("activate", event => event.waitUntil(begin()))

async function begin() {
  const old = (await caches.keys()).filter(name => name.startsWith(`${PREFIX}core `) && name !== CORE)
  await Promise.all(old.map(name => caches.delete(name)))
  await clients.claim()
}

/** A host that no longer has sw.js has another site now. Asked once in the life of a worker, which is short. */
let asked = false
async function leaveIfGone() {
  if (asked) return
  asked = true
  await leaveIfEnded()
}

/* A worker that ends all takes this one's place only when no page is open: while it does, pages that are asked for may
   never come. So this one goes by itself when it learns of that one. */
self.registration.addEventListener("updatefound", leaveIfEnded)

async function leaveIfEnded() {
  const response = await fetch(new URL("sw.js", scope), {cache: "no-store"}).catch(() => null)
  const isGone = response?.status === 404 || response?.status === 410
  if (isGone || (response?.ok && (await response.text()).includes("offline/end.js"))) await leave()
}

let left = false
async function leave() {
  left = true
  const ours = (await caches.keys()).filter(name => name.startsWith(PREFIX))
  await Promise.all(ours.map(name => caches.delete(name)))
  await self.registration.unregister()
}

// What pages ask for ----------------------------------------------------------------------------------
addEventListener("fetch", event => {
  const {request} = event
  const url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return
  if (request.headers.has("range")) return
  const path = url.pathname.slice(scope.pathname.length)
  if (request.mode === "navigate") event.respondWith(page(event))
  else if (VERSIONED.test(path)) event.respondWith(script(event, path))
  else if (path.startsWith("search/")) event.respondWith(searched(event, url))
  else if (NAMED_BY_CONTENT.test(path)) event.respondWith(keptFirst(event, "pictures"))
  else if (request.destination === "image") event.respondWith(newestFirst(event, "pictures"))
})

async function page(event) {
  const {url} = event.request
  try {
    const response = await fetch(event.request)
    event.waitUntil(Promise.all([keepPage(url, response.clone()), leaveIfGone()]))
    return response
  } catch (error) {
    return (await kept(place(url), "pages")) ?? (await kept(new URL(OFFLINE, scope))) ?? Promise.reject(error)
  }
}

/** The page of results is one page, whatever is looked for. */
function place(address) {
  const {origin, pathname} = new URL(address)
  return new URL(pathname, origin)
}

async function keepPage(address, response) {
  if (response.status === 404 || response.status === 410) await forget(place(address))
  else if (isPage(response)) await keep("pages", place(address), response)
}

async function forget(address) {
  if (left) return
  const all = [await caches.open(CORE), await caches.open(PREFIX + "pages")]
  await Promise.all(all.map(cache => cache.delete(address)))
}

/** A page that was read before the last change of scripts and styles is shown by those of today. */
async function script(event, path) {
  const {request} = event
  const found = await inCore(request)
  if (found) return found
  try {
    const response = await fetch(request)
    if (response.ok && path.startsWith(`${VERSION}/`)) event.waitUntil(keepInCore(request, response.clone()))
    return response
  } catch (error) {
    return (await inCore(new URL(path.replace(VERSIONED, `${VERSION}/`), scope))) ?? Promise.reject(error)
  }
}

/** Those who ask for any copy, or for a version, need not wait for the network. */
function searched(event, url) {
  const {cache} = event.request
  const settled = cache === "force-cache" || (url.search && cache !== "reload" && cache !== "no-store")
  return settled ? keptFirst(event, "search") : newestFirst(event, "search")
}

async function keptFirst(event, name) {
  return (await kept(event.request, name)) ?? fetched(event, name)
}

async function newestFirst(event, name) {
  try {
    return await fetched(event, name)
  } catch (error) {
    return (await kept(event.request, name)) ?? Promise.reject(error)
  }
}

async function fetched(event, name) {
  const response = await fetch(event.request)
  if (response.ok && response.status === 200) event.waitUntil(keep(name, event.request, response.clone()))
  return response
}

// What is kept ----------------------------------------------------------------------------------------
async function kept(request, name = "pages") {
  return (await caches.match(request, {cacheName: PREFIX + name})) ?? inCore(request)
}

/** Opening a cache would make it anew where it was deleted. */
const inCore = request => caches.match(request, {cacheName: CORE})

async function keepInCore(request, response) {
  if (!left) await caches.open(CORE).then(core => core.put(request, response)).catch(console.warn)
}

/** As the latest, in the place of an older version; a disk that is full keeps nothing. */
async function keep(name, request, response) {
  if (left) return
  try {
    const cache = await caches.open(PREFIX + name)
    await cache.delete(request, {ignoreSearch: true})
    await cache.put(request, response)
    const all = await cache.keys()
    await Promise.all(all.slice(0, -MOST[name]).map(one => cache.delete(one)))
  } catch (error) {
    console.warn(error)
  }
}
