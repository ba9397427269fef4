"""The HTML of a page's own text → Markdown of plain Python-Markdown and the extensions that Material asks for."""

import re
from collections.abc import Iterable
from functools import lru_cache

import markdown
from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from prose.converter import NOTE, NOTE_END, PLACE, Address
from prose.proving import Written, to_markdown

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "fenced_code", "footnotes", "md_in_html", "pymdownx.details",
    "pymdownx.tasklist", "sane_lists", "tables", "toc",
)  # fmt: skip
"""Those by which the exported text is read back here, and which the exported settings name."""

_HEADING, _OURS = re.compile(r"h[1-6]"), re.compile(r"fn(?:ref\d*)?:|__")
_HOLDING_TEXT = ("p", "li", "td", "th")
_IN_A_LINE = ("a", "abbr", "b", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "s", "small", "span", "strong")


def as_markdown(html: str, address: Address) -> Written:
    """A finished body; `address` gives where its links lead in the export, empty where nothing is."""
    soup = BeautifulSoup(html, "html.parser")
    _simplify(soup, address)
    notes = _take_notes(soup)
    body = to_markdown(soup, _shown, address)
    made = [body, *(to_markdown(note, _shown, address) for _, note in notes)]
    whole = "\n".join(one.text for one in made)
    texts = [_note(key, one.text, whole) for (key, _), one in zip(notes, made[1:], strict=True)]
    parts = (body.text, *(text for text in texts))
    return Written("\n\n".join(filter(None, parts)), sum(one.raw for one in made), all(one.proven for one in made))


def _note(key: str, text: str, whole: str) -> str:
    """A note; one that nothing refers to is a text at the end, as a way back from it would lead nowhere."""
    return f"[^{key}]: " + text.replace("\n", "\n    ") if f"[^{key}]" in whole else text


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS))


def _shown(text: str) -> str:
    converter = _converter()
    converter.reset()
    return converter.convert(text)


def _take_notes(soup: BeautifulSoup) -> list[tuple[str, Tag]]:
    """Takes out what stands at the end of a text, and puts marks where it is referred to."""
    for mark in soup.select("sup:has(> a.footnote-ref)"):
        link = mark.find("a")
        key = str(link["href"]).partition("#fn:")[2] if isinstance(link, Tag) else ""
        mark.replace_with(f"{NOTE}{key}{NOTE_END}")
    found = []
    for box in soup.select("div.footnote"):
        for item in box.select("li[id]"):
            for back in item.select("a.footnote-backref"):
                before = back.previous_sibling
                if isinstance(before, str) and not before.strip("\xa0 "):
                    before.extract()
                back.decompose()
            found.append((str(item["id"]).partition("fn:")[2], item))
        box.extract()
    return found


def _simplify(soup: BeautifulSoup, address: Address) -> None:
    """What only our layout knows, in the words of plain HTML; links to what stays behind become text."""
    for one in soup.select("[id]"):
        _mark_place(soup, one)
    for figure in soup.select("figure.photo"):
        _plain_photo(soup, figure)
    for box in soup.select("div.gallery"):
        box.unwrap()
    for one in soup.select("span.glyph"):
        one["class"] = "twemoji"  # the name by which Material sizes drawings in a line
        del one["aria-label"], one["role"]
    for one in soup.select("[tabindex]"):
        del one["tabindex"]
    for tabs in soup.select("div.tabbed-set"):
        _plain_tabs(soup, tabs)
    for name in ("src", "poster"):
        for one in soup.select(f"[{name}]"):
            address(str(one[name]))  # what stays HTML has its files in the export, too
    for link in soup.find_all("a", href=True):
        if not address(str(link["href"])):
            link.unwrap()


def _mark_place(soup: BeautifulSoup, named: Tag) -> None:
    """Puts an element's own id, which Markdown has only for headings, into the text where links find it."""
    is_kept = _HEADING.fullmatch(named.name) or (named.name == "span" and named.contents)
    if is_kept or _OURS.match(str(named["id"])):
        return
    mark = soup.new_tag("span", attrs={"id": str(named["id"]), PLACE: ""})
    del named["id"]
    if inner := _first((named, *named.find_all(_HOLDING_TEXT))):
        inner.insert(0, mark)
    elif named.name in _IN_A_LINE and named.parent and _shows(named.parent):
        named.insert_before(mark)
    elif near := _first(named.previous_elements):
        near.append(mark)
    elif near := _first(named.next_elements):
        near.insert(0, mark)


def _first(elements: Iterable[PageElement]) -> Tag | None:
    """The first that holds a text of its own."""
    return next((one for one in elements if isinstance(one, Tag) and _can_hold(one)), None)


def _can_hold(element: Tag) -> bool:
    is_title = "admonition-title" in (element.get("class") or [])
    return element.name in _HOLDING_TEXT and not is_title and not element.find("p") and _shows(element)


def _shows(element: Tag) -> bool:
    return bool(element.get_text(strip=True) or element.find(["img", "svg"]))


def _plain_photo(soup: BeautifulSoup, figure: Tag) -> None:
    link, image, caption = figure.find("a"), figure.find("img"), figure.find("figcaption")
    if not isinstance(image, Tag):
        return
    large = str(link["href"]) if isinstance(link, Tag) else str(image["src"])
    shown = soup.new_tag("p")
    shown.append(soup.new_tag("img", attrs={"src": large, "alt": str(image.get("alt") or "")}))
    figure.insert_before(shown)
    if isinstance(caption, Tag):
        below, words = soup.new_tag("p"), soup.new_tag("em")
        words.extend([one.extract() for one in list(caption.children)])
        below.append(words)
        figure.insert_before(below)
    figure.decompose()


def _plain_tabs(soup: BeautifulSoup, tabs: Tag) -> None:
    """Puts content tabs one below the other, each under its name."""
    for label in tabs.find_all("label", recursive=False):
        name = soup.new_tag("p")
        words = soup.new_tag("strong")
        words.extend([one.extract() for one in list(label.children)])
        name.append(words)
        label.replace_with(name)
    for one in tabs.find_all("input", recursive=False):
        one.decompose()
    for inner in tabs.find_all("div", class_="tabbed-content", recursive=False):
        inner.unwrap()
    tabs.unwrap()
