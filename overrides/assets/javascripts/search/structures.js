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
 * @property {number[]} levels  weights
 * @property {string} marks  marked letters that one syllable can have
 * @property {[number, number]} versions  how long they are: those of blocks, those of passages
 * @property {{[short: string]: string[]}} abbreviations
 * @property {SegmentFacts[]} segments
 *
 * @typedef {object} SegmentFacts  of posts numbered by their days, each of which has room for so many `slots`
 * @property {string} name
 * @property {number} count  of posts
 * @property {number} day  the first, counted from 1970-01-01
 * @property {number} days
 * @property {number} slots
 * @property {string} starts  of its blocks, written as keys are in one
 * @property {string} blocks  their versions
 * @property {string} facets  their version
 * @property {string} words  their version
 * @property {string} places  the least number that could be in each file of passages, as steps
 * @property {string} files  how many of these have one version, group by group, each number one character
 * @property {string} passages  the versions
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
 * @typedef {object} Columns  a row for each post, the oldest first
 * @property {number[]} numbers
 * @property {number[]} days
 * @property {Map<number, number>} rows  by number
 * @property {{[facet: string]: {names: string[], posts: number[][]}}} facets  for each post places in names
 */
export {}
