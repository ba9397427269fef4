"""What authors write within a paragraph, made what they mean before Markdown reads it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from newsroom.articles.habits.remarks import FORMULA, Remarks, around
from newsroom.articles.habits.tags import wrong_tags

_TICKS = re.compile(r"(?<!\\)(\\*)(`+)")
_ESCAPED = re.compile(r"\\[^\s\0]")
_ADDRESSES = re.compile(r"<[A-Za-z][\w+.-]*://[^<>]*>|<[^<>\s@]+@[^<>\s@]+>|\]\(<[^<>\n]*>")
_PAIRS = re.compile(r"(?<![*~])(?:\*{2,3}|~~)(?![*~])|(?<![\w])__(?!_)|(?<!_)__(?!\w)|(?<![=<>!])==(?![=>])")
_CLASS = re.compile(r"(?<![\w*])[A-Z0-9]{1,2}\Z")  # `A**` is a mark, and so are the stars of a hotel
_SLANTED = re.compile(
    r"(?<![*\w])\*(?=[\w\"“‘])([^*\n]{1,300}?)([ ]+)\*(?![*\w])"
    r"|(?<!\w)_(?=[^\W_]|[\"“‘])([^_\n]{1,300}?)([ ]+)_(?!\w)"
)
_SPACED = re.compile(
    r"(?<![*\w])\*[ ]+([^*\s](?:[^*\n]{0,299}[^*\s])?)\*(?![*\w])"
    r"|(?<!\w)_[ ]+([^\W_](?:[^_\n]{0,299}[^_\s])?)[ ]*_(?!\w)"
)
_ALONE = re.compile(r"(?<!\*)\*(?!\*)")
_NOTE_MARK = re.compile(r"(?<=[(\[])\*{1,3}(?=[)\]])")
_PLACE = r"[^\s<>\"|?\\]*+(?:\\[^\s<>\"|?\\]*+)*+"
_PATH = re.compile(
    rf"(?<!\S)(?:[A-Za-z]:\\|\\\\){_PLACE}(?:[ ][^\s<>\"|?\\]{{1,60}}\\{_PLACE})*+|(?P<web>https?://[^\s<>\\]*+(?:\\[^\s<>\\]*+)++)"
)
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_FORMULA = re.compile(
    r"(?<!\\)\\(?:\((?=[^()]{0,200}(?:\\[A-Za-z]|[\^_=+]))(?:[^\\]|\\(?!\))){1,300}\\\)|\[(?=[^\[\]]{0,200}(?:\\[A-Za-z]|[\^_=+]))(?:[^\\]|\\(?!\])){1,300}\\\])"
)
_MEANT = ("<", "*", "{", "\\", "~~", "==")
_UNDERSCORES = re.compile("_[ _]|[ ]_")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\*{1,3}(?=\d)")
_STARS, _CLOSING = re.compile(r"\*+"), ",.;:!?)…"
_NAME = r"(?:[#.][\w-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+))"
_WORD = rf"(?:{_NAME}|[A-Za-z-]+)"
_BRACES = re.compile(rf"(\{{[ ]*{_NAME}(?:[ ]+{_NAME})*+[ ]*\}}|\{{:[ ]*{_WORD}(?:[ ]+{_WORD})*+[ ]*\}})|[{{}}]")


class _Edit(NamedTuple):
    start: int
    end: int
    instead: str


class Inline(Treeprocessor):
    """Goes over the texts of a tree in which blocks are known, and nothing within them."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = self._meant(element.text)
            if element.tail and not isinstance(element.tail, AtomicString):
                element.tail = self._meant(element.tail)

    def _meant(self, text: str) -> str:
        if not any(map(text.__contains__, _MEANT)) and not ("_" in text and _UNDERSCORES.search(text)):
            return text
        if "\\" in text:
            for found in _FORMULA.finditer(text):
                self._remarks.tell(around(text, found.start()), FORMULA)
            text = _with_paths(text)
        masked = _masked(text)
        parts, at = [], 0
        for edit in sorted([*self._tags(masked, text), *_spaces_out(masked), *_slanted(masked), *_literal(masked)]):
            if edit.start >= at:
                parts += [text[at : edit.start], edit.instead]
                at = edit.end
        return "".join(parts) + text[at:]

    def _tags(self, masked: str, text: str) -> Iterator[_Edit]:
        for tag in wrong_tags(masked) if "<" in masked else ():
            end, instead = (tag.start + 1, _sign("<")) if tag.instead is None else (tag.end, tag.instead)
            yield _Edit(tag.start, end, instead)
            if tag.message and not masked.startswith("<!--", tag.start):  # which is an error, told elsewhere
                self._remarks.tell(around(text, tag.start), tag.message)


def _with_paths(text: str) -> str:
    """The text, in which a backslash of `D:\\Ảnh` is one, and none is in an address, if that is no code."""
    parts, at = [], 0
    for path in _PATH.finditer("".join(_without_code(text)) if "`" in text else text):
        meant = _BACKSLASH.sub("", path[0]) if path["web"] else path[0].replace("\\", _sign("\\"))
        parts += [text[at : path.start()], meant]
        at = path.end()
    return "".join(parts) + text[at:]


def _masked(text: str) -> str:
    """The text with other letters wherever its signs mean nothing: code, what is escaped, addresses."""
    masked = "".join(_without_code(text)) if "`" in text else text
    if "\\" in masked:
        masked = _ESCAPED.sub(lambda found: "\0" * len(found[0]), masked)
    return _ADDRESSES.sub(lambda found: "\1" * len(found[0]), masked) if "<" in masked else masked


def _without_code(text: str) -> Iterator[str]:
    """Code stands between runs of as many backticks, else as many of a longer run as of the longest one after it."""
    runs = [(found.start(2) + len(found[1]) % 2, found.end()) for found in _TICKS.finditer(text)]
    ends = [found.end() - found.start(2) for found in _TICKS.finditer(text)]
    later, longest = defaultdict[int, list[int]](list), [0] * len(runs)
    for number in range(len(runs) - 1, 0, -1):
        later[ends[number]].append(number)
        best = longest[number]
        longest[number - 1] = number if not best or ends[number] >= ends[best] else best
    at = 0
    for number, (start, end) in enumerate(runs):
        best, length = longest[number], end - start
        same = later[length]
        while same and same[-1] <= number:
            same.pop()
        closing = same[-1] if same else best if best and ends[best] < length else 0
        if start >= at and length and closing:
            opening = end - ends[closing]
            yield text[at:opening] + "\0" * (runs[closing][1] - opening)
            at = runs[closing][1]
    yield text[at:]


def _spaces_out(masked: str) -> Iterator[_Edit]:
    """`**Ưu điểm: **` is what converters from Word write for `**Ưu điểm:** `."""
    places_of = defaultdict[str, list[int]](list)
    for found in _PAIRS.finditer(masked):
        if len(places_of[found[0]]) % 2 or not _is_class(found):
            places_of[found[0]].append(found.start())
    for mark, places in places_of.items():
        if len(places) % 2:
            continue  # who knows which of them is alone
        for start, end in zip(places[::2], places[1::2], strict=True):
            inner = masked[start + len(mark) : end]
            words = inner.strip()
            if words != inner and any(map(str.isalpha, words)) and not (mark == "==" and _compares(masked, start, end)):
                begins = inner.index(words)
                yield _Edit(start, start + len(mark) + begins, inner[:begins] + mark)
                ends = begins + len(words)
                yield _Edit(start + len(mark) + ends, end + len(mark), mark + inner[ends:])


def _compares(masked: str, start: int, end: int) -> bool:
    """Whether two `==` may be signs of arithmetic: between spaces, and within a text."""
    spaced = masked[start + 2].isspace() and masked[end - 1].isspace()
    return spaced and bool(masked[:start].strip() or masked[end + 2 :].strip())


def _slanted(masked: str) -> Iterator[_Edit]:
    """`*nghiêng *` is the same in one star; `a * b` is a product."""
    if ("*" not in masked and "_" not in masked) or len(_ALONE.findall(masked)) % 2:
        return  # as above
    for found in _SLANTED.finditer(masked):
        group = 1 if found[1] else 3
        if any(map(str.isalpha, found[group])):
            mark = found[0][0]
            yield _Edit(found.end(group), found.end(), mark + found[group + 1])
    for found in _SPACED.finditer(masked):
        mark, words = found[0][0], found[1] or found[2]
        begun = len(_ALONE.findall(masked, 0, found.start())) % 2 if mark == "*" else 0
        if any(map(str.isalpha, words)) and not begun:
            space = " " * masked[max(found.start() - 1, 0) : found.start()].isalnum()
            yield _Edit(found.start(), found.end(), f"{space}{mark}{words}{mark}")


def _is_class(found: re.Match[str]) -> bool:
    """Whether stars stand behind a class, or several of them: `A**`."""
    return found[0][0] == "*" and _CLASS.search(found.string, max(found.start() - 3, 0), found.start()) is not None


def _literal(masked: str) -> Iterator[_Edit]:
    """Stars of a product, of a note `(*)` and of `A**, B***`, and braces that are no attributes."""
    for found in _ending_nothing(masked) if "*" in masked else ():
        yield _Edit(*found.span(), _sign("*") * len(found[0]))
    for signs in (_BETWEEN_DIGITS, _NOTE_MARK):
        for found in signs.finditer(masked):
            yield _Edit(*found.span(), _sign("*") * len(found[0]))
    for found in _BRACES.finditer(masked) if "{" in masked else ():
        if not found[1]:
            yield _Edit(*found.span(), _sign(found[0]))


def _ending_nothing(masked: str) -> Iterator[re.Match[str]]:
    """Stars behind a word and before a comma and its like, which can but end something, where nothing is begun."""
    begun = 0
    for found in _STARS.finditer(masked):
        before, after = masked[max(found.start() - 1, 0) : found.start()], masked[found.end() : found.end() + 1]
        if not before.strip() or (after.strip() and after not in _CLOSING):
            begun += 1
        elif begun:
            begun -= 1
        elif before.isalnum() and (after in _CLOSING or (_is_class(found) and after in " \n(")):
            yield found


def _sign(letter: str) -> str:
    """A sign that Markdown is to leave as it is, as its library writes what was escaped."""
    return f"{STX}{ord(letter)}{ETX}"
