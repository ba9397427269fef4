"""Settings that would take more time or memory than there is are refused at their line, before they are loaded."""

from itertools import pairwise
from pathlib import Path

import pytest

from constructs import is_quick
from newsroom.settings_file import MOST_DEPTH, MOST_VALUES, excess_in
from small_site import PROJECT


def _levels(form: str, count: int = 12) -> str:
    """Each level shows the one before it nine times."""
    names = [chr(ord("a") + number) for number in range(count)]
    rest = (form.format(name, above) for above, name in pairwise(names))
    return "\n".join((f"a: &a {'{x: y}' if '<<' in form else '[x]'}", *rest, ""))


LISTS = _levels(f"{{0}}: &{{0}} [{', '.join(['*{1}'] * 9)}]")
MERGES = _levels(f"{{0}}: &{{0}} {{{{<<: [{', '.join(['*{1}'] * 9)}]}}}}")
IN_ONE = f"nav: {LISTS.splitlines()[0][3:]}\nextra:\n" + "".join(f"  {line}\n" for line in LISTS.splitlines())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (LISTS, 6, "hãy bỏ dấu & và *"),
        (MERGES, 6, "hãy bỏ dấu & và *"),
        (IN_ONE.replace("nav: &a", "nav: &n"), 8, "hãy bỏ dấu & và *"),
        ("a: b\nc: &c [d, [*c]]\n", 2, "hãy bỏ dấu *"),
        ("a: b\nc: &c\n  d: *c\n", 3, "hãy bỏ dấu *"),
        (f"a: b\nc: {'[' * 5000}", 2, "lồng nhau"),
        ("".join(f"{'  ' * depth}a:\n" for depth in range(3000)), MOST_DEPTH + 1, "lồng nhau"),
        ("a:\n" + "- b\n" * MOST_VALUES, MOST_VALUES - 1, "giá trị"),
        (f"a: b\nc: 1{':1' * 100_000}", 2, "hãy viết ngắn lại"),
        (f"a: b\nc: 1{':1' * 5_000}.5", 2, "số quá dài"),
        (f"a: b\nc: {'9' * 5000}", 2, "số quá dài"),
        (f"a: b\nc: 0x{'f' * 5000}", 2, "số quá dài"),
    ],
)
def test_more_than_can_be_loaded_is_told_at_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    assert is_quick(lambda: excess_in(config), 2)
    found = excess_in(config)
    assert found.startswith(f"mkdocs.yml:{line}: ")
    assert said in found


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [b, c]\nd: [*a, *a]\ne: {<<: {f: g}}\n",
        f'a: "{"9" * 5000}"\nb: {"chữ " * 1000}\n',
        "nav:\n" + "".join(f"- Bài số {number}: bai-viet/{number}.md\n" for number in range(5000)),
        "a: [",
        "a: *b",
        "",
        "\0",
    ],
)
def test_what_can_be_loaded_or_is_told_by_others_is_let_through(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert not excess_in(tmp_path / "mkdocs.yml")


def test_our_own_settings_are_let_through() -> None:
    assert not excess_in(PROJECT / "mkdocs.yml")


def test_what_is_inherited_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "goc.yml").write_text(LISTS, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: goc.yml\nsite_name: A\n", encoding="utf-8")
    assert excess_in(tmp_path / "mkdocs.yml").startswith("goc.yml:6: ")
    (tmp_path / "goc.yml").write_text("'INHERIT': ./mkdocs.yml\n", encoding="utf-8")
    assert excess_in(tmp_path / "mkdocs.yml").startswith("mkdocs.yml: INHERIT ")
