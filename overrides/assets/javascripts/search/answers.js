/* What is sent back: results with their passages, facets with their counts, and a nearest query for none. */
"use strict"

const BEFORE = 10, SHOWN = 40  // syllables of a passage: at most so many before the match, and in all
const TRIED = 8  // corrections of a syllable
const IN_BOX = 10

/** Ranges to be marked: runs of `least` syllables and more. */
function ranges(tokens, asked, least) {
  return runs(tokens, asked).filter(run => run.length >= least)
    .map(run => ({start: tokens[run.at].start, end: tokens[run.at + run.length - 1].end}))
}

/** One syllable of several is marked only where no two of them stand together in the whole post. */
function leastRun({fields}, asked) {
  return fields.some(({tokens}) => runs(tokens, asked).some(run => run.length > 1)) ? 2 : 1
}

function titleHTML({fields: [title]}, asked, least) {
  return markedHTML(title.text, ranges(title.tokens, asked, least))
}

/** The part of the text around the best run as HTML, the words marked; without a match, the beginning. */
function passageHTML({fields: [, {text, tokens}]}, asked, least) {
  if (!tokens.length) return ""
  const {at = 0} = runs(tokens, asked).filter(run => run.length >= least).sort(better)[0] ?? {}
  const first = beginning(text, tokens, at)
  const last = Math.min(first + SHOWN, tokens.length) - 1
  const from = first ? tokens[first].start : 0
  const to = last === tokens.length - 1 ? text.length : tokens[last].end
  const html = markedHTML(text, ranges(tokens, asked, least), from, to)
  return (from ? "… " : "") + html + (to < text.length ? " …" : "")
}

/** The syllable from which to show: where the sentence begins, unless that is far before the match. */
function beginning(text, tokens, at) {
  const least = Math.max(at - BEFORE, 0)
  for (let i = at; i > least; i--)
    if (/[.!?…\n]/.test(text.slice(tokens[i - 1].end, tokens[i].start))) return i
  return least
}

/** Words of the best run as the post writes them → true, syllables of the query that it lacks → false. */
function termsOf({fields}, asked) {
  const terms = Object.create(null)
  const found = fields.flatMap(({text, tokens}) => runs(tokens, asked).map(run => ({...run, text, tokens}))).sort(better)
  const has = new Set(found.flatMap(run => asked.slice(run.from, run.from + run.length)))
  for (const {text, tokens, at, length} of found.slice(0, 1))
    for (const {start, end} of tokens.slice(at, at + length)) terms[text.slice(start, end)] = true
  for (const token of asked) if (!has.has(token)) terms[token.form] = false
  return terms
}

/** Letters to put in, take out, change or swap to make one word of the other; more than `most` is not counted. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before = [], row = Array.from({length: b.length + 1}, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1)
    }
    [before, row] = [row, next]
  }
  return row[b.length]
}

function alike(words, key) {
  if (isNumber({key})) return []
  const most = key.length > 4 ? 2 : 1
  return [...words].map(word => ({word, far: distance(word, key, most)}))
    .filter(({far}) => far > 0 && far <= most)
    .sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
    .slice(0, TRIED).map(({word}) => word)
}

/** The nearest query with an answer, as one would write it, or "". */
async function nearest(index, asked) {
  const tokens = asked.tokens.map(token => ({...token, partial: false}))
  if (!tokens.length) return ""
  if (asked.quoted.length && await answers(index, tokens)) return tokens.map(token => token.form).join(" ")
  const words = await index.words()
  const unknown = tokens.map((_, i) => i).filter(i => !words.has(tokens[i].key) && !isNumber(tokens[i]))
  return await corrected(index, tokens, words, unknown) || await partOf(index, tokens)
}

async function corrected(index, tokens, words, unknown) {
  if (unknown.length > 1) return ""
  const places = unknown.length ? unknown : tokens.map((_, i) => i)
  const tries = places.flatMap(place => alike(words, tokens[place].key).map(key => ({place, key})))
  const results = await Promise.all(tries.slice(0, 3 * TRIED).map(async ({place, key}) => {
    const changed = tokens.map((token, i) => (i === place ? {form: key, key, marks: ""} : token))
    const count = await answers(index, changed)
    return {place, key, changed, count}
  }))
  const found = results.filter(({count}) => count).sort((a, b) => b.count - a.count)[0]
  return found ? spell(index, found) : ""
}

async function answers(index, tokens) {
  const hits = await linked(index, query(tokens))
  return [...hits.values()].filter(hit => hit.tier === PHRASE).length
}

/** The changed syllable written as it mostly is beside its neighbours. */
async function spell(index, {place, key, changed}) {
  const at = Math.max(place - 1, 0)
  const pair = changed.slice(at, at + 2).map(token => token.key)
  const records = await index.records(pair.length === 1 ? ` ${pair[0]}` : pair.join(" "))
  const count = new Map()
  for (const {forms} of records)
    for (const {marks, posts} of forms) count.set(marks[place - at], (count.get(marks[place - at]) ?? 0) + posts.length)
  const [marks] = [...count].sort((a, b) => b[1] - a[1])[0] ?? [""]
  return changed.map((token, i) => (i === place ? written(key, marks) : token.form)).join(" ")
}

/** The longest part of the query, of two syllables at least, that has an answer. */
async function partOf(index, tokens) {
  for (let length = tokens.length - 1; length > 1; length--)
    for (let from = 0; from + length <= tokens.length; from++) {
      const part = tokens.slice(from, from + length)
      if (await answers(index, part)) return part.map(token => token.form).join(" ")
    }
  return ""
}

// Narrowing ------------------------------------------------------------------------------------------

/** `Tự soi, tự sửa` → `tu-soi-tu-sua`: how a choice is named in an address. */
function slug(name) {
  return fold(nfc(name)).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
}

const facetsOf = columns => Object.keys(columns).filter(name => name !== "days")

/** Columns of all segments as one: days[number], and facet → {names, posts[number]: places in names}. */
function columns(index) {
  index.columns ??= readColumns(index).catch(error => { index.columns = null; throw error })
  return index.columns
}

async function readColumns(index) {
  const parts = await Promise.all(index.segments.map(segment => index.files.json(`${segment.folder}facets.json`)))
  const all = {days: parts.flatMap(part => part.days)}
  for (const facet of facetsOf(parts[0] ?? {})) {
    const places = new Map()
    const place = name => places.get(name) ?? (places.set(name, places.size), places.size - 1)
    const posts = parts.flatMap(part => {
      const here = part[facet].names.map(place)
      return part[facet].posts.map(row => [row].flat().map(at => here[at]))
    })
    all[facet] = {names: [...places.keys()], posts}
  }
  all.year = years(all.days)
  return all
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
      chosen.set(facet, new Set(all[facet].names.flatMap((name, at) => (wanted.has(slug(name)) ? [at] : []))))
  }
  return chosen
}

function within(all, {from, to}) {
  const day = text => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? Date.parse(text) / 86400000 : NaN)
  const [first, last] = [day(from), day(to)]
  return number => !(all.days[number] < first) && !(all.days[number] > last)
}

/** {hits that pass every choice, facets: the count of each choice were it made with the others} */
function narrow(all, hits, {filters, from, to}) {
  const chosen = choices(all, filters), inTime = within(all, {from, to})
  const passes = (number, facet) => all[facet].posts[number].some(at => chosen.get(facet).has(at))
  const counts = new Map(facetsOf(all).map(facet => [facet, new Map()]))
  const kept = hits.filter(({number}) => {
    if (!inTime(number)) return false
    const failed = [...chosen.keys()].filter(facet => !passes(number, facet))
    for (const [facet, count] of counts)
      if (failed.every(other => other === facet))
        for (const at of all[facet].posts[number]) count.set(at, (count.get(at) ?? 0) + 1)
    return !failed.length
  })
  const facets = [...counts].map(([facet, count]) => [facet, listed(all, chosen, facet, count)])
  return {hits: kept, facets: Object.fromEntries(facets)}
}

function listed(all, chosen, facet, count) {
  const entries = all[facet].names.map((name, at) => (
    {name, slug: slug(name), count: count.get(at) ?? 0, chosen: chosen.get(facet)?.has(at) ?? false}
  ))
  const shown = entries.filter(entry => entry.count || entry.chosen)
  return facet === "year" ? shown : shown.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "vi"))
}

/** An address inside this site, relative to its root, whatever an index file says. */
function inside(location) {
  const {href} = new URL(location, site.base)
  return href.startsWith(site.base.href) ? href.slice(site.base.href.length) : ""
}

function pageOf(text) {
  return `${site.config.page}?q=${encodeURIComponent(text)}`
}

function note(text, title) {
  return [{location: pageOf(text), title: escapeHTML(title), text: "", score: 0, terms: {}}]
}

function item(post, hit) {
  const asked = hit.asked?.tokens ?? []
  const least = leastRun(post, asked)
  return {
    location: inside(post.location), title: titleHTML(post, asked, least), text: passageHTML(post, asked, least),
    score: hit.score ?? 0, terms: termsOf(post, asked),
  }
}

async function boxItems(index, text) {
  const {asked, hits} = await rank(index, text)
  if (!hits.length) {
    const other = await nearest(index, asked)
    return other ? [note(other, `Không có bài nào khớp. Thử tìm “${other}”?`)] : []
  }
  const first = hits.slice(0, IN_BOX)
  const posts = await index.posts(first.map(hit => hit.number))
  const items = posts.map((post, i) => {
    const shown = item(post, first[i])
    const over = escapeHTML([post.day, ...(post.topics.cell ?? [])].join(" · "))
    return [{...shown, text: `<p><small>${over}</small></p><p>${shown.text}</p>`}]
  })
  return hits.length > IN_BOX ? [...items, note(text, `Xem tất cả ${hits.length} kết quả`)] : items
}

function everything(index) {
  return Array.from({length: index.count}, (_, i) => ({number: index.count - 1 - i, asked: null}))
}

async function found(index, {id, q = "", order = "relevance", page = 1, size = 10, ...limits}) {
  const {asked, hits} = q.trim() ? await rank(index, q) : {asked: null, hits: everything(index)}
  const narrowed = narrow(await columns(index), hits, limits)
  if (order === "date") narrowed.hits.sort((a, b) => b.number - a.number)
  const total = narrowed.hits.length, pages = Math.max(Math.ceil(total / size), 1)
  const at = Math.min(Math.max(page, 1), pages)
  const shown = narrowed.hits.slice((at - 1) * size, at * size)
  const posts = await index.posts(shown.map(hit => hit.number))
  const items = posts.map(({fields, ...post}, i) => ({...post, ...item({fields, ...post}, shown[i])}))
  const other = asked && !hits.length ? await nearest(index, asked) : ""
  return {id, q, total, page: at, pages, items, facets: narrowed.facets, nearest: other}
}
