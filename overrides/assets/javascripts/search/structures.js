/**
 * What the search engine reads and counts with, for those who read and check; no browser fetches this file.
 *
 * @typedef {object} Syllable  or a number
 * @property {string} form  as written, the tone in one place
 * @property {string} key  folded
 * @property {string} marks  marked letters in order
 * @property {string} typed
 * @property {boolean} capital  typed in capitals
 * @property {boolean} [strict]  to be found with these marks only
 * @property {number} [start]  where it stands in the text
 * @property {number} [end]
 * @property {boolean} [partial]  the last one, while nothing was typed after it
 *
 * @typedef {object} Asked  a query
 * @property {Syllable[]} tokens
 * @property {number[][]} links  [i, j] for neighbours, [i] for a syllable alone
 * @property {number[][]} quoted  runs [from, to) that have to stand in the text as they are
 * @property {number} [rank]  1 for what is only found behind phrases as they were typed
 * @property {string} [read]  the query as it was understood, if not as it was typed
 *
 * @typedef {object} Manifest  written by hooks/newsroom/search/index.py
 * @property {number} group  posts of a folder
 * @property {number} each  posts of a file
 * @property {string} folders  their names, one after the other
 * @property {number[]} levels  weights
 * @property {{[short: string]: string[]}} abbreviations
 * @property {SegmentFacts[]} segments
 *
 * @typedef {{folder: string, count: number, starts: string, marks: string}} SegmentFacts
 *
 * @typedef {{key: string, forms: Form[]}} Record  of a syllable (its key after a blank) or of two neighbours
 * @typedef {{marks: string[], posts: [number, number][]}} Form  marks of each syllable; number and weight of each post
 *
 * @typedef {object} Post  what is shown of one
 * @property {string} location
 * @property {string} date
 * @property {string} day
 * @property {{[kind: string]: string[]}} topics
 * @property {{text: string, tokens: Syllable[]}[]} fields  title, text and labels
 *
 * @typedef {object} Found  a post that answers
 * @property {number} number
 * @property {Asked | null} asked  the way of writing the query by which it was found
 * @property {number} [score]
 * @property {number} [tier]
 *
 * @typedef {object} Run  of neighbouring syllables, in a text and in the query
 * @property {number} at  where it begins in the text
 * @property {number} from  and in the query
 * @property {number} length
 * @property {number} spelled  share of it that is written as typed
 *
 * @typedef {{days: number[]} & {[facet: string]: any}} Columns  facet → {names, posts[number]: places in names}
 */
export {}
