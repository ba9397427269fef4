"""Nothing English reaches a reader: neither from templates nor from Markdown extensions."""

import re
from collections.abc import Iterator
from pathlib import Path

from conftest import MakeSite
from making_pictures import as_bytes, photo_like
from newsroom.vietnamese import fold
from small_site import Seen, read, usual_settings

SAMPLES = {
    "abbr": "Chi bộ CB.\n\n*[CB]: chi bộ",
    "admonition": "!!! note\n    Chữ.\n\n!!! warning\n    Chữ.\n\n!!! success\n    Chữ.",
    "attr_list": "## Mục {#muc-rieng}",
    "fenced_code": "```python\nchu\n```",
    "footnotes": "Câu[^1] và câu[^2], lại câu[^1].\n\n[^1]: Chú.\n[^2]: Chú.",
    "md_in_html": '<div markdown="1">\nĐoạn *nghiêng*.\n</div>',
    "pymdownx.caret": "10^6^ đồng, ^^chữ^^.",
    "pymdownx.critic": "{++thêm++} {--bớt--}",
    "pymdownx.details": "??? note\n    Chữ.\n\n???+ warning\n    Chữ.\n\n??? tip\n    Chữ.",
    "pymdownx.highlight": "```python\nchu\n```",
    "pymdownx.mark": "==chữ==",
    "pymdownx.superfences": "```python\nchu\n```",
    "pymdownx.tabbed": '=== "Một"\n\n    Chữ.\n\n=== "Hai"\n\n    Chữ.',
    "pymdownx.tasklist": "- [x] Xong\n- [ ] Chưa",
    "pymdownx.tilde": "H~2~O",
    "sane_lists": "1. Một\n\n- Hai",
    "tables": "| Một | Hai |\n|---|---|\n| ba | bốn |",
    "toc": "[TOC]\n\n## Một mục\n\n### Mục con",
}
"""What shows all that an extension may say by itself."""
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnprstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?", re.IGNORECASE
)
_NAMES = {"excel", "facebook", "javascript", "zalo"}
SAID = ("alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title")


def test_pages_with_every_extension_say_nothing_in_english(make_site: MakeSite) -> None:
    site = make_site()
    body = "\n\n".join(SAMPLES[name] for name in _extensions())
    site.build({
        "bai-viet/a.md": {"title": "Một", "campaign": "Học tập", "directive": "27-HD/ĐU", "image": "a.jpg",
                          "attachments": [{"path": "b.pdf", "title": "Bản"}], "body": f"![Ảnh](a.jpg)\n\n{body}\n"},
        "bai-viet/a.jpg": as_bytes(photo_like(900, 600), "JPEG"),
        "bai-viet/b.pdf": "x",
        **{f"bai-viet/{n}.md": {"title": "Bài", "campaign": "Học tập", "updated": "02/4/2022"} for n in range(12)},
        "trang.md": f"# Trang\n\n{body}\n",
    })  # fmt: skip
    pages = {path.relative_to(site.site).as_posix(): path for path in site.site.rglob("*.html")}
    assert {"404.html", "index.html", "tim-kiem/index.html", "bai-viet/a/index.html", "trang/index.html"} <= set(pages)
    found = {name: words for name, path in pages.items() if (words := _foreign(_read(path)))}
    assert found == {}


def _extensions() -> list[str]:
    return [one if isinstance(one, str) else next(iter(one)) for one in usual_settings()["markdown_extensions"]]


def _foreign(page: Seen) -> set[str]:
    """Words that are no Vietnamese syllables, nor abbreviations, nor names."""
    said = " ".join([page.text, *_said(page)])
    words = re.findall(r"[^\W\d_]+", re.sub(r"\S+@\S+|\S*(?:https?:|/)\S*", " ", said))
    return {one for one in words if not one.isupper() and one.lower() not in _NAMES and not _is_syllable(one)}


def _said(page: Seen) -> Iterator[str]:
    for tag, attributes in page.elements:
        yield from (attributes[name] for name in SAID if name in attributes)
        if tag == "meta" and ("description" in attributes.get("name", attributes.get("property", ""))):
            yield attributes["content"]


def _is_syllable(word: str) -> bool:
    return _SYLLABLE.fullmatch(fold(word)) is not None


def test_english_would_be_seen() -> None:
    page = read('<p title="Jump back to footnote 1">Note Trở lại <img alt="Picture"></p><input placeholder="Search">')
    assert _foreign(page) == {"Jump", "back", "footnote", "Note", "Picture", "Search"}


def _read(path: Path) -> Seen:
    """With the words of neighbouring elements apart."""
    return read(path.read_text("utf-8").replace("<", " <"))
