"""A paragraph as its runs see it: its style, the words beside it, and the old fonts whose text is to be converted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from word.old_fonts import Encoding, encoding_of, is_unicode, reads_better, to_unicode
from word.ooxml import W, local
from word.styles import Styles, font_of


@dataclass(frozen=True)
class Line:
    """`converted` are encodings that the text is really in, `samples` their text before and after."""

    style: str
    near: str
    converted: frozenset[Encoding] = frozenset()
    samples: tuple[tuple[str, tuple[str, str]], ...] = ()
    linked: bool = False

    @classmethod
    def of(cls, parts: Iterable[Element], style: str, near: str, styles: Styles, *, keep_fonts: bool) -> "Line":
        """A font is judged by all that is set in fonts of its kind in the paragraph: a run may be one letter."""
        before, after = dict[Encoding, str](), dict[Encoding, str]()
        for run in () if keep_fonts else _runs(parts):
            font = font_of(styles.run(run.find(W + "rPr"), style), styles.theme)
            text = raw_text(run)
            if (encoding := encoding_of(font)) and not is_unicode(text, encoding, font):
                before[encoding] = before.get(encoding, "") + text
                after[encoding] = after.get(encoding, "") + to_unicode(text, encoding, font)
        found = [one for one in before if reads_better(before[one], after[one])]
        samples = tuple((one, (before[one], after[one])) for one in found)
        return cls(style, near, frozenset(found), samples)


def raw_text(run: Element) -> str:
    """The letters of a run; Word keeps the soft hyphen, which is a letter in TCVN3, as an element."""
    others = {W + "softHyphen": "\xad", W + "tab": " "}
    return "".join((one.text or "") if one.tag == W + "t" else others.get(one.tag, "") for one in run)


def _runs(parts: Iterable[Element]) -> Iterator[Element]:
    for part in parts:
        if part.tag == W + "r":
            yield part
        elif local(part) not in ("del", "moveFrom", "pPr"):
            yield from _runs(part)
