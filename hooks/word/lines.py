"""A paragraph as its runs see it: its style, the words beside it, and the old fonts whose text is to be converted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from word.old_fonts import Encoding, encoding_of, is_unicode, reads_better, to_unicode
from word.ooxml import W, local
from word.styles import Styles, font_of


@dataclass(frozen=True)
class Line:
    """`near` are the words by which its place is told, none of them hidden; `converted` are encodings that the text is
    really in, `samples` their text before and after.
    """

    style: str
    near: str
    converted: frozenset[Encoding] = frozenset()
    samples: tuple[tuple[str, tuple[str, str]], ...] = ()
    linked: bool = False

    @classmethod
    def of(cls, parts: Iterable[Element], style: str, near: str, styles: Styles, *, keep_fonts: bool) -> "Line":
        """A font is judged by all that is set in fonts of its kind in the paragraph: a run may be one letter."""
        before, after, seen = dict[Encoding, str](), dict[Encoding, str](), list[tuple[str, Encoding, str]]()
        for run in _runs(parts):
            looks, text = styles.run(run.find(W + "rPr"), style), raw_text(run)
            if looks.is_hidden:
                continue
            font = font_of(looks.chain, styles.theme)
            encoding = "" if keep_fonts or is_unicode(text, encoding_of(font), font) else encoding_of(font)
            if encoding:
                before[encoding] = before.get(encoding, "") + text
                after[encoding] = after.get(encoding, "") + to_unicode(text, encoding, font)
            seen.append((text, encoding, font))
        found = [one for one in before if reads_better(before[one], after[one])]
        samples = tuple((one, (before[one], after[one])) for one in found)
        words = (to_unicode(text, one, font) if one in found else text for text, one, font in seen)
        return cls(style, "".join(words).strip() or near, frozenset(found), samples)


def raw_text(run: Element) -> str:
    """The letters of a run; Word keeps the soft hyphen, which is a letter in TCVN3, as an element."""
    others = {W + "softHyphen": "\xad", W + "noBreakHyphen": "-", W + "tab": " ", W + "br": " ", W + "cr": " "}
    return "".join((one.text or "") if one.tag == W + "t" else others.get(one.tag, "") for one in run)


def _runs(parts: Iterable[Element]) -> Iterator[Element]:
    for part in parts:
        if part.tag == W + "r":
            yield part
        elif local(part) not in ("del", "moveFrom", "pPr"):
            yield from _runs(part)
