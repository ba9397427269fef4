/* On the page that is shown without a network: links to the pages that can be read, the latest first. */

import {make, site} from "../page.js"

/** @param {Response} response */
async function titleOf(response) {
  const {title} = new DOMParser().parseFromString(await response.text(), "text/html")
  return title
}

async function show() {
  const cache = await caches.open(`newsroom ${site.pathname} pages`)
  const requests = (await cache.keys()).reverse()
  const items = await Promise.all(requests.map(async request => {
    const link = make("a", {href: request.url}, await titleOf(await cache.match(request)))
    return make("li", {}, link)
  }))
  document.querySelector("[data-kept]").append(...items)
  for (const one of document.querySelectorAll("[data-kept-any]")) one.hidden = !items.length
}

show()
