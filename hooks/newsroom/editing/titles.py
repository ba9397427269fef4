"""A title in capitals, as it stands in Word."""

import unicodedata
from collections.abc import Iterator

from newsroom.editing.manuscript import Manuscript
from newsroom.problems import Problem


def capital_title(text: Manuscript) -> Iterator[Problem]:
    """Most words in capitals, those that are no abbreviations: `THCS`, `UBND` and their kin have no marks."""
    words = [word for word in text.page.title.split() if any(c.isalpha() for c in word)]
    capital = [word for word in words if word.isupper() and len(word) > 1]
    marked = [word for word in capital if not unicodedata.normalize("NFD", word.replace("Đ", "D")).isascii()]
    if len(capital) >= 3 and len(marked) >= 2 and 2 * len(capital) > len(words):
        line = text.page.lines.get("title", 1)
        said = "tiêu đề viết toàn chữ hoa; hãy viết chữ thường, chỉ viết hoa chữ đầu và tên riêng"
        yield Problem(text.page.path, line, "title", said, fatal=False, check="capital_title")
