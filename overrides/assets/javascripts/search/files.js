/* The files of the index, fetched once each. */

const PATIENCE = 20000  // milliseconds for one file
const KEPT = 300        // files held in memory

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
