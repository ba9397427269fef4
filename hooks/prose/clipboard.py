"""What Word, Google Docs, Excel and browsers put into the clipboard → HTML that says by tags what that says by looks.

Word's lists are paragraphs whose style names list and level, with the sign as text; Google Docs and others write bold
letters as the style of a span.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

MOST_DEPTH = 100
_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_SIGN = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display:\s*none|mso-hide:\s*all)", re.IGNORECASE)
_NUMBER = re.compile(r"([1-9]\d{0,3})[.)]?")
_BULLETS = re.compile("[o§Øüvqn¨]")  # letters of Symbol and Wingdings, and Word's second bullet
_BOLD = re.compile(r"(?:^|;)\s*font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?:^|;)\s*font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_LOOKS = (
    ("strong", _BOLD),
    ("em", re.compile(r"(?:^|;)\s*font-style:\s*italic", re.IGNORECASE)),
    ("del", re.compile(r"(?:^|;)\s*text-decoration[\w-]*:[^;]*line-through", re.IGNORECASE)),
    ("sup", re.compile(r"(?:^|;)\s*vertical-align:\s*super", re.IGNORECASE)),
    ("sub", re.compile(r"(?:^|;)\s*vertical-align:\s*sub(?!e)", re.IGNORECASE)),
)
_UNSEEN = ["script", "style", "noscript", "template", "head", "title", "meta", "link"]
_TITLES = {"MsoTitle", "MsoSubtitle"}
_BOXES = {"h1", "h2", "h3", "h4", "h5", "h6", "th", "table", "tr", "ul", "ol", "html", "body"}
"""Bold by themselves, or of blocks."""
_BLOCKS = ["p", "div", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"]


def said_by_tags(html: str) -> str:
    """HTML of a clipboard as HTML that any reader understands. Raises RecursionError for boxes in boxes without end."""
    soup = BeautifulSoup(html, "html.parser")
    root = soup.body or soup
    _measure(root)
    for text in root.find_all(string=lambda one: isinstance(one, PreformattedString)):
        text.extract()  # comments, and Word's conditions
    for one in [*root.find_all(_UNSEEN), *root.find_all(style=_HIDDEN)]:
        one.extract()
    for line in root.find_all(string=re.compile("[\r\n]")):
        if not line.find_parent("pre"):  # elsewhere a line ends where whoever wrote the HTML ran out of room
            line.replace_with(re.sub(r"\s+", " ", line))
    _lists(soup, root)
    for one in root.find_all(style=True):
        _look(soup, one)
    for one in root.find_all("p", class_=True):
        one.name = "h2" if _TITLES & set(one["class"]) else "p"
    for table in root.find_all("table"):
        _table(soup, table)
    return root.decode_contents()


def _measure(root: Tag) -> None:
    """What is looked for in and around each element takes as long as these are deep."""
    depths = {id(root): 0}
    for one in root.find_all(True):
        depths[id(one)] = depths[id(one.parent)] + 1
        if depths[id(one)] > MOST_DEPTH:
            raise RecursionError


def _look(soup: BeautifulSoup, one: Tag) -> None:
    style = str(one["style"])
    if one.name in ("b", "strong") and _NOT_BOLD.search(style):
        one.name = "span"
    if one.name in _BOXES or one.find(_BLOCKS) or not one.get_text().strip():
        return
    for tag, look in _LOOKS:
        if look.search(style) and one.name != tag and not one.find_parent(tag):
            inner = soup.new_tag(tag)
            inner.extend(list(one.children))
            one.append(inner)


def _lists(soup: BeautifulSoup, root: Tag) -> None:
    for first in root.find_all("p", style=_LEVEL):
        if _is_item(first):  # not yet one of a list that began before it
            _list(soup, [first, *_following(first)])


def _is_item(one: object) -> bool:
    return isinstance(one, Tag) and one.name == "p" and bool(_LEVEL.search(str(one.get("style", ""))))


def _following(one: Tag) -> Iterator[Tag]:
    for other in one.next_siblings:
        if isinstance(other, NavigableString) and not other.strip():
            continue
        if not _is_item(other):
            return
        yield other  # type: ignore[misc]


def _list(soup: BeautifulSoup, items: list[Tag]) -> None:
    """Puts lists within lists by their levels, in the place of the paragraphs."""
    place = soup.new_tag("div")
    items[0].insert_before(place)
    open_lists: list[tuple[int, Tag, int]] = []  # level, list, the number that would come next
    for item in items:
        level, number = _level(item), _number(item)
        open_lists = [one for one in open_lists if one[0] <= level]
        if not open_lists or open_lists[-1][0] < level:
            last = open_lists[-1][1].find_all("li", recursive=False)[-1] if open_lists else place
            open_lists.append((level, _begun(soup, last, number), number))
        elif open_lists[-1][2] != number:
            outer = open_lists.pop()[1].parent
            assert outer is not None
            open_lists.append((level, _begun(soup, outer, number), number))
        item.name, item.attrs = "li", {}
        _, made, _ = open_lists[-1]
        made.append(item.extract())
        open_lists[-1] = (level, made, number + 1 if number else 0)
    place.unwrap()


def _begun(soup: BeautifulSoup, outer: Tag, number: int) -> Tag:
    made = soup.new_tag("ol" if number else "ul")
    if number > 1:
        made["start"] = str(number)
    outer.append(made)
    return made


def _level(item: Tag) -> int:
    found = _LEVEL.search(str(item["style"]))
    return int(found[1]) if found else 1


def _number(item: Tag) -> int:
    """Takes an item's sign away: its number, or 0; a letter stays, as its text, for Markdown has no such lists."""
    sign = item.find("span", style=_SIGN)
    if not isinstance(sign, Tag):
        return 0
    text = sign.get_text().strip()
    sign.decompose()
    if found := _NUMBER.fullmatch(text):
        return int(found[1])
    if any(map(str.isalnum, text)) and not _BULLETS.fullmatch(text):
        item.insert(0, f"{text} ")
    return 0


def _table(soup: BeautifulSoup, table: Tag) -> None:
    """Cells of paragraphs are cells of lines, and the first row is the head, as Markdown has it."""
    for cell in table.find_all(["td", "th"]):
        paragraphs = cell.find_all("p", recursive=False)
        for one in paragraphs[:-1]:
            one.append(soup.new_tag("br"))
        for one in paragraphs:
            one.unwrap()
    rows = table.find_all("tr")
    for cell in rows[0].find_all("td", recursive=False) if len(rows) > 1 and not table.find("th") else ():
        cell.name = "th"
