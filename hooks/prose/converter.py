"""One block of HTML → Markdown, by markdownify; what Markdown has no words for stays HTML."""

import re
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement
from markdownify import MarkdownConverter

from word.escaping import escape, escape_start, referred, referred_start

NOTE, NOTE_END = "\ue010", "\ue011"
_ITEM = "\ue012"  # stands for the sign of an item whose list is not written yet
_NOTES = re.compile(f"{NOTE}([^{NOTE_END}]*){NOTE_END}")
_LANGUAGE = re.compile(r"language-([\w+-]+)")
_ALIGNED = {"align-right": "---:", "align-center": ":---:", "align-left": ":---"}
_BLOCKS = ("p", "ul", "ol", "table", "pre", "blockquote", "div", "hr", "figure", "details")
PICTURE = "data-picture"
"""On a paragraph that stands for a picture and its caption: the address of the picture."""
PLACE = "data-place"
"""Names an element that says nothing, but has the id by which links find what follows it."""
Address = Callable[[str], str]


def with_notes(text: str) -> str:
    """Marks of notes as Markdown has them."""
    return _NOTES.sub(r"[^\1]", text)


def without_notes(text: str) -> str:
    """Without marks of notes."""
    return _NOTES.sub("", text)


class Converter(MarkdownConverter):
    """`address` gives a link's or picture's target as Markdown should have it; `exact` writes signs as references."""

    def __init__(self, address: Address, *, exact: bool = False) -> None:
        super().__init__(heading_style="ATX", bullets="-", autolinks=False, strip_pre=None)
        self._address, self._exact = address, exact

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Escapes inline text."""
        return referred(text) if self._exact else escape(text, brackets="a" in parent_tags)

    def _started(self, text: str) -> str:
        start = referred_start if self._exact else escape_start
        return "\n".join(start(line) for line in text.split("\n"))

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A paragraph, no line of which begins something else; or a picture with its caption."""
        if source := str(el.get(PICTURE) or ""):
            return f"\n\n![{self._alone(el.get_text())}]({_target(source)})\n\n"
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        body = self._started(re.sub(r"\n[ \t]+", "\n", text.strip()))
        return f"\n\n{body}\n\n" if body else ""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link, by an address that needs no more signs; text alone where there is nowhere to go."""
        target = self._address(str(el.get("href") or ""))
        if not target or not text.strip() or "_noformat" in parent_tags:
            return text
        title = f' "{escape(str(el["title"]))}"' if el.get("title") and '"' not in str(el["title"]) else ""
        button = "".join(f" .{name}" for name in _classes(el) if name.startswith("md-button"))
        return f"[{text}]({_target(target)}{title})" + (f"{{{button} }}" if button else "")

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture; its words are told apart from what is seen below it."""
        return f"![{self._alone(str(el.get('alt') or ''))}]({_target(self._address(str(el.get('src') or '')))})"

    def _alone(self, text: str) -> str:
        words = " ".join(text.split())
        return referred(words) if self._exact else escape(words, brackets=True)

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """The end of a line, which a cell can say in HTML alone."""
        if "td" in parent_tags:
            return "<br>"
        return str(super().convert_br(el, text, parent_tags))  # type: ignore[misc]

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A heading, with the id by which links find it."""
        if "_inline" in parent_tags:
            return text
        words = re.sub(r"(#+)\Z", r"\\\1", " ".join(text.split()))
        name = f" {{ #{el['id']} }}" if el.get("id") else ""
        return f"\n\n{'#' * n} {words}{name}\n\n" if words else ""

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An item; Python-Markdown wants four spaces before whatever belongs to it."""
        box = el.find("input", attrs={"type": "checkbox"}, recursive=False)
        sign = "" if box is None else " [x]" if box.has_attr("checked") else " [ ]"
        first, *rest = text.strip().split("\n")
        begun = first if box is not None else self._started(first)
        lines = [f"{_ITEM}{sign} {begun}", *(f"    {line}" if line.strip() else "" for line in rest)]
        return "\n".join(lines) + "\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A list, below a line of text when it is one within a list; its items get their signs here."""
        begun = str(el.get("start") or "1")
        numbers = count(int(begun) if begun.isascii() and begun.isdigit() else 1)
        text = re.sub(_ITEM, (lambda _: f"{next(numbers)}.") if el.name == "ol" else "-", text)
        return f"\n{text.rstrip()}\n" if "li" in parent_tags else f"\n\n{text.rstrip()}\n\n"

    convert_ul = convert_ol = convert_list

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Code between fences that are longer than any within."""
        code = el.find("code")
        found = _LANGUAGE.search(" ".join(_classes(code))) if isinstance(code, Tag) else None
        words = el.get_text().rstrip("\n")
        fence = "`" * max(3, 1 + max((len(one) for one in re.findall("`+", words)), default=0))
        return f"\n\n{fence}{found[1] if found else ''}\n{words}\n{fence}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Rows of pipes, if every cell is a line and none is wider than its column."""
        rows = [row.find_all(["td", "th"], recursive=False) for row in el.find_all("tr")]
        cells = [cell for row in rows for cell in row]
        wide = any(cell.has_attr("colspan") or cell.has_attr("rowspan") or cell.find(_BLOCKS) for cell in cells)
        headed = bool(rows) and all(cell.name == "th" for cell in rows[0])
        if wide or not headed or len({len(row) for row in rows}) != 1 or el.find("caption") or "li" in parent_tags:
            return _raw_block(el)
        signs = [next((_ALIGNED[name] for name in _classes(cell) if name in _ALIGNED), "---") for cell in rows[0]]
        made = [[self._cell(cell) for cell in row] for row in rows]
        lines = [made[0], signs, *made[1:]]
        return "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n"

    def _cell(self, cell: Tag) -> str:
        words = self._within(cell.children, {"td", "_inline"})
        return " ".join(words.split()).replace("|", "&#124;")

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A box that opens, in the signs of Material."""
        title = el.find("summary", recursive=False)
        kind = next(iter(_classes(el)), "note")
        return self._box("???+" if el.has_attr("open") else "???", kind, title, text)

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Said by its box."""
        return ""

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A box in the signs of Material; any other is what is in it."""
        names = _classes(el)
        if "admonition" not in names:
            return f"\n\n{text.strip()}\n\n"
        kind = next((name for name in names if name != "admonition"), "note")
        title = el.find("p", class_="admonition-title", recursive=False)
        inner = self._within((one for one in el.children if one is not title), set())
        return self._box("!!!", kind, title, inner)

    def markdown(self, block: Tag) -> str:
        """A block that stands alone. Raises NoWords, RecursionError."""
        return str(self.process_tag(block, parent_tags=set())).replace(_ITEM, "-").strip()  # type: ignore[attr-defined]

    def _within(self, elements: Iterable[PageElement], parents: set[str]) -> str:
        return "".join(self.process_element(one, parent_tags=parents) for one in elements)  # type: ignore[attr-defined]

    def _box(self, sign: str, kind: str, title: Tag | None, text: str) -> str:
        words = " ".join(title.get_text().split()) if title else ""
        if '"' in words or (title and title.find(True)):
            raise NoWords
        inner = "\n".join(f"    {line}" if line.strip() else "" for line in text.strip().split("\n"))
        return f'\n\n{sign} {kind} "{referred(words) if self._exact else words}"\n\n{inner}\n\n'

    def convert_svg(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A drawing, as it is."""
        return str(el)

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A player, or what nothing is known of."""
        return _raw_block(el)

    convert_video = convert_audio = convert_iframe = convert_dl = convert_figure

    def _tagged(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        kept = "".join(f' {name}="{_quoted(el[name])}"' for name in ("title", "class", "id", "lang") if el.get(name))
        return f"<{el.name}{kept}>{text}</{el.name}>" if text or el.has_attr(PLACE) else ""

    convert_mark = convert_ins = convert_u = convert_sub = convert_sup = convert_abbr = convert_kbd = _tagged
    convert_s = convert_del = convert_small = convert_span = _tagged

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Said by its item."""
        return ""


class NoWords(Exception):
    """Markdown can't say this."""


def raw(el: Tag) -> str:
    """Writes HTML that Markdown leaves alone: no empty line in it."""
    if el.has_attr(PICTURE) or el.select_one(f"[{PICTURE}]"):
        el = _with_pictures(el)
    return re.sub(r"\n\s*\n", "\n", str(el)).strip()


def _with_pictures(el: Tag) -> Tag:
    soup = BeautifulSoup(str(el), "html.parser")
    for one in soup.select(f"[{PICTURE}]"):
        one.replace_with(soup.new_tag("img", attrs={"src": str(one[PICTURE]), "alt": one.get_text()}))
    return soup


def _raw_block(el: Tag) -> str:
    return f"\n\n{raw(el)}\n\n"


def _classes(el: Tag) -> list[str]:
    found: Any = el.get("class") or []
    return list(found) if isinstance(found, list) else str(found).split()


def _target(address: str) -> str:
    return re.sub(r"[\s<>()\[\]\"\\]", lambda found: f"%{ord(found[0]):02X}", address)


def _quoted(value: object) -> str:
    words = " ".join(value) if isinstance(value, list) else str(value)
    return words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
