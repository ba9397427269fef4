"""Copies of posts that computers leave beside them: as files of their own they would go out as posts."""

import re
from collections.abc import Iterable, Iterator

from newsroom.problems import Problem

_COPIED = (
    r"(?P<name>.+?) ?\(\d{1,3}\)",  # downloaded again
    r"(?P<name>.+?)(?: -)? (?:copy|sao ch[eé]p|b[aả]n sao)(?: ?\(?\d{1,3}\)?)?",
    r"(?:copy of|b[aả]n sao (?:c[uủ]a )?) ?(?P<name>.+)",
    r"(?P<name>.+?) ?[(\[][^()\[\]]*(?:conflict|xung [dđ][oộ]t)[^()\[\]]*[)\]]",  # of Dropbox and its kin
    r"(?P<name>.+?)(?:[._](?:sync-)?conflict-.+|_conf\(\d+\))",  # of Syncthing, Nextcloud, Google Drive
    r"(?P<name>.+?)-(?:desktop|laptop|pc)-[a-z0-9]+(?:-\d+)?",  # of OneDrive, by the computer
    r"(?P<name>.+?)-[^-]*(?:macbook|imac|mac mini)[^/]*",
    r"(?P<name>.+?)-(?-i:[A-Z][A-Z0-9]{2,14}(?:-[A-Z0-9]{1,14}){0,2})",
    r"(?P<name>.+?)[._-](?:old|bak|backup|orig|c[uũ])",
    r"(?P<name>.+)\.md",
    r"[_~$](?P<name>.+)",
)
_COPY = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _COPIED)
_OWN_FOLDER = "/index"


def check_copies(paths: Iterable[str]) -> Iterator[Problem]:
    """Finds Markdown files that have the name of another one beside them, with what programs add to a copy's.

    The name of a post with a folder of its own is that of the folder.
    """
    texts = {path.removesuffix(".md").casefold(): path for path in paths if path.endswith(".md")}
    for key, path in texts.items():
        end = _OWN_FOLDER if key.endswith(_OWN_FOLDER) else ""
        folder, slash, name = path.removesuffix(".md").removesuffix(end).rpartition("/")
        found = (pattern.fullmatch(name) for pattern in _COPY)
        originals = (f"{folder}{slash}{one['name']}{end}".casefold() for one in found if one)
        if original := next((texts[one] for one in originals if one in texts and one != key), None):
            beside = original.removeprefix(f"{folder}{slash}").removesuffix("/index.md")
            said = f"có vẻ là bản sao của “{beside}” ở cạnh, nếu đăng sẽ thành hai bài"
            yield Problem(path, 1, "", f"{said}; hãy xoá đi, hoặc đổi tên nếu là bài khác")
