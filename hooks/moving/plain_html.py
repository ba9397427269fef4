"""The HTML of another site's article → a tree of what an article of this site may hold, and what was dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from moving.items import Item
from prose.converter import PICTURE

_GONE = {
    "script": "mã chạy (script)", "form": "biểu mẫu", "object": "nội dung Flash", "style": "", "noscript": "",
    "embed": "", "link": "", "meta": "", "button": "", "input": "", "select": "", "textarea": "", "template": "",
    "head": "", "title": "",
}  # fmt: skip
_KEPT = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em",
    "b", "i", "u", "s", "del", "ins", "sub", "sup", "a", "img", "table", "thead", "tbody", "tfoot", "tr", "th", "td",
    "caption", "mark", "small", "abbr", "kbd", "dl", "dt", "dd", "div", "figure", "figcaption", "iframe", "video",
    "audio", "source",
}  # fmt: skip
_BOXES = {"section", "article", "center", "main", "header", "footer", "aside", "details", "address"}
_ATTRIBUTES = {"href", "src", "alt", "title", "colspan", "rowspan", "start"}
_BLOCKS = [
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr", "div", "figure", "dl", "iframe",
]  # fmt: skip
_FILE_NAME = re.compile(r"(?<![\w.()-])(?:[^\W\d]|[.()-])*+\d[\w.()-]*+")  # IMG_2043.JPG, anh-1(2)
_CAPTION = re.compile(r"\[caption[^\]]*\](.*?)\[/caption\]", re.DOTALL)
_GALLERY = re.compile(r"\[gallery([^\]]*)\]")
_EMBED = re.compile(r"\[(?:embed|video|audio)([^\]]*)\](?:(.*?)\[/(?:embed|video|audio)\])?", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?([a-z][\w-]{2,30})(?:\s+[\w-]+=[\"'][^\]]*)?/?\](?!\()")
_ADDRESS = re.compile(r"https?://[^\s\"'\]]+")


@dataclass
class Plain:
    """A body's tree, and sentences on what it lost."""

    tree: Tag
    report: list[str] = field(default_factory=list)


def plain(item: Item, pictures: Mapping[str, str]) -> Plain:
    """`pictures` are addresses by number, which WordPress' galleries name."""
    told: list[str] = []
    html = _without_shortcodes(item.html, pictures, told) if "[" in item.html else item.html
    soup = BeautifulSoup(html, "html.parser")
    root = soup.new_tag("div")
    root.extend([one.extract() for one in list(soup.children)])
    _drop(root, told)
    for one in root.select("pre br"):
        one.replace_with("\n")
    for one in root.find_all("h1"):
        one.name = "h2"
    _bare(root)
    _picture_blocks(soup, root, item)
    _other_media(soup, root, told)
    for box in reversed(root.find_all("div")):
        _open(box)
    if item.is_loose:
        _paragraphs(soup, root)
    for link in root.find_all("a", href=True):
        link["href"] = _whole(str(link["href"]).strip(), item)
    return Plain(root, told)


def _without_shortcodes(html: str, pictures: Mapping[str, str], told: list[str]) -> str:
    def gallery(found: "re.Match[str]") -> str:
        ids = re.findall(r"\d+", (re.search(r"ids=[\"']([^\"']*)", found[1]) or ["", ""])[1])
        if not ids or any(not pictures.get(one) for one in ids):
            told.append("Một bộ ảnh ([gallery]) thiếu ảnh vì tệp xuất không có địa chỉ ảnh; hãy chèn lại ảnh.")
        return "".join(f'<figure><img src="{escape(pictures[one])}"></figure>' for one in ids if pictures.get(one))

    def embed(found: "re.Match[str]") -> str:
        address = _ADDRESS.search(f"{found[1]} {found[2] or ''}")
        return f'<p><a href="{escape(address[0])}">{escape(address[0])}</a></p>' if address else ""

    html = _CAPTION.sub(_figure, html)
    html = _EMBED.sub(embed, _GALLERY.sub(gallery, html))
    left = Counter(name for name in _SHORTCODE.findall(re.sub(r"<(pre|code)\b.*?</\1>", "", html, flags=re.DOTALL)))
    if left:
        named = ", ".join(f"[{name}]" for name in left)
        told.append(f"Mã ngắn của trang cũ còn nguyên trong bài: {named}; hãy xem lại và xoá.")
    return html


def _figure(found: "re.Match[str]") -> str:
    picture = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", found[1], re.DOTALL)
    return f"<figure>{picture[1]}<figcaption>{picture[2].strip()}</figcaption></figure>" if picture else found[1]


def _drop(root: Tag, told: list[str]) -> None:
    for text in root.find_all(string=True):
        if isinstance(text, Comment):
            text.extract()
    counts: Counter[str] = Counter()
    for one in root.find_all(list(_GONE)):
        if one.decomposed:  # it stood in another
            continue
        counts[_GONE[one.name]] += 1
        one.decompose()
    told += [f"Đã bỏ {count} chỗ có {what}." for what, count in counts.items() if what]
    for one in reversed(root.find_all(True)):
        if one.name in _BOXES:
            one.name = "div"
        elif one.name not in _KEPT:
            one.unwrap()


def _bare(root: Tag) -> None:
    """No looks, no handlers: what an attribute says that a reader needs stays."""
    for one in root.find_all(True):
        one.attrs = {name: value for name, value in one.attrs.items() if name in _ATTRIBUTES}


def _picture_blocks(soup: BeautifulSoup, root: Tag, item: Item) -> None:
    """Makes each picture a block of its own, with the caption that stood with it."""
    for figure in root.find_all("figure"):
        below = figure.find("figcaption")
        images, words = figure.find_all("img"), " ".join(below.get_text(" ").split()) if isinstance(below, Tag) else ""
        if images and isinstance(below, Tag):
            images[-1]["alt"] = words or str(images[-1].get("alt") or "")
            below.decompose()
    for image in root.find_all("img"):
        source, words = str(image.get("src") or ""), " ".join(str(image.get("alt") or "").split())
        if _is_smiley(source):
            image.replace_with(words)
            continue
        if image.find_parent(["td", "th", "li", "dd", "dt"]):
            image.attrs = {"src": _whole(source, item), "alt": words}
            continue
        made = soup.new_tag("p", attrs={PICTURE: _whole(source, item)})
        made.string = "" if _FILE_NAME.fullmatch(words) else words
        _lift(image, made, root)
    for figure in root.find_all("figure"):
        figure.name = "div"


def _is_smiley(source: str) -> bool:
    return "/smilies/" in source or "/emoji/" in source or "emoticons" in source


def _lift(image: Tag, made: Tag, root: Tag) -> None:
    """Puts a block after the paragraph that its picture stood in."""
    place: PageElement = image
    for parent in image.parents:
        if parent is root or parent.name in ("div", "figure", "blockquote"):
            break
        place = parent
    place.insert_after(made)
    outer = image.parent
    image.decompose()
    while outer is not None and outer is not root and outer.name in ("a", "p", "strong", "em") and _is_empty(outer):
        empty = outer
        outer = outer.parent
        empty.decompose()


def _is_empty(one: Tag) -> bool:
    return not one.get_text().strip() and not one.find(True)


def _other_media(soup: BeautifulSoup, root: Tag, told: list[str]) -> None:
    """What is loaded from elsewhere becomes a link: this site loads nothing from others."""
    for one in root.find_all(["iframe", "video", "audio"]):
        if one.decomposed:
            continue
        source = one.find("source")
        address = str(one.get("src") or (source.get("src") if isinstance(source, Tag) else "") or "")
        address = f"https:{address}" if address.startswith("//") else address
        if urlsplit(address).scheme in ("http", "https"):
            block, link = soup.new_tag("p"), soup.new_tag("a", href=address)
            link.string = address
            block.append(link)
            one.replace_with(block)
            told.append(f"Video hay nội dung nhúng thành liên kết: {address}.")
        else:
            one.decompose()
            told.append("Đã bỏ một nội dung nhúng không có địa chỉ.")


def _open(box: Tag) -> None:
    """A box of blocks is its blocks; a box of words is a paragraph."""
    if box.parent is None:
        return
    if box.find(_BLOCKS) or box.name in ("td", "li"):
        box.unwrap()
    else:
        box.name = "p"


def _paragraphs(soup: BeautifulSoup, root: Tag) -> None:
    """Cuts loose text where a line is empty, and keeps other ends of lines, as WordPress does when it shows a post."""
    made: list[PageElement] = []
    loose: list[PageElement] = []

    def close() -> None:
        if any(isinstance(one, Tag) or str(one).strip() for one in loose):
            paragraph = soup.new_tag("p")
            paragraph.extend(list(loose))
            made.append(paragraph)
        loose.clear()

    for one in list(root.children):
        one.extract()
        if isinstance(one, Tag) and one.name in _BLOCKS:
            close()
            made.append(one)
        elif isinstance(one, NavigableString):
            for at, piece in enumerate(re.split(r"\n[ \t\r]*\n\s*", str(one))):
                if at:
                    close()
                loose.extend(_lines(soup, piece))
        else:
            loose.append(one)
    close()
    root.extend(made)


def _lines(soup: BeautifulSoup, text: str) -> Iterator[PageElement]:
    for at, line in enumerate(text.split("\n")):
        if at and line.strip():
            yield soup.new_tag("br")
        yield NavigableString(line)


def _whole(address: str, item: Item) -> str:
    """An address as seen from the old site, where that is known."""
    base = next((one for one in item.addresses if "://" in one), "")
    try:
        return urljoin(base, address) if base and not address.startswith("#") else address
    except ValueError:
        return address
