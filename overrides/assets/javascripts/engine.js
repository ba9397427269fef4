/* Asks the search worker. */

/** @import {Answer, FromWorker, Question, ToWorker} from "./messages.js" */
import {config, site} from "./page.js"

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const PATIENCE = 60000 // milliseconds; the worker gives up a file after 20 s, one that says nothing at all is broken

export class Engine {
  /**
   * @param {(answer: Answer) => void} onAnswer
   * @param {() => void} onFail
   */
  constructor(onAnswer, onFail) {
    this.onAnswer = onAnswer
    this.onFail = onFail
    /** @type {Question | null} */
    this.waiting = null
    /** @type {Worker | null} */
    this.worker = null
    this.timer = 0
    this.last = 0
    this.ready = false
    this.broken = false
  }

  /** Only the answer to the last question is given. @param {Omit<Question, "id">} question */
  ask(question) {
    this.waiting = {...question, id: ++this.last}
    if (this.broken) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.fail(), PATIENCE)
    if (this.ready) this.send({type: QUERY, data: this.waiting})
    else if (!this.worker) this.start()
  }

  /** What is on its way answers another query than what stands in the field now. */
  drop() {
    this.last++
    this.waiting = null
    clearTimeout(this.timer)
  }

  /** Only when the reader asks: a school's network that is down is not asked again at every key. */
  again() {
    this.broken = false
    if (this.waiting) this.ask(this.waiting)
  }

  async start() {
    try {
      const worker = new Worker(new URL(config.search, location.href), {type: "module"})
      this.worker = worker
      worker.onmessage = event => this.heard(event.data)
      worker.onerror = () => this.fail()
      const start = await fetch(new URL("search/search_index.json", site))
      if (!start.ok) throw new Error(start.statusText)
      const data = await start.json()
      if (worker === this.worker) this.send({type: SETUP, data})
    } catch {
      this.fail()
    }
  }

  /** @param {ToWorker} message */
  send(message) {
    this.worker.postMessage(message)
  }

  /** @param {FromWorker} message */
  heard(message) {
    if (message.type === READY) {
      this.ready = true
      if (this.waiting) this.send({type: QUERY, data: this.waiting})
    } else if (message.type === RESULT && "id" in message.data && message.data.id === this.last) {
      clearTimeout(this.timer)
      if ("error" in message.data) this.onFail()
      else this.onAnswer(message.data)
    }
  }

  fail() {
    clearTimeout(this.timer)
    this.worker?.terminate()
    this.worker = null
    this.ready = false
    this.broken = true
    this.onFail()
  }
}
