/* What is shown of posts that were found, and the links to further pages of them. */

/** @import {Hit} from "../messages.js" */
import {make, marked, numeral, site} from "../page.js"

/** Campaigns are left out, as they are on cards. @param {Hit} hit */
export function card({location, title, text, date, day, topics: {campaign, ...topics}}) {
  return make("li", {class: "card card--plain"},
    make("h3", {class: "card__title"}, make("a", {href: new URL(location, site).href}, ...marked(title))),
    make("p", {class: "found__text"}, ...marked(text)),
    make("p", {class: "card__meta"}, make("time", {datetime: date}, ...marked(day)),
      ...Object.values(topics).flat().map(name => make("span", {}, ...marked(name)))))
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000
  return seconds < 0.1 ? "dưới 0,1 giây" : `${seconds.toLocaleString("vi-VN", {maximumFractionDigits: 1})} giây`
}

/**
 * The first page, the last, those around this one, and the ways back and on.
 * @param {{page: number, pages: number}} answer
 * @param {boolean} byDay
 * @param {(page: number, text: string, attributes: Record<string, string>) => HTMLAnchorElement} link
 */
export function pageLinks({page, pages}, byDay, link) {
  const [back, on] = byDay ? ["← Những tin mới hơn", "Những tin cũ hơn →"] : ["← Trang trước", "Trang sau →"]
  /** @type {HTMLElement[]} */
  const made = page > 1 ? [link(page - 1, back, {rel: "prev"})] : []
  for (let at = 1, last = 0; at <= pages; at++) {
    if (at > 1 && at < pages && Math.abs(at - page) > 1) continue
    if (at > last + 1) made.push(make("span", {}, "…"))
    made.push(link(at, numeral(at), {"aria-label": `Trang ${numeral(at)}`, ...(at === page ? {"aria-current": "page"} : {})}))
    last = at
  }
  if (page < pages) made.push(link(page + 1, on, {rel: "next"}))
  return made
}
