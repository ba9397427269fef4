"""Built sites compared: every byte, no file more, no empty folder."""

import shutil
from pathlib import Path

APART = ("site", "site.*", ".cache", "__pycache__")


def differences(found: Path, wanted: Path) -> list[str]:
    """A line for each path that is not the same in both trees."""
    a, b = contents(found), contents(wanted)
    lines = [f"{path}: only in {found.name}" for path in a.keys() - b.keys()]
    lines += [f"{path}: missing in {found.name}" for path in b.keys() - a.keys()]
    return sorted(lines + [f"{path}: {_first(a[path], b[path])}" for path in a.keys() & b.keys() if a[path] != b[path]])


def contents(tree: Path) -> dict[str, bytes | None]:
    """Bytes of files and None for folders, by path; nothing at all when there is no tree."""
    return {path.relative_to(tree).as_posix(): None if path.is_dir() else path.read_bytes() for path in tree.rglob("*")}


def _first(a: bytes | None, b: bytes | None) -> str:
    if a is None or b is None:
        return "a file in one, a folder in the other"
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"…{a[max(at - 60, 0) : at + 60]!r} instead of …{b[max(at - 60, 0) : at + 60]!r}"


def copy_sources(project: Path, target: Path) -> None:
    """A project without anything built, in another folder; empty folders stay behind."""
    for path in sorted(project.rglob("*")):
        inside = path.relative_to(project)
        if path.is_file() and not any(inside.parts[0].startswith(name.rstrip("*")) for name in APART):
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target / inside)


def copy_code(project: Path, target: Path) -> None:
    """Hooks, templates and scripts of a project, in another folder, where they may be changed."""
    for name in ("hooks", "overrides", "scripts"):
        shutil.copytree(project / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))


def insert(path: Path, before: str, text: str) -> None:
    """Adds text to a file, in front of a piece that stands there once."""
    whole = path.read_text(encoding="utf-8")
    assert whole.count(before) == 1, f"{path.name}: {before!r}"
    path.write_text(whole.replace(before, text + before), encoding="utf-8")
