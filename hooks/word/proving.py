"""A body that shows what Word showed: written by rule, read as the site will show it, and where the two differ again.

No rule of escaping is right for every text: what signs mean depends on all that stands around them. So the site's own
Markdown has the last word.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from word.headings import Part
from word.meant import meant_by, meant_by_notes
from word.seen import Seen, letters, seen, seen_on
from word.writing import NOTES, Writer

Render = Callable[[str], str]
_SHOWN = 60  # letters of a place


def proven_body(writer: Writer, parts: Sequence[Part], render: Render) -> tuple[str, tuple[str, ...]]:
    """The body, and a sentence where even the last way to write it shows something else."""
    body = writer.body(parts)
    if _differs(writer, parts, render) < 0:
        return body, ()
    own = [replace(writer, numbers={}) for _ in parts]
    wrong = {at for at, part in enumerate(parts) if _differs(own[at], [part], render) >= 0}
    for exact in (frozenset(wrong), frozenset({*wrong, NOTES}), frozenset(range(NOTES, len(parts)))):
        at = _differs(writer, parts, render, exact)
        if at < 0:
            return writer.body(parts, exact), ()
    wanted = letters(_meant(writer, parts))
    said = (
        f"Trang có thể không hiện đúng như Word ở chỗ “{wanted[max(0, at - 10) : at + _SHOWN].strip()}”; hãy xem lại."
    )
    return writer.body(parts, exact), (said,)


def _differs(writer: Writer, parts: Sequence[Part], render: Render, exact: AbstractSet[int] = frozenset()) -> int:
    """The letter at which page and Word begin to differ, -1 for none."""
    shown, wanted = seen_on(render(writer.body(parts, exact))), _meant(writer, parts)
    if shown == wanted:
        return -1
    pairs = enumerate(zip(shown, wanted, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(shown), len(wanted)))


def _meant(writer: Writer, parts: Sequence[Part]) -> Seen:
    return seen([*(piece for part in parts for piece in meant_by(part, writer)), *meant_by_notes(writer)])
