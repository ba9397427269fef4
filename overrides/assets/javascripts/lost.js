/* On the page for lost addresses: whoever asked for a numbered page that a listing has no more is shown the listing. */

const [, listing] = /^(.*\/)trang\/\d+\/?$/.exec(location.pathname) ?? []
/** @type {HTMLAnchorElement} */
const link = document.querySelector("[data-listing]")
if (listing) {
  link.href = location.origin + listing // two slashes at the beginning of a path would be another host
  link.parentElement.hidden = false
}
