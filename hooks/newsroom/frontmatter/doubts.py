"""Values that may be written so, but are most likely not what their author means: what to write instead."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsroom.author_names import BODIES, FAMILIES
from newsroom.vietnamese import fold, nfc

_SIGNS = re.compile(
    r"\*\*|__(?=\w)|</?(?:b|br|em|font|i|p|span|strong|sub|sup|u)\b[^<>]*>|&(?:amp|gt|lt|nbsp|quot|#\d{1,6});|\]\(",
    re.IGNORECASE,
)
_QUOTES, _INCHES = re.compile('["“”„]'), re.compile(r"(?<=\d)\"")
_UNFILLED = re.compile(
    r"\A(?:[\[<{].*[\]>}]|(?:ho va |ho )?ten(?: (?:tac gia|nguoi viet|cua ban|chi bo|bai(?: viet)?))?"
    r"|tieu de(?: bai viet)?|todo|x{3,}|n/a|[?_.…]{3,})"
)
_END = re.compile(r"(?:[,:]|(?<!&nbsp);)\Z|\A[^.]*[^\W\d_A-ZĐ]\.\Z")
_MANY = 1024  # names and the like: most of a site's posts have the same few
_LOOSE = "dấu ngoặc kép ở đây lẻ đôi mà vẫn hiện ra; hãy thêm dấu còn thiếu, hoặc bỏ dấu này"


def doubts_of_text(value: object) -> Iterator[str]:
    """Of a title and its like, which show what is typed, as they are no text of Markdown."""
    if isinstance(value, str):
        yield from _doubts(value)


def doubts_of_names(value: object) -> Iterator[str]:
    """Of one name or a list."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield from _doubts_of_name(one)


def doubts_of_authors(value: object) -> Iterator[str]:
    """Of authors that stand in one value, and may be several."""
    if isinstance(value, str) and len(names := _several(value)) > 1:
        listed = ", ".join(names)
        said = f"nếu là nhiều tác giả, hãy viết: author: [{listed}]"
        yield f'{said}; nếu là một tên, hãy viết: author: ["{value}"]'
    elif isinstance(value, list) and any(isinstance(one, str) and ";" in one for one in value):
        listed = ", ".join(name.strip() for one in value for name in str(one).split(";") if name.strip())
        yield f"các tên trong danh sách ngăn cách nhau bằng dấu phẩy; hãy viết: author: [{listed}]"


@lru_cache(_MANY)
def _doubts_of_name(name: str) -> tuple[str, ...]:
    text, told = name.strip(), list[str]()
    if text.isdecimal():
        told.append(f"“{text}” chỉ có chữ số, có lẽ chưa phải là tên; hãy ghi tên")
    if found := _END.search(text):
        told.append(f"“{text}” có dấu {found[0][-1]} thừa ở cuối; hãy bỏ dấu ấy")
    return (*told, *_doubts(name))


def _has_loose_quote(value: str) -> bool:
    """Whether they are no pairs, with those behind numbers or without them: `65"` is a length."""
    count = len(_QUOTES.findall(value))
    return bool(count % 2 and (count - len(_INCHES.findall(value))) % 2)


def _doubts(value: str) -> Iterator[str]:
    text = value.strip()
    for found in _SIGNS.finditer(value):
        yield f"mục này hiện ra đúng như đã gõ, cả “{found[0]}”; hãy bỏ dấu ấy, chỉ ghi chữ"
    if _has_loose_quote(value):
        yield _LOOSE
    if _UNFILLED.fullmatch(fold(text)):
        yield f"“{text}” có lẽ là chỗ trống của bài mẫu chưa điền; hãy điền, hoặc bỏ mục này"


@lru_cache(_MANY)
def _several(text: str) -> Sequence[str]:
    """The names in a text that may be more than one: `A, B`, and of persons or bodies `A và B`, of persons `A - B`."""
    names = [name for one in re.split("[,;]", text) if (name := one.strip())]
    bodies = re.split(r"\s+(?:và|&|\+)\s+", text.strip())
    persons = re.split(r"\s+(?:và|&|\+|/|-|–)\s+", text.strip())
    if len(names) < 2 and all(map(_is_person, persons)):
        return persons
    return bodies if len(names) < 2 and all(BODIES.match(nfc(name).lower()) for name in bodies) else names


def _is_person(name: str) -> bool:
    """Whether it is a family name and others after it."""
    words = name.split()
    is_family = fold(words[0]) in FAMILIES and words[0] != "Tổ" if words else False
    return is_family and 2 <= len(words) <= 5 and all(word[0].isupper() for word in words)
