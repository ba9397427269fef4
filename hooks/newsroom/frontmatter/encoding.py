"""Bytes that are not UTF-8: which of the encodings Vietnamese offices have used, and how to save the file anew."""

import codecs
import re
import unicodedata
from collections.abc import Callable

from newsroom.vietnamese import TONES

_SAMPLE = 20_000  # bytes that are enough to tell encodings apart
_PLAUSIBLE = 0.6  # share of marked words that must look like Vietnamese syllables

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
)
_VNI_LETTERS = str.maketrans("ñÑöÖôÔæóòîÆÓÒÎ", "đĐưƯơƠỉĩịỵỈĨỊỴ")
_VNI_MARKS = {
    **dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
    **dict(zip("âáàåãä", ("\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323"),
               strict=True)),
    **dict(zip("êéèúüë", ("\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323"),
               strict=True)),
}  # fmt: skip
_VNI_PAIR = re.compile("([aeouyôö])([" + "".join(_VNI_MARKS) + "])", re.IGNORECASE)
_SYLLABLE = re.compile(
    "(?:ngh?|nh|gh?|gi|kh|ph|qu|th|tr|ch|[bcdđhklmnprstvx])?"
    "(?:uyê|uya|uyu|iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uêu|oao"
    "|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uơ|uô|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])"
    "(ch|ng|nh|[cmnpt])?"
)
_STOPS = ("c", "ch", "p", "t")  # syllables that end so carry sắc or nặng only

_LOST = re.compile(rb"[A-Za-z\x80-\xff]\?(?=[A-Za-z\x80-\xff])")  # what "ANSI" leaves of a letter it lacks

_SAVE = "hãy lưu lại bằng UTF-8 (Notepad: “Save As”, ô “Encoding” chọn “UTF-8”)"
_UNIKEY = "hãy dùng UniKey (Ctrl+Shift+F6) chuyển sang Unicode rồi lưu bằng UTF-8"
_ADVICE = {
    "Windows-1258": "tệp không phải UTF-8, có vẻ là Windows-1258 (bảng mã tiếng Việt cũ của Windows); trong VS Code "
    "hãy chọn “Reopen with Encoding” → “Vietnamese (Windows 1258)”, rồi “Save with Encoding” → “UTF-8”",
    "TCVN3": f"tệp không phải UTF-8, có vẻ gõ bằng phông TCVN3 (ABC, như .VnTime); {_UNIKEY}",
    "VNI": f"tệp không phải UTF-8, có vẻ gõ bằng phông VNI (như VNI-Times); {_UNIKEY}",
    "Windows-1252": "tệp không phải UTF-8, có vẻ là Windows-1252 (“ANSI”): bảng mã này không có đủ chữ Việt nên nhiều "
    "chữ có thể đã mất; hãy chép lại từ bản gốc rồi lưu bằng UTF-8",
}


def explain(data: bytes) -> tuple[int, str]:
    """Line and Vietnamese message for bytes that are not UTF-8 text, or that hold NUL."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return 1, "đây có vẻ là tệp Word đổi tên, không phải văn bản thuần; hãy mở bằng Word rồi chép nội dung sang"
    if wide := _wide(data):
        return 1, f"tệp không phải UTF-8, có vẻ là {wide}; {_SAVE}"
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return line, "tệp có ký tự rỗng (NUL) nên không phải văn bản thuần; hãy chép nội dung sang một tệp mới"
    line = data.count(b"\n", 0, _first_bad_byte(data)) + 1
    if _mostly_utf8(data):
        return line, "dòng này có ký tự hỏng, không phải UTF-8; hãy xoá ký tự ấy và gõ lại"
    return line, _ADVICE.get(legacy(data), f"tệp không phải UTF-8 và không đoán được bảng mã; {_SAVE}")


def legacy(data: bytes) -> str:
    """The eight-bit encoding in which the most words read as Vietnamese; empty when none does."""
    sample = data[:_SAMPLE]
    if len(_LOST.findall(sample)) * 50 > len(sample.split()):
        return "Windows-1252"
    scores = {name: _score(decode(sample)) for name, decode in _DECODERS.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _PLAUSIBLE else ""


def _wide(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    sample = data[:_SAMPLE]
    zeros = max(sample[::2].count(0), sample[1::2].count(0))
    return "UTF-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or zeros * 5 > len(sample) else ""


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(not c.isascii() for c in text) - bad >= 5 * bad


def _vni(data: bytes) -> str:
    def vowel(pair: re.Match[str]) -> str:
        return pair[1].translate(_VNI_LETTERS) + _VNI_MARKS[pair[2].lower()]

    text = data.decode("cp1252", errors="replace")
    return re.sub(_VNI_PAIR, lambda pair: "\0" + vowel(pair), text).translate(_VNI_LETTERS).replace("\0", "")


_DECODERS: dict[str, Callable[[bytes], str]] = {
    "Windows-1258": lambda data: data.decode("cp1258", errors="replace"),
    "TCVN3": lambda data: data.decode("latin-1").translate(_TCVN3),
    "VNI": _vni,
    "Windows-1252": lambda data: data.decode("cp1252", errors="replace"),
}


def _score(text: str) -> float:
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower())
    marked = [word for word in words if not word.isascii()]
    return sum(map(_is_syllable, marked)) / len(marked) if marked else 0.0


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word)
    tones = [c for c in apart if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))
    found = _SYLLABLE.fullmatch(bare)
    return found is not None and len(tones) <= 1 and (found[1] not in _STOPS or tones in (["\u0301"], ["\u0323"]))
