"""Copies of posts that computers leave beside them: as files of their own they would go out as posts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsroom.articles.pages import Page
from newsroom.cache.refusals import patiently
from newsroom.frontmatter.schema import PageFields
from newsroom.problems import Problem

_SURE = (
    r"(?P<name>.+?) ?\(\d{1,3}\)",  # downloaded again
    r"(?P<name>.+?)(?: -)? (?:copy|sao ch[eé]p|b[aả]n sao)(?: ?\(?\d{1,3}\)?)?",
    r"(?:copy of|b[aả]n sao (?:c[uủ]a )?) ?(?P<name>.+)",
    r"(?P<name>.+?) ?[(\[][^()\[\]]*(?:conflict|xung [dđ][oộ]t)[^()\[\]]*[)\]]",  # of Dropbox and its kin
    r"(?P<name>.+?)(?:[._](?:sync-)?conflict-.+|_conf\(\d+\))",  # of Syncthing, Nextcloud, Google Drive
    r"(?P<name>.+?)-(?-i:(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{4,11})(?:-\d+)?",  # of OneDrive, by a name that Windows gave
    r"(?P<name>.+?)-(?-i:(?:[A-Z0-9]{1,14}-)?PC|MAY[A-Z0-9]*)(?:-[A-Z0-9]{1,14})?",
    r"(?P<name>.+)\.md",
    r"[_~$](?P<name>.+)",
)
_DOUBTFUL = (
    r"(?P<name>.+?)-(?:desktop|laptop|pc)-[a-z0-9]+(?:-\d+)?",
    r"(?P<name>.+?)-[^-]*(?:macbook|imac|mac mini)[^/]*",
    r"(?P<name>.+?)-(?-i:[A-Z][A-Z0-9]{2,14}(?:-[A-Z0-9]{1,14}){0,2})",  # a computer's name, or `hoi-nghi-THCS`
    r"(?P<name>.+?)[._-](?:old|bak|backup|orig|c[uũ])",  # or `khu-nha-cu`
)
_COPY = tuple((re.compile(one, re.IGNORECASE), one in _SURE) for one in (*_SURE, *_DOUBTFUL))
_OWN_FOLDER = "/index"
_HEAD = re.compile(r"\A\s*---[^\n]*\n(?:(?!---[ \t]*$).*\n)*---[ \t]*$", re.MULTILINE)


def check_copies(docs: Mapping[str, Path], pages: Iterable[Page[PageFields]]) -> Iterator[Problem]:
    """Finds Markdown files that have the name of another one beside them, with what programs add to a copy's.

    The name of a post with a folder of its own is that of the folder. An addition that an author might write as well
    makes a copy only of a post that is much the same; one that has no more than the title in common is a reminder.
    """
    texts = {path.removesuffix(".md").casefold(): path for path in docs if path.endswith(".md")}
    suspects = [(path, *found) for key, path in texts.items() if (found := _original(key, path, texts))]
    known = {page.path: page for page in pages} if suspects else {}
    for path, original, sure in suspects:
        same = sure or _is_same_text(docs[path], docs[original])
        if same or _title(path, known) == _title(original, known) != "":
            beside = _beside(original, path)
            said = f"có vẻ là bản sao của “{beside}” ở cạnh, nếu đăng sẽ thành hai bài"
            yield Problem(path, 1, "", f"{said}; hãy xoá đi, hoặc đổi tên nếu là bài khác", fatal=same)


def _original(key: str, path: str, texts: Mapping[str, str]) -> tuple[str, bool] | None:
    """The file that one seems to be a copy of, and whether its name alone settles that."""
    end = _OWN_FOLDER if key.endswith(_OWN_FOLDER) else ""
    folder, slash, name = path.removesuffix(".md").removesuffix(end).rpartition("/")
    for pattern, sure in _COPY:
        if found := pattern.fullmatch(name):
            original = f"{folder}{slash}{found['name']}{end}".casefold()
            if original in texts and original != key:
                return texts[original], sure
    return None


def _beside(original: str, path: str) -> str:
    folder = path.removesuffix("/index.md").rpartition("/")[0]
    return original.removeprefix(f"{folder}/").removesuffix("/index.md")


def _title(path: str, known: Mapping[str, Page[PageFields]]) -> str:
    return known[path].title.casefold() if path in known else ""


def _is_same_text(*files: Path) -> bool:
    """Whether half of the shorter text, its head apart, stands in the other, line by line."""
    try:
        one, other = (_lines(patiently(file.read_bytes).decode("utf-8-sig", "replace")) for file in files)
    except OSError:  # which is told as an error of the file
        return False
    return 2 * (one & other).total() >= min(one.total(), other.total()) > 0


def _lines(text: str) -> Counter[str]:
    body = _HEAD.sub("", text.replace("\r\n", "\n"), count=1)
    return Counter(" ".join(line.split()) for line in body.split("\n") if line.strip())
