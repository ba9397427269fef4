/* How Vietnamese syllables are spelt: what may begin one, what may follow, and where the tone is put. */

import {fold} from "./text.js"

const TONES = "\u0300\u0309\u0303\u0301\u0323"
const SHARP = "\u0301", HEAVY = "\u0323"
const ONSETS = ["", ..."b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ")]
const BEFORE_FRONT = /^(?:k|gh|ngh)$/, NEVER_BEFORE_FRONT = /^(?:c|ng)$/
/** Without tones. */
export const RHYMES = (
  "a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âu ây âc âm ân âng âp ât e eo ec em en eng ep et ê êu " +
  "êch êm ên ênh êp êt i ia iu ich im in inh ip it iêc iêm iên iêng iêp iêt iêu o oa oai oay oac oach oam oan oang " +
  "oanh oat oăc oăm oăn oăng oăt oe oen oeo oet oi oc om on ong op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua " +
  "ui uc um un ung up ut uân uâng uât uây uê uêch uênh uơ uôi uôc uôm uôn uông uôt uy uya uych uynh uyt uyu uyên uyêt " +
  "ư ưa ưi ưu ưc ưm ưn ưng ưt ươi ươc ươm ươn ương ươp ươt ươu y yêm yên yêt yêu ych ynh yt"
).split(" ")
const STOPPED = /(?:ch|[cpt])$/
const WRITTEN = new Set(RHYMES)
const BARE = new Set(RHYMES.map(fold))

/**
 * All ways to part a syllable into what begins it and the rhyme: `gia` is g-ia or gi-a.
 * @param {string} syllable
 * @returns {[string, string][]}
 */
export function parted(syllable) {
  return [3, 2, 1, 0].filter(length => length < syllable.length && ONSETS.includes(syllable.slice(0, length)))
    .map(length => [syllable.slice(0, length), syllable.slice(length)])
}

/** @param {string} onset @param {string} rhyme */
function goTogether(onset, rhyme) {
  return /^[eêiy]/.test(rhyme) ? !NEVER_BEFORE_FRONT.test(onset) : !BEFORE_FRONT.test(onset)
}

/**
 * Whether a rhyme with its marks, and with this tone, is one and may follow.
 * @param {string} onset
 * @param {string} rhyme
 * @param {string} tone
 */
export function isSpelt(onset, rhyme, tone) {
  const stopped = STOPPED.test(rhyme) && tone !== SHARP && tone !== HEAVY
  return WRITTEN.has(rhyme) && goTogether(onset, rhyme) && !stopped
}

/**
 * Whether something can be a syllable: as it is, with all marks, or with none of them.
 * @param {string} written  in lower case
 */
export function isSyllable(written) {
  if (written === fold(written))
    return parted(written).some(([onset, rhyme]) => BARE.has(rhyme) && goTogether(onset, rhyme))
  const apart = written.normalize("NFD")
  const tones = [...apart].filter(c => TONES.includes(c))
  const level = tones.reduce((rest, tone) => rest.replace(tone, ""), apart).normalize("NFC")
  return tones.length < 2 && parted(level).some(([onset, rhyme]) => isSpelt(onset, rhyme, tones[0] ?? ""))
}

/**
 * A syllable with its tone: on the letter with a mark, before what ends it, or else on the first of two vowels.
 * @param {string} onset
 * @param {string} rhyme
 * @param {string} tone
 */
export function toned(onset, rhyme, tone) {
  const vowels = /^[aăâeêioôơuưy]+/.exec(rhyme)?.[0] ?? ""
  const marked = Math.max(...[..."ăâêôơư"].map(letter => vowels.lastIndexOf(letter)))
  const at = vowels.startsWith("ươ") ? 1 : marked >= 0 ? marked
    : vowels.length > 2 ? 1 : vowels.length < rhyme.length ? vowels.length - 1 : 0
  return (onset + rhyme.slice(0, at + 1) + tone + rhyme.slice(at + 1)).normalize("NFC")
}
