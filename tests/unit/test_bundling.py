"""Modules that readers get as one file say the same as they do apart."""

import re
from pathlib import Path

import pytest

from newsroom.bundling import bundled, bundles

ASSETS = Path(__file__).resolve().parents[2] / "overrides/assets"
ENGINE = "javascripts/search/engine.js"
MODULES = {
    "a/all.js": 'export {twice} from "./b.js"\nexport {Kept} from "./c.js"\n',
    "a/b.js": 'import {TEN, ten} from "./d.js"\n\nconst ONE = 2\nexport const twice = () => ONE * TEN + ten()\n',
    "a/c.js": 'import {ten} from "./d.js"\n\nconst ONE = 1\nexport class Kept {\n  one = ten() + ONE\n}\n',
    "a/d.js": "export const TEN = 10\nexport function ten() {\n  return TEN\n}\nexport async function* later() {}\n",
}


def test_each_module_is_there_once_behind_what_it_imports() -> None:
    text, paths = bundled("a/all.js", MODULES.__getitem__)
    assert paths == ("a/d.js", "a/b.js", "a/c.js")
    assert [found[1] for found in re.finditer(r"^const (\$\w) = ", text, re.M)] == ["$d", "$b", "$c"]
    assert "const {TEN, ten} = $d" in text and "return {TEN, ten, later}" in text
    assert text.endswith("export const {twice} = $b\nexport const {Kept} = $c\n")


@pytest.mark.parametrize(
    "line",
    [
        'import x from "./d.js"',
        'import * as d from "./d.js"',
        'export * from "./d.js"',
        "export default 1",
        "export let a",
    ],
)
def test_a_form_that_is_not_known_is_told(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"a/b.js: {line}")):
        bundled("a/all.js", {**MODULES, "a/b.js": f"{line}\n"}.__getitem__)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("a/all.js", 'export {twice} from "./b.js"\nstart()\n', "a/all.js: start()"),
        ("a/all.js", 'export {thrice} from "./b.js"\n', "a/all.js: thrice"),
        ("a/d.js", "export const TEN = 10, ten = () => TEN\n", "a/b.js: ten"),
        ("a/b.js", 'import {ten as twice} from "./d.js"\n', "a/b.js: ten as twice"),
        ("a/d.js", 'import {twice} from "./b.js"\n', "a/b.js: ./d.js"),
    ],
)
def test_nothing_is_lost_in_silence(path: str, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        bundled("a/all.js", {**MODULES, path: text}.__getitem__)


def test_no_script_asks_for_a_module_that_went_into_a_bundle() -> None:
    taken = {path for bundle in bundles(ASSETS).values() for path in bundle.paths}
    for path in ASSETS.rglob("*.js"):
        name = path.relative_to(ASSETS).as_posix()
        if name not in (ENGINE, *taken):
            code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
            asked = re.findall(r'(?:from |import\()"([^"]+)"', code)
            there = [(path.parent / one).resolve().relative_to(ASSETS).as_posix() for one in asked]
            assert not taken.intersection(there), name


def test_the_engine_is_one_file_in_which_nothing_asks_for_another_at_once() -> None:
    text, paths = bundles(ASSETS)[ENGINE]
    assert len(paths) >= 10 and not re.search(r"^import\b", text, re.M)
    assert set(re.findall(r"^export const \{([^}]+)\}", text, re.M)) >= {"answer", "Index", "Files, LoadError"}
