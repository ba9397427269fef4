/* The engine, which readers get as one file (hooks/newsroom/bundling.py): what others of its parts need comes from here. */
export {answer} from "./answers.js"
export {Files, LoadError} from "./files.js"
export {Index} from "./index.js"
export {PHRASE, linked} from "./links.js"
export {fold, isNumber, nfc, query, written} from "./text.js"
