"""Whether mkdocs.yml can be loaded at all, told before MkDocs tries.

YAML may name a part once and show it many times, parts of such parts too: ten lines hold more values than there is
memory. What they would hold is counted while they are read, and nothing is made of them.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from newsroom import site_address

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MOST_VALUES = 100_000  # a navigation of 5,000 pages has 15,000
MOST_DEPTH = 50
MOST_LETTERS = 20_000  # of a value
_NUMBER = re.compile(r"[-+]?[\da-fA-F_:.xo]{300,}")  # Python reads and prints no more than 4,300 digits
_MANY = (
    f"tệp này có quá {MOST_VALUES:,} giá trị, kể cả những giá trị mà dấu * lặp lại; hãy bỏ dấu & và * (hoặc <<), "
    "chỉ ghi những giá trị cần dùng"
).replace(",", ".", 1)
_ENDLESS = "dấu * này đưa một giá trị vào chính nó; hãy bỏ dấu * ấy"
_DEEP = f"giá trị lồng nhau quá {MOST_DEPTH} lớp; hãy bỏ bớt dấu [, {{ hay khoảng trắng đầu dòng"
_LONG = f"giá trị dài quá {MOST_LETTERS:,} chữ cái; hãy viết ngắn lại, hoặc xem có thiếu dấu nháy đóng không".replace(
    ",", ".", 1
)
_DIGITS = "số quá dài; hãy viết ngắn lại, hoặc đặt giá trị trong dấu nháy kép"
_PARENTS = "INHERIT đưa các tệp cài đặt vào chính chúng; hãy bỏ dòng INHERIT"


class _Excess(Exception):
    """What no settings need; carries what to do about it."""


def fault_in(config: Path, environment: Mapping[str, str]) -> str:
    """What keeps the settings from being loaded, or is wrong with the site's address, in one line; else nothing."""
    return excess_in(config) or site_address.fault_in(config, environment)


def excess_in(config: Path) -> str:
    """Where a file of settings, or one that it inherits from, holds more than can be loaded, and what to do."""
    read = list[Path]()
    place: Path | None = config
    while place and place not in read:
        read.append(place)
        try:
            text = place.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""
        if said := excess_of(text):
            return f"{place.name}:{said}"
        place = _parent_of(text, place)
    return f"{config.name}: {_PARENTS}" if place else ""


def excess_of(text: str) -> str:
    """The line of the first such place in a text, and what to do; others tell of what cannot be parsed."""
    counter, line = _Counter(), 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            line = event.start_mark.line + 1 if event.start_mark else 0
            counter.take(event)
    except _Excess as excess:
        return f"{line}: {excess}"
    except (yaml.YAMLError, ValueError):
        return ""
    return ""


class _Counter:
    """Counts the values that a text holds, what is shown again as often as it is shown. Raises _Excess."""

    def __init__(self) -> None:
        self._count = 0
        self._open = list[tuple[str, int]]()  # names of what has begun, and the count before it
        self._sizes = dict[str, int]()

    def take(self, event: yaml.Event) -> None:
        """The next event of the parser."""
        if isinstance(event, yaml.AliasEvent):
            self._repeat(event.anchor or "")
        elif isinstance(event, yaml.ScalarEvent):
            _check(event)
            self._add(1)
            self._sizes[event.anchor or ""] = 1
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event.anchor or "", self._count))
            self._add(1)
            if len(self._open) > MOST_DEPTH:
                raise _Excess(_DEEP)
        elif isinstance(event, yaml.CollectionEndEvent):
            name, before = self._open.pop()
            self._sizes[name] = self._count - before

    def _repeat(self, name: str) -> None:
        if any(name == one for one, _ in self._open):
            raise _Excess(_ENDLESS)
        self._add(self._sizes.get(name, 0))

    def _add(self, count: int) -> None:
        self._count += count
        if self._count > MOST_VALUES:
            raise _Excess(_MANY)


def _check(scalar: yaml.ScalarEvent) -> None:
    if len(scalar.value) > MOST_LETTERS:
        raise _Excess(_LONG)
    if scalar.implicit[0] and _NUMBER.fullmatch(scalar.value):
        raise _Excess(_DIGITS)


def _parent_of(text: str, place: Path) -> Path | None:
    """The file that MkDocs would load before this one."""
    if "INHERIT" not in text:
        return None
    return next((Path(place.parent, path).resolve() for path in _inherited(text)), None)


def _inherited(text: str) -> Iterator[str]:
    try:
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError):
        return
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "INHERIT" and isinstance(value, yaml.ScalarNode):
            yield value.value
