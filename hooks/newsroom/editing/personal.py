"""Personal data that a school's site should not give away: numbers, health, pupils by name and class."""

import re
from collections.abc import Iterator

from newsroom.author_names import FAMILIES
from newsroom.editing.manuscript import Manuscript, Passage
from newsroom.editing.words import (
    A_CLASS,
    CITIZEN_ID,
    GENERAL,
    ID_WORDS,
    ILL,
    ILLNESS,
    LONG_NUMBER,
    NAMED_PERSON,
    NOT_OF_ONE,
    OF_SCHOOL,
    OTHER_NUMBER,
    PHONE,
    PUBLIC_LINE,
    PUPIL_IN_TABLE,
    PUPIL_WITH_CLASS,
)
from newsroom.frontmatter.schema import PostFields
from newsroom.problems import Problem
from newsroom.vietnamese import fold

_BEFORE = 50  # letters that say what a number is
_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…](?!\s|\Z)[^.!?…]*)*")


def phone(text: Manuscript) -> Iterator[Problem]:
    """Numbers of telephones, but those of hotlines and offices that are there to be called."""
    for passage in text.passages:
        for found in PHONE.finditer(passage.text) if LONG_NUMBER.search(passage.text) else ():
            before = fold(passage.text[max(0, found.start() - _BEFORE) : found.start()])
            if not (PUBLIC_LINE.search(before) or OTHER_NUMBER.search(before)):
                said = f"có số điện thoại “{found[0].strip()}”; hãy bỏ đi nếu là số riêng của một người"
                yield text.told("phone", passage, found.start(), said)


def citizen_id(text: Manuscript) -> Iterator[Problem]:
    """Twelve digits that begin as those of a citizen do, nine after a word that names them."""
    for passage in text.passages:
        for found in CITIZEN_ID.finditer(passage.text) if LONG_NUMBER.search(passage.text) else ():
            before = fold(passage.text[max(0, found.start() - _BEFORE) : found.start()])
            digits = sum(map(str.isdigit, found[0]))
            if ID_WORDS.search(before) or (digits == 12 and found[0][0] == "0" and not OTHER_NUMBER.search(before)):
                said = "có số giống số căn cước của công dân; hãy bỏ khỏi bài"
                yield text.told("citizen_id", passage, found.start(), said)


def health(text: Manuscript) -> Iterator[Problem]:
    """What somebody suffers from, in a sentence that is about somebody of the school or somebody by name."""
    for passage in text.passages:
        folded = fold(passage.text) if ILL.search(passage.text) else ""
        for sentence in _SENTENCE.finditer(folded) if ILLNESS.search(folded) else ():
            start, end = sentence.span()
            found = ILLNESS.search(folded, start, end)
            if found and _is_of_somebody(passage.text[start:end], folded[start:end], folded[start : found.start()]):
                words = " ".join(passage.text[found.start() : found.end()].split())
                said = f"“{words}” là chuyện sức khoẻ riêng; nếu nói về một người, hãy viết “vắng mặt có lý do”"
                yield text.told("health", passage, found.start(), said)


def _is_of_somebody(sentence: str, folded: str, before: str) -> bool:
    if NOT_OF_ONE.search(folded) or GENERAL.search(before):
        return False
    return bool(OF_SCHOOL.search(folded) or NAMED_PERSON.search(sentence))


def pupil(text: Manuscript) -> Iterator[Problem]:
    """Pupils whom name and class point out, unless the post says who consented."""
    if isinstance(text.page.fields, PostFields) and text.page.fields.consent:
        return
    seen = set()
    for passage in text.passages:
        for name, at in _pupils(passage) if A_CLASS.search(passage.text) else ():
            if name not in seen:
                seen.add(name)
                said = f"“{name}” đi cùng tên lớp; hãy xin phép và ghi vào consent, hoặc bỏ tên lớp"
                yield text.told("pupil", passage, at, said)


def _pupils(passage: Passage) -> Iterator[tuple[str, int]]:
    for found in (*PUPIL_WITH_CLASS.finditer(passage.text), *PUPIL_IN_TABLE.finditer(passage.text)):
        name = " ".join(found["name"].split())
        if found.groupdict().get("em") or fold(name.split()[0]) in FAMILIES:
            yield name, found.start("name")
