"""Document numbers against the field `directive`, and against what the rest of the site calls them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.articles.pages import Post
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.naming import read_naming
from newsroom.citations import Citation, Symbol
from newsroom.editing.manuscript import Manuscript
from newsroom.editing.words import CARRYING_OUT
from newsroom.frontmatter.schema import PostFields
from newsroom.problems import Problem, edits
from newsroom.vietnamese import fold

_REACH = 60  # letters between the words that carry out and the number
_ENDS = re.compile(r"[.!?…:]\s+|\n[^\S\n]*+[-+•]\s*")
_KNOWN = 3  # posts that name a number before one may call it known
_LONG = 3  # digits of a number that has few neighbours


@dataclass(frozen=True)
class Cited:
    """A number of a text with its line and the day that stands beside it."""

    citation: Citation
    line: int


def directive(text: Manuscript) -> Iterator[Problem]:
    """What the lead says that it carries out must be in the field; a number of the field must be that of the text."""
    fields = text.page.fields
    if not isinstance(fields, PostFields):
        return
    declared = [naming.symbol for name in fields.directive if (naming := read_naming(name))]
    keys, written = {one.symbol.key for _, one in text.citations}, {symbol.key for symbol in declared}
    lead = {passage.line for passage in text.lead}
    for passage, one in text.citations:
        symbol = one.symbol
        if symbol.key in written:
            continue
        near = next((other for other in declared if other.key not in keys and is_slip(symbol, other)), None)
        if near or (passage.line in lead and _is_carried_out(one, passage.text)):
            written.add(symbol.key)
            said = _slipped(symbol, near) if near else _missing(symbol, declared)
            yield text.told("directive", passage, one.start, said)


def _is_carried_out(citation: Citation, text: str) -> bool:
    """Whether its sentence begins by saying so."""
    start = max((found.end() for found in _ENDS.finditer(text, 0, citation.span[0])), default=0)
    before = fold(text[start : citation.span[0]])
    return len(before) < _REACH and bool(CARRYING_OUT.match(before))


def _slipped(symbol: Symbol, declared: Symbol) -> str:
    return f"bài viết “{symbol.text}” mà mục directive ghi “{declared.text}”; hãy sửa chỗ gõ nhầm"


def _missing(symbol: Symbol, declared: Sequence[Symbol]) -> str:
    listed = ", ".join([*(one.text for one in declared), symbol.text])
    write = f"directive: [{listed}]" if declared else f"directive: {symbol.text}"
    return f"bài thực hiện “{symbol.text}” mà mục directive chưa ghi; nếu đúng, hãy viết: {write}"


def is_slip(a: Symbol, b: Symbol) -> bool:
    """Whether two numbers of one kind and issuer differ by one digit: changed, left out, or swapped with the next."""
    same = (a.kind, a.issuer, a.form, a.year) == (b.kind, b.issuer, b.form, b.year)
    return same and a.number != b.number and edits(a.number.lstrip("0"), b.number.lstrip("0"), 1) <= 1


def cited_in(text: Manuscript) -> Iterator[Cited]:
    """Every number of a body with its line."""
    for passage, citation in text.citations:
        yield Cited(citation, passage.line_at(citation.start))


def near_numbers(
    directives: Iterable[Directive], posts: Mapping[str, Post], cited: Mapping[str, Sequence[Cited]]
) -> Iterator[Problem]:
    """Numbers that one post alone names, and that are a known one's but for a slip; `cited` are by path."""
    known: dict[tuple[str, str], list[Directive]] = {}
    alone = []
    for one in directives:
        if one.page or len(one.posts) + len(one.mentions) >= _KNOWN:
            known.setdefault((one.symbol.kind, one.symbol.issuer), []).append(one)
        elif len(one.posts) + len(one.mentions) == 1:
            alone.append(one)
    for one in alone:
        post = (*one.posts, *one.mentions)[0]
        like = known.get((one.symbol.kind, one.symbol.issuer), [])
        if near := next((other for other in like if _is_meant(one, other)), None):
            where = next((c for c in cited.get(post.path, ()) if c.citation.symbol.key == one.symbol.key), None)
            said = f"chưa có bài nào khác nhắc “{one.symbol.text}”; có phải ý bạn là “{near.symbol.text}”?"
            line, field = (where.line, "") if where else (post.lines.get("directive", 1), "directive")
            yield Problem(post.path, line, field, said, fatal=False, check="near_number")


def _is_meant(one: Directive, other: Directive) -> bool:
    """Whether two numbers are of one day; short ones have so many neighbours that a day is a must."""
    if not is_slip(one.symbol, other.symbol):
        return False
    if one.date and other.date:
        return one.date == other.date
    return not one.date and min(len(one.symbol.number), len(other.symbol.number)) >= _LONG
