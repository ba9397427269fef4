"""Files of docs/ that are published as they are: those that a published page names, and those directly under docs/
that may be for hosts and search engines.

What nobody names stays at home: drafts' attachments, Word originals and locks, backups that editors leave.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from newsroom.articles.pages import line_of
from newsroom.cache.refusals import UNREADABLE, patiently
from newsroom.docs import Docs
from newsroom.filing import Filed
from newsroom.leftovers import is_leftover
from newsroom.linking import Linker
from newsroom.pictures import Pictures
from newsroom.problems import Problem

_OF_AN_OFFICE = re.compile(
    r"\.(?:docx?|docm|xlsx?|xlsm|csv|pptx?|ppsx?|od[tspg]|rtf|pst|one|gdoc|gsheet|gslides|lnk|url|zip|rar|7z|bak|old|orig|tmp)$",
    re.IGNORECASE,
)
"""Endings of what nobody puts there for hosts or search engines."""

READABLE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|ppsx?|od[tspg]|rtf|txt|csv|epub|ics|vcf|zip|rar|7z"
    r"|jpe?g|png|gif|webp|avif|hei[cf]|bmp|tiff?|svg|mp3|m4a|aac|og[gav]|opus|wav|flac|mp4|m4v|mov|webm|mkv|avi|3gp)",
    re.IGNORECASE,
)
"""Endings of what readers may open or save; of the rest some would run in the site's name, as .html and .js do."""


def published(docs: Docs, filed: Filed, linker: Linker, pictures: Pictures, emblem: str) -> frozenset[str]:
    """Paths, but not those of pages, nor of pictures but the emblem, of which readers get renditions."""
    named = {path for page in filed.pages for path in linker.named(page)}
    at_the_top = {path for path in docs if _is_for_hosts(path) and not is_leftover(path)}
    files = {path for path in {*named, *at_the_top} - pictures.refused if not path.endswith(".md")}
    return frozenset({*(path for path in files if pictures.kind(path) != "picture"), *({emblem} & docs.keys())})


def _is_for_hosts(path: str) -> bool:
    """Whether a file may lie there for hosts and search engines, who know its name: right under docs/."""
    return "/" not in path and not _OF_AN_OFFICE.search(path)


def misnamed(docs: Docs, pictures: Pictures, emblem: str) -> Iterator[Problem]:
    """An emblem that is there and no picture."""
    if emblem in docs and pictures.kind(emblem) != "picture":
        said = f"“{emblem}” không phải ảnh; hãy ghi đường dẫn của ảnh tính từ docs/, ví dụ: anh/bieu-trung.png"
        yield Problem("../mkdocs.yml", 1, "extra.newsroom.emblem", said)


def unreadable(docs: Docs, going_out: frozenset[str]) -> Iterator[Problem]:
    """Files that are to be published and can't be opened."""
    for path in sorted(going_out):
        if not docs.digests[path]:
            yield Problem(path, 1, "", UNREADABLE)


def unnamed(docs: Docs, filed: Filed, linker: Linker, emblem: str) -> Iterator[Problem]:
    """Reminders of files that no page names, be it a draft; what programs leave behind is not worth one."""
    named = {emblem, *(path for page in (*filed.pages, *filed.hidden) for path in linker.named(page))}
    for path in docs:
        if not _is_for_hosts(path) and path not in named and not path.endswith(".md") and not is_leftover(path):
            said = "không trang nào nhắc tới tệp này nên tệp không được đăng; hãy đặt liên kết tới tệp, hoặc xoá tệp"
            yield Problem(path, 1, "", said, fatal=False)


def refused(docs: Docs, filed: Filed, linker: Linker, going_out: frozenset[str]) -> Iterator[Problem]:
    """Files going out that no reader should get from here; those right under docs/ are for hosts and search engines."""
    for page in filed.pages:
        for path in dict.fromkeys(linker.named(page)):
            ending = PurePosixPath(path).suffix
            if path in going_out and "/" in path and not READABLE.fullmatch(ending):
                said = f"không đăng tệp “{path}”, vì đuôi “{ending}” không an toàn với người đọc; hãy dùng tệp PDF,"
                line = line_of(PurePosixPath(path).name, patiently(docs[page.path].read_bytes))
                yield Problem(page.path, line, "", f"{said} Word, Excel, ảnh, âm thanh hay video, hoặc nén thành .zip")
