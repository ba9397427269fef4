"""TCVN3 and VNI: letters that only their fonts draw as Vietnamese → Unicode, where that reads better than before."""

import re
import unicodedata
from typing import Literal

from newsroom.vietnamese import TONES, fold, nfc

Encoding = Literal["TCVN3", "VNI", ""]

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _BREVE, _CIRCUMFLEX = "\u0300\u0301\u0309\u0303\u0323\u0306\u0302"
_TONES = dict(zip("øùûõï", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True))
_BREVES = dict(zip("êèéúüë", ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True))
_CIRCUMFLEXES = dict(zip("âàáåãä", ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True))
_VNI_ALONE = dict(zip("ôöñìíæóòîÔÖÑÌÍÆÓÒÎ", "ơưđìíỉĩịỵƠƯĐÌÍỈĨỊỴ", strict=True))
_VNI = re.compile("([aeouyôöAEOUYÔÖ])([øùûõïêèéúüëâàáåãäØÙÛÕÏÊÈÉÚÜËÂÀÁÅÃÄ])|([ôöñìíæóòîÔÖÑÌÍÆÓÒÎ])")

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]"
_NUCLEUS = "uye|uya|oai|oay|oao|oeo|uay|uoi|uou|ieu|yeu|uyu|uo|ie|ye|ua|ia|oa|oe|oo|ue|uy|ai|ao|au|ay|eo|eu|iu|oi|ui|uu"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_NUCLEUS}|[aeiouy])(?:ng|nh|ch|[cmnpt])?")
_WORD = re.compile(r"[^\W\d_]+")
_OF_WINDOWS = set("ŠšŽžŒœŸƒ")
"""Letters of bytes below 0xA0, in which a text of an old font may have strayed."""
_LETTERS = set("aăâbcdđeêghiklmnoôơpqrstuưvxy")


def encoding_of(font: str) -> Encoding:
    """What a font's name says of the text that is set in it."""
    name = font.lower()
    return "TCVN3" if name.startswith(".vn") else "VNI" if name.startswith("vni") else ""


def to_unicode(text: str, encoding: Encoding, font: str) -> str:
    """The letters as the font draws them; `.VnTimeH` and its kin draw small ones as capitals."""
    if encoding == "TCVN3":
        drawn = text.translate(_TCVN3)
        return drawn.upper() if font.upper().endswith("H") else drawn
    return unicodedata.normalize("NFC", _VNI.sub(_join, text))


def reads_better(before: str, after: str) -> bool:
    """Whether more of the words are Vietnamese syllables than before."""
    return before != after and _score(after) > _score(before)


def is_unicode(text: str, encoding: Encoding, font: str) -> bool:
    """Whether letters that no old font has stand among those of one run, which reads as well without them converted."""
    has_others = any(letter > "\xff" and letter not in _OF_WINDOWS and letter.isalpha() for letter in nfc(text))
    return has_others and not reads_better(text, to_unicode(text, encoding, font))


def _join(found: re.Match[str]) -> str:
    if found[3]:
        return _VNI_ALONE[found[3]]
    base, mark = found[1], found[2].lower()
    letter = base.lower()
    if mark in _TONES:
        return _VNI_ALONE.get(base, base) + _TONES[mark]
    if letter == "a" and mark in _BREVES:
        return base + _BREVE + _BREVES[mark]
    return base + _CIRCUMFLEX + _CIRCUMFLEXES[mark] if letter in "aeo" and mark in _CIRCUMFLEXES else found[0]


def _score(text: str) -> float:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word.lower())
    letters = set(unicodedata.normalize("NFC", "".join(one for one in apart if one not in TONES)))
    tones = sum(one in TONES for one in apart)
    return letters <= _LETTERS and tones < 2 and _SYLLABLE.fullmatch(fold(word)) is not None
