"""Files of docs/ that are published as they are: those that a published page names, and those directly under docs/.

What nobody names stays at home: drafts' attachments, Word originals and locks, backups that editors leave.
"""

import re
from collections.abc import Iterator

from newsroom.addresses import is_content
from newsroom.docs import Docs
from newsroom.filing import Filed
from newsroom.linking import Linker
from newsroom.problems import Problem

_LEFT_BY_PROGRAMS = re.compile(r"(?:^|/)(?:thumbs\.db|desktop\.ini|~\$[^/]*|[^/]*~|[^/]*\.sw[op])$", re.IGNORECASE)


def published(docs: Docs, filed: Filed, linker: Linker, emblem: str) -> frozenset[str]:
    """Paths, but not those of pages, nor of pictures, of which readers get renditions."""
    named = {path for page in filed.pages for path in linker.named(page)}
    at_the_top = {path for path in docs if "/" not in path and not _LEFT_BY_PROGRAMS.search(path)}
    return frozenset(path for path in {*named, *at_the_top, emblem} if path in docs and not is_content(path, emblem))


def unnamed(docs: Docs, filed: Filed, linker: Linker, emblem: str) -> Iterator[Problem]:
    """Reminders of files that no page names, be it a draft; what programs leave behind is not worth one."""
    named = {emblem, *(path for page in (*filed.pages, *filed.hidden) for path in linker.named(page))}
    for path in docs:
        if "/" in path and path not in named and not path.endswith(".md") and not _LEFT_BY_PROGRAMS.search(path):
            said = "không trang nào nhắc tới tệp này nên tệp không được đăng; hãy đặt liên kết tới tệp, hoặc xoá tệp"
            yield Problem(path, 1, "", said, fatal=False)
