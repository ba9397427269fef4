"""Line ends that authors meant: of poems, of signatures, of a list that follows its heading at once."""

import re
from collections.abc import Sequence
from itertools import pairwise

_BULLET = re.compile(r"[ ]{0,3}[-*+][ \u00a0]+\S")
_NUMBER = re.compile(r"[ ]{0,3}(\d{1,3})\.[ ]+\S")
_LETTERED = re.compile(r"\A[ ]*[a-zđ][.)][ ]+\S")
_MARKED = re.compile(
    r"[ ]{0,3}(?:[-–—+*][ ]+|\(?\d{1,3}[)/](?!\d)[ ]*|\d{1,2}(?:\.\d{1,2})+\.?[ ]+|\(?[a-zđ]\)[ ]*"
    r"|[^\w\s\x00-\u00ff\u2010-\u203a])"
)
_OPENING = re.compile(r"[-–—•\"“‘'(\[*_~…\d\s\u00a0]*")
_ENDING = re.compile(r"[.!?:;…][\"”’')*_]*\s*\Z")
_NO_TEXT = ("![", "{", "|", "\x02", "<", "[^")
WIDE_GAP = re.compile(r"(?<=[^\s.…_])[ ]{5,}+(?=[^\s.…_])")
"""By which columns are parted, as on paper; a row of dots is to be filled in."""
_NEAR = 20  # lines, within which the next item must come
_NARROW, _SHORT = 45, 60  # letters: a verse of any kind; a line that nobody would have broken off for its length


def is_item(line: str) -> bool:
    """Whether it begins as an item of a list does, `- ` say."""
    return _BULLET.match(line) is not None


def list_begins(lines: Sequence[str], *, in_item: bool = False) -> int | None:
    """The line of a paragraph with which a list begins; in an item of another list, one that begins so is enough."""
    for at, line in enumerate(lines[1:], 1):
        if _is_list(lines, at, line) or (in_item and is_item(line) and not lines[at - 1][-1:].isdigit()):
            return at
    return None


def _is_list(lines: Sequence[str], at: int, line: str) -> bool:
    introduced = lines[at - 1].rstrip().rstrip("*_").endswith(":")
    if is_item(line):
        return introduced or any(map(is_item, lines[at + 1 : at + _NEAR]))
    number = _NUMBER.match(line)
    if not number or (int(number[1]) != 1 and not introduced):
        return False
    following = (_NUMBER.match(later) for later in lines[at + 1 : at + _NEAR])
    return introduced or any(later and int(later[1]) == int(number[1]) + 1 for later in following)


def with_breaks(text: str) -> str:
    """A paragraph with two spaces, which make a line end stay, before each that was meant."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    narrow = longest <= _NARROW
    ragged = narrow or all(map(begins_anew, lines[1:]))
    count = sum(map(is_marked, lines))
    marked = count > 1 and (is_marked(lines[0]) or 2 * count >= len(lines))
    parts = [lines[0]]
    wide = ["     " in line and WIDE_GAP.search(line) is not None for line in lines]
    for (line, following), columns in zip(pairwise(lines), map(any, pairwise(wide)), strict=True):
        anew = narrow and following[:1] != " "
        anew = anew or (begins_anew(following) and _is_short(line, following, longest, ragged=ragged))
        anew = anew or columns or (marked and is_marked(following))
        meant = (
            anew
            and following.strip() != ""
            and not line.rstrip().endswith(("<br>", "<br/>", "<br />"))
            and not following.lstrip().startswith(_NO_TEXT)
        )
        parts[-1] = f"{line.rstrip()}  " if meant else line
        parts.append(following)
    return "\n".join(parts)


def _is_short(line: str, following: str, longest: int, *, ragged: bool) -> bool:
    """Whether the next word would have stood on the line, had it been broken off for its length alone."""
    if ragged and (longest <= _SHORT or _ENDING.search(line)):
        return True
    first, *_ = following.split(None, 1) or [""]
    return len(line) + 1 + len(first) < 0.8 * max(longest, _SHORT)


def is_broken_off(line: str, following: str, lines: Sequence[str]) -> bool:
    """Whether a line of several ends before its length would have asked for it."""
    return _is_short(line, following, max(map(len, lines)), ragged=all(map(begins_anew, lines[1:])))


def is_marked(line: str) -> bool:
    """Whether it begins with a dash, a number, a letter or a picture sign, as what is listed does: `👉`, `➢`, `1/`."""
    return _MARKED.match(line) is not None


def begins_anew(line: str) -> bool:
    """Whether a line begins with a capital, a number, a letter as `a)`, or a sign that begins something."""
    if _LETTERED.match(line):
        return True
    begun = _OPENING.match(line)
    rest = line[begun.end() :] if begun else line
    return rest[:1].isupper() or (not rest[:1].islower() and bool(begun and begun[0].strip())) or not rest
