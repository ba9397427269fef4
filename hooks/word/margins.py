"""What stands at the head and foot of the pages of paper, which is no part of an article, and is told."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from word.fields import with_results
from word.findings import Findings
from word.marks import PICTURES, read_mark
from word.ooxml import W, text_of
from word.preparing import Preparing

_WORTH_TELLING = re.compile(r"[^\W\d_]|\d{4}")
"""Letters, or a number longer than those of pages: a telephone's, a year."""


def margins(preparing: Preparing) -> Iterator[str]:
    """Sentences; numbers of pages alone are not worth one."""
    package, findings, texts = preparing.package, Findings(), list[str]()
    for link in package.relationships(package.main).values():
        tree = package.xml(link.target) if link.kind in ("header", "footer") else None
        if tree is not None:
            made = replace(preparing, findings=findings, part=link.target).blocks(with_results(tree))
            texts.append(" ".join(_text(line) for block in made for line in block.iter(W + "p")))
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        if _WORTH_TELLING.search(text):
            yield f"Chữ ở đầu hay chân trang giấy không đưa vào bài: “{text}”."
    if count := len({use.part for use in findings.pictures}):
        yield f"{count} ảnh ở đầu hay chân trang giấy không đưa vào bài; cần ảnh nào thì chép ảnh ấy vào giữa bài."
    yield from dict.fromkeys(findings.told)


def _text(line: Element) -> str:
    return PICTURES.sub(" ", read_mark(text_of(line))[1])
