"""Copies of posts that computers leave beside them: as files of their own they would go out as posts."""

import re
from collections.abc import Iterable, Iterator

from newsroom.problems import Problem

_COPIED = (
    r"(?P<name>.+?) ?\(\d{1,3}\)",  # downloaded again
    r"(?P<name>.+?)(?: -)? (?:copy|sao ch[eé]p|b[aả]n sao)(?: ?\(?\d{1,3}\)?)?",
    r"(?:copy of|b[aả]n sao (?:c[uủ]a )?) ?(?P<name>.+)",
    r"(?P<name>.+?) \([^()]*(?:conflict|xung [dđ][oộ]t)[^()]*\)",  # of Dropbox and its kin
    r"(?P<name>.+?)\.sync-conflict-.+",
    r"(?P<name>.+?)-(?:desktop|laptop|pc)-[a-z0-9]+(?:-\d+)?",  # of OneDrive, by the computer
    r"(?P<name>.+?)[._-](?:old|bak|backup|orig|c[uũ])",
    r"(?P<name>.+)\.md",
    r"[_~$](?P<name>.+)",
)
_COPY = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _COPIED)


def check_copies(paths: Iterable[str]) -> Iterator[Problem]:
    """Finds Markdown files that have the name of another one beside them, with what programs add to a copy's."""
    texts = {path.casefold(): path for path in paths if path.endswith(".md")}
    for key, path in texts.items():
        folder, slash, name = path.removesuffix(".md").rpartition("/")
        found = (pattern.fullmatch(name) for pattern in _COPY)
        originals = (f"{folder}{slash}{one['name']}.md".casefold() for one in found if one)
        if original := next((texts[one] for one in originals if one in texts and one != key), None):
            said = f"có vẻ là bản sao của “{original.rpartition('/')[2]}” ở cạnh, nếu đăng sẽ thành hai bài"
            yield Problem(path, 1, "", f"{said}; hãy xoá tệp này, hoặc đổi tên nếu là bài khác")
