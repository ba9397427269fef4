/* The index as files: fetching them, and reading the records described in hooks/newsroom/search/segments.py. */
const SHARED = "!\"#$%&'()*+,-./:"
const LEVEL = ";<="
const GAPS = ["?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdef", "ghijklmnopqrstuvwxyz{|}~0123456789"]
const MARKS = ["?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[\\]^_`{|}~"]
const RECORD = /([!-/:])([a-z0-9 \u0080-\uffff]*)([^!-/:]*)/g
const PATIENCE = 20000  // milliseconds for one file
const KEPT = 300        // files, and posts, held in memory

/** @import {Columns, Manifest, Post, Record, SegmentFacts} from "./structures.js" */
import {readTable} from "./abbreviating.js"
import {syllables} from "./text.js"

/** A file of the index did not come. */
export class LoadError extends Error {}

export class Files {
  /** @param {URL} base  the site's root */
  constructor(base) {
    this.base = base
    this.kept = new Map()
  }

  /** Text of a file whose name says its content, so that any cached copy will do. */
  text(path) {
    if (!this.kept.has(path)) {
      const coming = this.fetch(path, "force-cache")
      coming.catch(() => this.kept.delete(path))
      this.kept.set(path, coming)
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value)
    }
    return this.kept.get(path)
  }

  async json(path) {
    return JSON.parse(await this.text(path))
  }

  async fetch(path, cache) {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), PATIENCE)
    try {
      const address = new URL(path, this.base)
      let response = await fetch(address, {cache, signal: stop.signal})
      if (!response.ok && cache === "force-cache")  // it may be an old refusal that was cached
        response = await fetch(address, {cache: "reload", signal: stop.signal})
      if (!response.ok) throw new LoadError(`${path}: ${response.status}`)
      return await response.text()
    } catch (error) {
      throw error instanceof LoadError ? error : new LoadError(`${path}: ${error.message}`)
    } finally {
      clearTimeout(timer)
    }
  }
}

/**
 * The number that begins at text[at] and the place after it: [value, next].
 * @param {string} text
 * @param {number} at
 * @param {string[]} digits  those that end a number, and those that go before
 * @returns {[number, number]}
 */
function readNumber(text, at, [last, more]) {
  let value = 0
  for (let digit; (digit = more.indexOf(text[at])) >= 0; at++) value = value * more.length + digit + 1
  return [value * last.length + last.indexOf(text[at]), at + 1]
}

class Segment {
  /**
   * @param {Files} files
   * @param {SegmentFacts} facts
   * @param {number} first  number of its first post
   * @param {number[]} levels  weights
   */
  constructor(files, facts, first, levels) {
    this.files = files
    this.folder = `search/${facts.folder}/`
    this.first = first
    this.count = facts.count
    this.levels = levels
    this.starts = facts.starts.split("|")
    this.marks = facts.marks.split("|")
  }

  /**
   * Those whose key is `key`, or begins with it; of a wide range only the first blocks.
   * @param {string} key
   * @param {boolean} prefix
   * @param {number} most
   * @returns {Promise<Record[]>}
   */
  async records(key, prefix, most) {
    const from = this.block(key)
    let to = from
    while (prefix && to - from + 1 < most && to + 1 < this.starts.length && this.reaches(to + 1, key)) to++
    const numbers = Array.from({length: to - from + 1}, (_, i) => from + i)
    const texts = await Promise.all(numbers.map(i => this.files.text(`${this.folder}${i}.txt`)))
    return texts.flatMap(text => this.read(text, key, prefix))
  }

  block(key) {
    let low = 0, high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle] <= key) low = middle
      else high = middle - 1
    }
    return low
  }

  reaches(block, prefix) {
    return this.starts[block].slice(0, prefix.length) <= prefix
  }

  read(text, wanted, prefix) {
    const found = []
    let key = ""
    for (const [, shared, rest, forms] of text.matchAll(RECORD)) {
      key = key.slice(0, SHARED.indexOf(shared)) + rest
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
      marks.push(this.marks[value])
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
    let first = 0
    this.files = files
    this.read = new Map()
    /** @type {Promise<Columns> | null} */
    this.columns = null
    this.abbreviations = readTable(manifest.abbreviations)
    this.group = manifest.group
    this.each = manifest.each
    this.folders = manifest.folders
    this.segments = manifest.segments.map(facts => {
      const segment = new Segment(files, facts, first, manifest.levels)
      first += facts.count
      return segment
    })
    this.count = first
  }

  static async open(files, path) {
    return new Index(files, await files.json(path))
  }

  async records(key, prefix = false, most = 2) {
    return (await Promise.all(this.segments.map(segment => segment.records(key, prefix, most)))).flat()
  }

  /** What is shown of a post, and its texts as syllables: fields are title, text and labels. */
  post(number) {
    if (!this.read.has(number)) {
      const width = 10, at = Math.floor(number / this.group) * width, within = (number % this.group) % this.each
      const path = `search/posts/${this.folders.slice(at, at + width)}/${number - within}.json`
      const coming = this.files.json(path).then(posts => withFields(posts[within]))
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
    const lists = await Promise.all(this.segments.map(segment => this.files.text(`${segment.folder}words.txt`)))
    return new Set(lists.flatMap(list => list.split("\n")).filter(Boolean))
  }
}
