"""What the site knows already: names of cells, authors and campaigns as it writes them, and documents by number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.citations import parse_symbol
from newsroom.frontmatter.sources import read_source
from newsroom.problems import suggest
from newsroom.vietnamese import nfc, slug

_FOLDERS = {"chi-bo": "cell", "tac-gia": "author", "chuyen-de": "campaign"}
Fields = Mapping[str, object]


@dataclass(frozen=True)
class Known:
    """Names by slug for each field; campaigns by the number of the document that opens them."""

    names: Mapping[str, Mapping[str, str]]
    campaigns: Mapping[str, str]

    def near(self, field: str, name: str) -> str:
        """The site's own spelling of a name, whatever its marks; empty when it has none like it."""
        names = self.names.get(field, {})
        found = names.get(slug(name))
        if found is None and field == "cell":
            by_bare = {_bare(key): one for key, one in names.items()}
            near = suggest(_bare(slug(name)), by_bare)
            found = by_bare.get(_bare(slug(name))) or (by_bare[near] if near else None)
        return found or ""

    def prose(self) -> str:
        """All names as a text in which letters are capital where they should be: a campaign's first for its place."""
        named = ((field, name) for field, names in self.names.items() for name in names.values())
        return ". ".join(name if field == "campaign" else f"và {name}" for field, name in named)


def read_known(docs: Path) -> Known:
    """Pages and posts of docs/, read for their heads alone."""
    names: dict[str, dict[str, str]] = {"cell": {}, "author": {}, "campaign": {}}
    campaigns: dict[str, str] = {}
    for folder, field in _FOLDERS.items():
        for fields in _heads(docs / folder):
            title = _text(fields.get("title"))
            if title:
                for name in (title, *_listed(fields.get("aliases"))):
                    names[field].setdefault(slug(name), title)
    for fields in _heads(docs / "van-ban"):
        symbol, opened = parse_symbol(_text(fields.get("symbol"))), _listed(fields.get("campaign"))
        if symbol and opened:
            campaigns[symbol.key] = opened[0]
    for fields in _heads(docs / "bai-viet"):
        for field, own in names.items():
            for name in _listed(fields.get(field)):
                own.setdefault(slug(name), name)
    return Known(names, campaigns)


def _heads(folder: Path) -> Iterable[Fields]:
    for path in sorted(folder.rglob("*.md")):
        if path.parent == folder and path.name == "index.md":
            continue
        try:
            source, _ = read_source(path.name, path.read_bytes())
        except OSError:
            continue
        if source:
            yield source.fields


def _bare(key: str) -> str:
    return "-".join(part for part in key.split("-") if part != "truong")


def _listed(value: object) -> list[str]:
    return [text for one in (value if isinstance(value, list) else [value]) if (text := _text(one))]


def _text(value: object) -> str:
    return " ".join(nfc(value).split()) if isinstance(value, str) else ""
