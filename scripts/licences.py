"""Lists what the site is built with and under which licences, from the packages' own words: `licences [--dev]`."""

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
_LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_CLASS = "License :: "


def locked(*locks: Path) -> list[str]:
    """The names of all packages of some lock files."""
    return sorted({name for lock in locks for name in _LOCKED.findall(lock.read_text(encoding="utf-8"))})


def licence(package: Distribution) -> str:
    """As an SPDX expression where the package has one, else in the words of its classifiers or of its field."""
    data = package.metadata
    classes = [one.removeprefix(_CLASS) for one in data.get_all("Classifier", []) if one.startswith(_CLASS)]
    named = [one.rpartition(" :: ")[2] for one in classes if one != "OSI Approved"]
    field = "".join(data.get_all("License", [])).strip()
    written = "" if "\n" in field or len(field) > 80 else field  # some put the whole text there
    return (
        "".join(data.get_all("License-Expression", []))
        or ", ".join(named)
        or written
        or _first_line(field or _file(package))
    )


def _file(package: Distribution) -> str:
    """The licence that comes along, empty where none does."""
    names = [one for one in package.files or () if one.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))]
    return next((text for name in names if (text := name.read_text())), "")


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "không ghi")


def rows(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of those that are installed: some are for other systems."""
    for name in names:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield name, found.version, licence(found)


def main(arguments: Sequence[str]) -> int:
    """The exit code: 1 when a package does not say its licence."""
    if not {*arguments} <= {"--dev"}:
        print("Cách dùng: python scripts/run.py licences [--dev]", file=sys.stderr)
        return 2
    listed = [*rows(locked(*(ROOT / name for name in LOCKS[: 2 if arguments else 1])))]
    width = max(len(name) + len(version) for name, version, _ in listed) + 1
    for name, version, terms in listed:
        print(f"{f'{name} {version}':{width}}  {terms}")
    return int(any(terms == "không ghi" for _, _, terms in listed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
