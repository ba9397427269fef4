/*
 * The search engine, in a Web Worker; messages.js says what it is asked and answers. It imports nothing before the
 * first question: it starts on pages whose readers may not search, and tools start it as a classic script.
 */

/** @import {Answer, Config, Failure, FromWorker, Question, ToWorker} from "./messages.js" */
/** @import {Index} from "./search/index.js" */

const SETUP = 0, READY = 1, RESULT = 3

const {href} = self.location
const base = new URL(href.slice(0, href.lastIndexOf("/assets/") + 1))
/** @type {Config} */
let config
/** @type {Promise<Index> | null} */
let opened = null

const engine = () => import("./search/engine.js")

/** The index, opened once; a failure is forgotten, so that the next query tries again. */
function open() {
  opened ??= engine().then(({Files, Index}) => Index.open(new Files(base), config.manifest))
    .catch(error => { opened = null; throw error })
  return opened
}

/** After a new build the files named by an old manifest are gone: true when there is a new manifest to go by. */
async function renewed() {
  const {Files} = await engine()
  const {config: newest} = JSON.parse(await new Files(base).fetch("search/search_index.json", "no-cache"))
  if (newest.manifest === config.manifest) return false
  config = newest
  opened = null
  return true
}

/**
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
async function answered(question) {
  const {LoadError, answer} = await engine()
  try {
    return await answer(await open(), question)
  } catch (error) {
    if (!(error instanceof LoadError)) throw error
    return await renewed() ? answer(await open(), question) : ofNewest(question, error)
  }
}

/**
 * Without a network, what is kept may be enough to search the newest posts.
 * @param {Question} question
 * @param {Error} error
 * @returns {Promise<Answer>}
 */
async function ofNewest(question, error) {
  const {answer} = await engine()
  const index = (await open()).newest()
  if (!index) throw error
  return {...await answer(index, question), among: index.count}
}

/**
 * @param {Question} question
 * @returns {Promise<Answer | Failure>}
 */
async function told(question) {
  try {
    return await answered(question)
  } catch (error) {
    console.warn(error)
    return {id: question.id, q: question.q ?? "", error: "network"}
  }
}

/** @param {FromWorker} message */
const send = message => postMessage(message)

/** @param {string} q  what a tool asks that measures workers of Material's kind */
async function measured(q) {
  const answer = await told({id: 0, q, facets: false})
  send({type: RESULT, data: {items: "items" in answer ? answer.items.map(hit => [hit]) : []}})
}

addEventListener("message", async (/** @type {MessageEvent<ToWorker>} */ {data: message}) => {
  if (message.type === SETUP) {
    config = message.data.config
    send({type: READY})
  } else if (typeof message.data === "string") await measured(message.data)
  else send({type: RESULT, data: await told(message.data)})
})
