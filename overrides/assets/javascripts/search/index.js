/* The index: reading from its files the records described in hooks/newsroom/search/segments.py. */
const SHARED = "!\"#$%&'()*+,-./:"
const LEVEL = ";<="
const GAPS = ["?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdef", "ghijklmnopqrstuvwxyz{|}~0123456789"]
const MARKS = ["?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[\\]^_`{|}~"]
const RECORD = /([!-/:])([a-z0-9 \u0080-\uffff]*)([^!-/:]*)/g
const KEPT = 300  // posts held in memory

/** @import {Files} from "./files.js" */
/** @import {Columns, Manifest, Post, Record, SegmentFacts} from "./structures.js" */
import {readTable} from "./abbreviating.js"
import {syllables} from "./text.js"

/**
 * The number that begins at text[at] and the place after it: [value, next].
 * @param {string} text
 * @param {number} at
 * @param {string[]} digits  those that end a number, and those that go before
 * @returns {[number, number]}
 */
function readNumber(text, at, [last, more]) {
  let value = 0
  while (more.includes(text[at])) value = value * more.length + more.indexOf(text[at++]) + 1
  return [value * last.length + last.indexOf(text[at]), at + 1]
}

/** Numbers written one behind the other as steps from each to the next. @param {string} text @returns {number[]} */
function readSteps(text) {
  const found = []
  for (let at = 0, step, sum = 0; at < text.length; found.push(sum)) {
    [step, at] = readNumber(text, at, GAPS)
    sum += step
  }
  return found
}

/** Each key in full, and what stands behind it. @param {string} text */
function* keyed(text) {
  let key = ""
  for (const [, shared, rest, more] of text.matchAll(RECORD)) {
    key = key.slice(0, SHARED.indexOf(shared)) + rest
    yield [key, more]
  }
}

/** Texts of one length that stand one behind the other. @param {string} text @param {number} length */
const parted = (text, length) => text.match(new RegExp(`.{${length}}`, "g")) ?? []

/**
 * Place of the last of some ascending values that is not after another one, 0 for none.
 * @template Value
 * @param {Value[]} values
 * @param {Value} wanted
 */
function lastUpTo(values, wanted) {
  let low = 0, high = values.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (values[middle] <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

class Segment {
  /**
   * @param {Files} files
   * @param {SegmentFacts} facts
   * @param {Manifest} manifest
   * @param {number} first  number of its first post, were there one
   */
  constructor(files, facts, manifest, first) {
    const [long, short] = manifest.versions
    this.files = files
    this.facts = facts
    this.first = first
    this.end = first + facts.days * facts.slots
    this.levels = manifest.levels
    this.marks = manifest.marks.split("|")
    this.starts = Array.from(keyed(facts.starts), ([key, more]) => key + more)
    this.versions = parted(facts.blocks, long)
    this.places = readSteps(facts.places)
    this.passages = parted(facts.passages, short).flatMap((version, i) => {
      const [files] = readNumber(facts.files, i, GAPS)
      return Array(files).fill(version)
    })
  }

  /** Of a block. @param {number} i */
  block(i) {
    const name = this.starts[i].replaceAll(" ", "_").replaceAll("\x7f", "~")
    return `search/${this.facts.name}/${name}-${this.versions[i]}.txt`
  }

  /** Of a file of passages. @param {number} i */
  passage(i) {
    return `search/posts/${this.facts.name}-${this.places[i]}-${this.passages[i]}.json`
  }

  /** Of all files that a query may read. */
  paths() {
    const {name, facets, words} = this.facts
    return [
      ...this.versions.map((_, i) => this.block(i)), ...this.passages.map((_, i) => this.passage(i)),
      `search/${name}-words-${words}.txt`, `search/${name}-facets-${facets}.json`,
    ]
  }

  /** Text of a block. @param {number} i */
  text(i) {
    return this.files.text(this.block(i))
  }

  /** What is shown of a post. @param {number} number */
  async post(number) {
    const at = number - this.first, path = this.passage(lastUpTo(this.places, at))
    return withFields((await this.files.json(path)).find(post => post.number === at))
  }

  /** {day, topics by facet} of each post, with the names that they are places in. */
  async facets() {
    const {numbers, ...facets} = await this.files.json(`search/${this.facts.name}-facets-${this.facts.facets}.json`)
    let at = 0
    const found = numbers.map(step => { at += step; return at })
    const days = found.map(number => this.facts.day + Math.floor(number / this.facts.slots))
    return {numbers: found.map(number => this.first + number), days, facets}
  }

  async words() {
    return (await this.files.text(`search/${this.facts.name}-words-${this.facts.words}.txt`)).split("\n")
  }

  /**
   * Those whose key is `key`, or begins with it; of a wide range only the first blocks.
   * @param {string} key
   * @param {boolean} prefix
   * @param {number} most
   * @returns {Promise<Record[]>}
   */
  async records(key, prefix, most) {
    const from = lastUpTo(this.starts, key)
    let to = from
    while (prefix && to - from + 1 < most && to + 1 < this.starts.length && this.reaches(to + 1, key)) to++
    const numbers = Array.from({length: to - from + 1}, (_, i) => from + i)
    const texts = await Promise.all(numbers.map(i => this.text(i)))
    return texts.flatMap(text => this.read(text, key, prefix))
  }

  reaches(block, prefix) {
    return this.starts[block].slice(0, prefix.length) <= prefix
  }

  read(text, wanted, prefix) {
    const found = []
    for (const [key, forms] of keyed(text)) {
      if (key === wanted || (prefix && key.startsWith(wanted)))
        found.push({key, forms: forms.split(" ").map(form => this.form(form, key[0] === " " ? 1 : 2))})
      else if (key > wanted) break
    }
    return found
  }

  /** {marks of each syllable, posts: [number, weight] …} */
  form(text, syllables) {
    const marks = [], posts = []
    let at = 0, value, post = this.first
    for (let i = 0; i < syllables; i++) {
      [value, at] = readNumber(text, at, MARKS)
      const from = at
      while (value === this.marks.length && text[at] > "\x7f") at++
      marks.push(this.marks[value] ?? text.slice(from, at))
    }
    while (at < text.length) {
      [value, at] = readNumber(text, at, GAPS)
      post += value
      const level = at < text.length ? LEVEL.indexOf(text[at]) + 1 : 0
      if (level) at++
      posts.push([post++, this.levels[level]])
    }
    return {marks, posts}
  }
}

function withFields({text, ...post}) {
  const [year, month, day] = post.date.split("-").map(Number)
  const dates = [post.day, `ngày ${day} tháng ${month} năm ${year}`, `tháng ${month} ${year}`]
  const {author = [], cell = [], directive = [], ...others} = post.topics
  const labels = [...author, ...cell, ...directive, ...Object.values(others).flat(), ...dates]
  const fields = [post.title, text.join("\n"), labels.join("\n")].map(text => ({text, tokens: syllables(text)}))
  return {...post, fields}
}

export class Index {
  /**
   * @param {Files} files
   * @param {Manifest} manifest
   */
  constructor(files, manifest) {
    this.files = files
    this.manifest = manifest
    this.read = new Map()
    /** @type {Promise<Columns> | null} */
    this.columns = null
    this.abbreviations = readTable(manifest.abbreviations)
    /** @type {Segment[]} */
    this.segments = []
    for (const facts of manifest.segments)
      this.segments.push(new Segment(files, facts, manifest, this.segments.at(-1)?.end ?? 0))
    this.count = manifest.segments.reduce((sum, {count}) => sum + count, 0)
  }

  static async open(files, path) {
    return new Index(files, await files.json(path))
  }

  /** Of the newest posts alone, of which a browser may have all files; null where there are no others. */
  newest() {
    const {segments} = this.manifest
    return segments.length > 1 ? new Index(this.files, {...this.manifest, segments: segments.slice(-1)}) : null
  }

  async records(key, prefix = false, most = 2) {
    return (await Promise.all(this.segments.map(segment => segment.records(key, prefix, most)))).flat()
  }

  /** What is shown of a post, and its texts as syllables: fields are title, text and labels. */
  post(number) {
    if (!this.read.has(number)) {
      const coming = this.segments.find(segment => number < segment.end).post(number)
      coming.catch(() => this.read.delete(number))
      this.read.set(number, coming)
      if (this.read.size > KEPT) this.read.delete(this.read.keys().next().value)
    }
    return this.read.get(number)
  }

  /** @param {number[]} numbers @returns {Promise<Post[]>} */
  posts(numbers) {
    return Promise.all(numbers.map(number => this.post(number)))
  }

  async words() {
    const lists = await Promise.all(this.segments.map(segment => segment.words()))
    return new Set(lists.flat().filter(Boolean))
  }
}
