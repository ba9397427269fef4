"""The fields of a post, each with the words from which it was guessed; what cannot be known is left out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.articles.summaries import LENGTH
from newsroom.vietnamese import nfc, slug
from word.authors import authors_in
from word.blocks import Block, Paragraph, paragraphs
from word.carried_out import directives_in
from word.casing import Usage, sentence_case
from word.events import event_in
from word.head_lines import is_kind, names_cell, without_label
from word.known import Known
from word.layout import Layout

REQUIRED = ("title", "author", "cell", "date")
_SCHOOL = r"(?:TH ?& ?THCS|THCS|THPT|TH|Tiểu học|tiểu học|Mầm non|mầm non|MN)"
_WORD = r"[^\W\d_a-zà-ỹ][^\W\d_]*"
_CELL = re.compile(rf"[Cc]hi bộ (?:[Tt]rường )?(?:{_SCHOOL} )?{_WORD}(?: {_WORD}){{0,3}}")
_LEARNT = 200  # paragraphs from which the spelling of names is learnt
_ORNAMENTS = re.compile(r"\A[^\w“\"‘'(]+|[^\w”\"’')!?…]+\Z")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=\S)")

Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Guesses:
    """Values by field, as they are written in a head, and the words they came from."""

    fields: Mapping[str, Value]
    words: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that a published post must have."""
        return tuple(field for field in REQUIRED if field not in self.fields)


def guess(layout: Layout, known: Known, name: str = "") -> Guesses:
    """All that a text tells of itself, and the name of its file of the day."""
    texts = [one.text for one in paragraphs(layout.body) if one.text]
    usage = Usage.of([*texts[:_LEARNT], known.prose()])
    found = [
        *_title(layout, usage), *_author(layout, known), *_cell(layout, texts, usage, known),
        *_date(layout, texts, name), *_directives(texts), *_summary(layout.body),
    ]  # fmt: skip
    fields: dict[str, Value] = {field: said for field, said, _ in found}
    words = {field: told for field, _, told in found}
    for campaign, told in _campaign(fields, words, texts, known):
        fields["campaign"], words["campaign"] = campaign, told
    return Guesses(fields, words)


NOTHING = Guesses({}, {})

_Found = Iterator[tuple[str, Value, str]]


def _title(layout: Layout, usage: Usage) -> _Found:
    lines = [" ".join(nfc(one).split()) for one in layout.titles]
    if lines[1:] and is_kind(lines[0]):
        lines[0] = f"{sentence_case(lines[0], usage)}:"
    if joined := _ORNAMENTS.sub("", " ".join(lines)):
        yield "title", sentence_case(joined, usage), " ".join(lines)


def _author(layout: Layout, known: Known) -> _Found:
    found = [(known.near("author", name) or name, line) for name, line in authors_in(layout.credits)]
    names = tuple(dict.fromkeys(name for name, _ in found))
    if names:
        lines = "; ".join(dict.fromkeys(line for _, line in found))
        yield "author", names if len(names) > 1 else names[0], lines


def _cell(layout: Layout, texts: Sequence[str], usage: Usage, known: Known) -> _Found:
    """The head's, else the one named most often, the first of those; in the site's spelling where it has one."""
    labelled = [bare for text in texts[:3] if (bare := without_label(text)) != nfc(text) and len(text) < 90]
    named = [found[0] for text in [*layout.titles, *texts] for found in _CELL.finditer(nfc(text))]
    heads = [one for one in [*layout.cells, *labelled] if len(slug(one).split("-")) > 2]
    for head in heads:
        told = without_label(" ".join(nfc(head).split()).strip(" .:*-()"))
        same = (one for one in named if slug(one) == slug(told))
        yield "cell", known.near("cell", told) or next(same, "") or sentence_case(told, usage), head
        return
    if name := _known_cell([*layout.titles, *texts], known):
        yield "cell", name, name
        return
    for name, _ in Counter(named).most_common():
        if names_cell(name):
            yield "cell", known.near("cell", name) or name[:1].upper() + name[1:], name
            return


def _known_cell(texts: Sequence[str], known: Known) -> str:
    """The cell of the site that is named most often."""
    told, times = f"-{slug(' '.join(texts))}-", Counter[str]()
    for key, name in known.names.get("cell", {}).items():
        times[name] += told.count(f"-{key}-")
    return next((name for name, count in times.most_common(1) if count), "")


def _date(layout: Layout, texts: Sequence[str], name: str) -> _Found:
    if event := event_in([*layout.titles, *texts], [*layout.letterhead, *layout.signature], name):
        yield "date", event.day.isoformat(), event.words


def _directives(texts: Sequence[str]) -> _Found:
    found = list(directives_in(texts))
    if found:
        names = tuple(citation.symbol.text for citation, _ in found)
        yield "directive", names if len(names) > 1 else names[0], "; ".join(words for _, words in found)


def _campaign(
    fields: Mapping[str, Value], words: Mapping[str, str], texts: Sequence[str], known: Known
) -> Iterator[tuple[str, str]]:
    """The one that a document's page opens, else one that title or lead name."""
    named = fields.get("directive", ())
    for name in (named,) if isinstance(named, str) else named:
        if campaign := known.campaigns.get(slug(name)):
            yield campaign, f"{name} ({words['directive']})"
            return
    for text in [str(fields.get("title", "")), *texts[:3]]:
        for key, campaign in sorted(known.names.get("campaign", {}).items(), key=lambda one: -len(one[0])):
            if f"-{key}-" in f"-{slug(text)}-" and len(key) > 5:
                yield campaign, campaign
                return


def _summary(body: Sequence[Block]) -> _Found:
    """The lead: a first paragraph that stands out, else the first sentences that fit."""
    first = next((one for one in body if isinstance(one, Paragraph) and len(one.text) > 60 and not one.look.item), None)
    if first is None:
        return
    if first.is_all("bold") or first.is_all("italic"):
        yield "summary", first.text, first.text
        return
    sentences, kept = _SENTENCES.split(first.text), ""
    for sentence in sentences:
        if kept and len(kept) + len(sentence) > LENGTH:
            break
        kept = f"{kept} {sentence}".strip()
    if len(kept) < 2 * LENGTH:
        yield "summary", kept, first.text
