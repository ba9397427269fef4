"""Scripts say the same to a browser when readers get them without what only those who write them need."""

from pathlib import Path

import pytest
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment

from newsroom.bundling import bundles
from newsroom.minifying import minified

SCRIPTS = Path(__file__).resolve().parents[2] / "overrides/assets/javascripts"
PATHS = sorted(path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.rglob("*.js"))


def tokens(script: str) -> list[str]:
    """What is neither white space between tokens nor a comment, as written."""
    found = JavascriptLexer().get_tokens(script)
    return [text for kind, text in found if text.strip() and kind not in Comment]


def test_the_tokens_of_a_bundle_stay() -> None:
    for path, bundle in bundles(SCRIPTS.parent).items():
        assert tokens(minified(path, bundle.text)) == tokens(bundle.text)


@pytest.mark.parametrize("path", PATHS)
def test_the_tokens_of_a_script_stay(path: str) -> None:
    script = (SCRIPTS / path).read_text(encoding="utf-8")
    assert tokens(minified(path, script)) == tokens(script)


def test_a_changed_string_would_be_seen() -> None:
    assert tokens("a = `b  c`") != tokens("a = `b c`")
    assert tokens("a = /b  c/") != tokens("a = /b c/")


def test_comments_and_indents_go() -> None:
    assert minified("a.js", "/** Why. */\nconst a = () => {\n  b()  // how\n}\n") == "const a=()=>{b()}"
    assert minified("a.css", "/* why */\na { color: red; }\n") == "a{color:red}"
