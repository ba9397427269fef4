"""A post's finished HTML → what is printed of it: no link that nobody can press, documents by their full names."""

import base64
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from newsroom.addresses import is_external
from newsroom.catalogue.directives import Directive
from newsroom.vietnamese import fold, format_day

_MIMES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml"}
_BLOCKS = ["p", "li", "td", "th", "dd", "blockquote"]
_PLAYERS = {"video": "Video", "audio": "Âm thanh"}


@dataclass(frozen=True)
class Press:
    """`pictures` are files by their address in the site, `papers` documents by theirs, both without a leading slash."""

    pictures: Mapping[str, Path]
    papers: Mapping[str, Directive]

    def printed(self, html: str, url: str, number: int, listed: frozenset[str]) -> str:
        """A body as it stands in the booklet, article `number` there; documents `listed` below it go unnamed."""
        soup = BeautifulSoup(html, "html.parser")
        for figure in soup.select("figure.photo"):
            self._photo(soup, figure, url)
        for image in soup.find_all("img"):
            self._inline(image, url)
        for one in soup.select("figure.media"):
            _player(soup, one)
        for box in soup.find_all("details"):
            box["open"] = ""
        _open_tabs(soup)
        for one in soup.select("a.footnote-backref"):
            one.decompose()
        self._links(soup, url, {*listed})
        _headings(soup)
        _own_ids(soup, number)
        return str(soup)

    def _photo(self, soup: BeautifulSoup, figure: Tag, url: str) -> None:
        """At the size in which it has most dots."""
        link, image, caption = figure.find("a"), figure.find("img"), figure.find("figcaption")
        if not isinstance(image, Tag) or not isinstance(link, Tag):
            return
        shown = soup.new_tag("img", attrs={"src": str(link["href"]), "alt": str(image.get("alt") or "")})
        shown["width"], shown["height"] = str(image.get("width") or ""), str(image.get("height") or "")
        figure.clear()
        figure.append(shown)
        if isinstance(caption, Tag):
            figure.append(caption)
            if caption.get_text() == shown["alt"]:
                shown["alt"] = ""  # it would be read twice

    def _inline(self, image: Tag, url: str) -> None:
        del image["srcset"], image["sizes"], image["loading"]
        path = _inside(str(image.get("src") or ""), url)
        if path in self.pictures:
            image["src"] = data_address(self.pictures[path])
        elif not str(image.get("src") or "").startswith("data:"):
            image.replace_with(str(image.get("alt") or ""))

    def _links(self, soup: BeautifulSoup, url: str, told: set[str]) -> None:
        for link in soup.find_all("a", href=True):
            href = str(link["href"])
            if href.startswith("#"):
                continue
            paper = self.papers.get(_inside(href, url)) if not is_external(href) else None
            if paper and paper.url not in told:
                told.add(paper.url)
                block = link.find_parent(_BLOCKS)
                if name := _full_name(paper, link.get_text(), block.get_text() if block else ""):
                    link.insert_after(f" ({name})")
            elif is_external(href) and (shown := _on_paper(href)) and shown not in link.get_text():
                link.insert_after(f" ({shown})")
            link.unwrap()


def _inside(href: str, url: str) -> str:
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join("/", url, path)).lstrip("/") + ("/" if path.endswith("/") else "")


def _on_paper(href: str) -> str:
    """An address as somebody would type it."""
    return re.sub(r"\A(?:https?://(?:www\.)?|mailto:|tel:)", "", unquote(href)).rstrip("/")


def _full_name(paper: Directive, link: str, block: str) -> str:
    """What is known of a document beyond what the text around the link says already."""
    said = fold(block)
    known = [
        ("ngày ", format_day(paper.date) if paper.date else ""),
        ("của ", paper.issuer),
        ("về ", f"“{paper.subject}”" if paper.subject else ""),
    ]
    told = [f"{word}{value}" for word, value in known if value and fold(value.strip("“”")) not in said]
    if not told:
        return ""
    name = [] if paper.title in link else [paper.type_name, paper.title]
    return " ".join([*filter(None, name), *told])


def _player(soup: BeautifulSoup, figure: Tag) -> None:
    """Paper plays nothing: it says that there is something to see on the site."""
    player, caption = figure.find(["video", "audio"]), figure.find("figcaption")
    for link in figure.find_all("a"):
        link.decompose()
    kind = _PLAYERS.get(player.name, "Video") if isinstance(player, Tag) else "Video"
    words = caption.get_text().strip(" ·") if isinstance(caption, Tag) else ""
    note = soup.new_tag("p", attrs={"class": "media"})
    note.string = f"[{kind}{f': {words}' if words else ''}, xem ở trang tin]"
    figure.replace_with(note)


def _open_tabs(soup: BeautifulSoup) -> None:
    for tabs in soup.select("div.tabbed-set"):
        for label in tabs.find_all("label", recursive=False):
            label.name = "p"
            label.attrs = {"class": "tab"}
        for button in tabs.find_all("input", recursive=False):
            button.decompose()


def _headings(soup: BeautifulSoup) -> None:
    """The article's own title is of the second level."""
    for level in (5, 4, 3, 2):
        for one in soup.find_all(f"h{level}"):
            one.name = f"h{level + 1}"


def _own_ids(soup: BeautifulSoup, number: int) -> None:
    """Two articles may have a note 1."""
    for one in soup.select("[id]"):
        one["id"] = f"b{number}-{one['id']}"
    for link in soup.select('a[href^="#"]'):
        link["href"] = f"#b{number}-{str(link['href'])[1:]}"
    for one in soup.select("[for], [name]"):
        del one["for"], one["name"]


def data_address(path: Path) -> str:
    """A picture as an address that holds it, so that a booklet is one file."""
    mime = _MIMES.get(path.suffix.lower(), "image/jpeg")
    return f"data:{mime};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
