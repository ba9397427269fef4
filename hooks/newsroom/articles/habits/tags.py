"""Which tags in a text are tags at all: the rest is what the author wrote."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.articles.allowed import ALLOWED, VOID

_MAY_STAY_OPEN = frozenset({"colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"})

_TAG = re.compile(
    r"<(?:(!--)|([?]|!\[CDATA\[)|(!\[[^\]<>]*+\](?:--)?>)|(/?)([a-zA-Z][^\s<>/@\1]*+)((?:[\s/][^<>\1]*+)?)>)"
)
_SIGN = re.compile("<")
_WORD = re.compile(r"(?:[ovwm]|st\d):", re.IGNORECASE)  # what Word alone knows
_UNCLOSED = "thẻ <{0}> mở mà không đóng nên hiện ra thành chữ; hãy thêm </{0}>, hoặc viết `<{0}>` nếu chỉ nhắc đến thẻ"
_UNOPENED = "thẻ đóng </{0}> không có thẻ mở nên hiện ra thành chữ; hãy bỏ đi, hoặc thêm <{0}> ở trước"
_REFUSED = "thẻ <{0}> không dùng được trong bài nên hiện ra thành chữ; hãy bỏ thẻ, hoặc viết `<{0}>` nếu nhắc đến thẻ"
_COMMENT = "ghi chú mở bằng <!-- mà không có --> nên hiện ra thành chữ; hãy thêm --> vào cuối ghi chú"


class Tag(NamedTuple):
    """Where a `<` stands that opens no tag, or one that is written otherwise: `instead` is what to write, None the
    sign itself. `message` is for the author, if there is anything to say.
    """

    start: int
    end: int
    instead: str | None
    message: str = ""


class _Open(NamedTuple):
    start: int
    name: str


class _Reading:
    """The tags of one text: those that are open, and what was found wrong."""

    def __init__(self, text: str) -> None:
        self.wrong: list[Tag] = []
        self.closed: set[int] = set()
        self._text = text
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        at = 0
        while found := _TAG.search(text, at):
            self._show(at, found.start())
            at = self._read(found)
        self._show(at, len(text))
        while self._open:
            self._leave_open(self._open.pop())

    def _show(self, start: int, end: int) -> None:
        """Shows each sign between two tags: with a `>` far behind it, it would be taken for one later."""
        self.wrong += [Tag(one.start(), one.end(), None) for one in _SIGN.finditer(self._text, start, end)]

    def _read(self, found: re.Match[str]) -> int:
        """Where to go on."""
        if found[1]:
            end = self._text.find("-->", found.end())
            if end >= 0:
                return end + 3
            self._refuse(found.start(), _COMMENT)
        elif found[2] or found[3]:
            self.wrong.append(Tag(found.start(), found.end(), "" if found[3] else None))
        else:
            self._read_tag(found, found[5].lower())
        return found.end()

    def _read_tag(self, found: re.Match[str], name: str) -> None:
        if _WORD.match(name) or (name == "br" and found[4]):
            self.wrong.append(Tag(found.start(), found.end(), "<br>" if name == "br" else ""))
        elif found[4]:
            self._close(found.start(), name)
        elif name in VOID:
            pass
        elif name in ALLOWED and found[6].endswith("/"):
            self.wrong.append(Tag(found.start(), found.end(), f"{found[0][:-2]}></{name}>"))
        else:
            self._open.append(_Open(found.start(), name))
            self._names[name] += 1

    def _close(self, start: int, name: str) -> None:
        if not self._names[name]:
            self._refuse(start, _UNOPENED.format(name) if name in ALLOWED else "")
            return
        while (last := self._open.pop()).name != name:
            self._names[last.name] -= 1
            self._leave_open(last)
        self._names[name] -= 1
        if name in ALLOWED:
            self.closed.add(last.start)
        else:
            self._refuse(last.start, _REFUSED.format(name))
            self._refuse(start, "")

    def _leave_open(self, tag: _Open) -> None:
        if tag.name not in _MAY_STAY_OPEN:
            self._refuse(tag.start, _UNCLOSED.format(tag.name) if tag.name in ALLOWED else "")

    def _refuse(self, start: int, message: str) -> None:
        self.wrong.append(Tag(start, start + 1, None, message))


def wrong_tags(text: str) -> Iterator[Tag]:
    """Finds tags that articles may not have, in the order of the text."""
    yield from sorted(_Reading(text).wrong)


def closed_tags(text: str) -> set[int]:
    """Where tags begin that articles may have and that are closed."""
    return _Reading(text).closed
