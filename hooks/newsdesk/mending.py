"""What one click can mend: a name that the site knows otherwise, a number of a document, an address, a loud title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsdesk.post_text import source_of
from newsroom.problems import Problem
from word.casing import Usage, sentence_case

_NAME = re.compile(
    r"(?:chưa có(?: văn bản)?|không đọc được số văn bản) “(?P<from>[^”]+)”.*?có phải ý bạn là “(?P<to>[^”]+)”"
)
_LINK = re.compile(
    r"“(?P<from>[^”]+)” (?:viết sai địa chỉ; hãy viết|không dẫn tới đâu \(có phải ý bạn là) “(?P<to>[^”]+)”"
)


def mends(problem: Problem, data: bytes, known: Mapping[str, Sequence[str]]) -> Sequence[Mapping[str, Any]]:
    """Changes to offer beside a problem: in a field, or in the body where `field` is empty."""
    if problem.check == "capital_title":
        return [*_quiet_title(data, known)]
    found = _NAME.match(problem.message)
    if found and problem.field:
        return [_mend(problem.field, found["from"], found["to"])]
    found = _LINK.search(problem.message)
    if found and not problem.field:
        return [_mend("", found["from"], _at_same_place(found["from"], found["to"]))]
    return []


def _quiet_title(data: bytes, known: Mapping[str, Sequence[str]]) -> Iterator[Mapping[str, Any]]:
    source = source_of(data)
    title = source.fields.get("title") if source else None
    if source and isinstance(title, str):
        names = ". ".join(f"và {name}" for names in known.values() for name in names)
        quiet = sentence_case(title, Usage.of([*source.body.splitlines()[:200], names]))
        yield _mend("title", title, quiet)


def _mend(field: str, old: str, new: str) -> Mapping[str, Any]:
    return {"label": f"Đổi thành “{new}”", "field": field, "from": old, "to": new}


def _at_same_place(old: str, new: str) -> str:
    """A name of a file beside the one that was written, with the folder that was written."""
    return new if "/" in new or ":" in new else old[: old.rfind("/") + 1] + new
