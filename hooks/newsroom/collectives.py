"""Whether an author is a body of people: a post is signed by a teacher or, more often, by a board or a group."""

import re

from newsroom.catalogue.topics import Topic
from newsroom.vietnamese import nfc

_BODIES = re.compile(
    r"(?:ban|bộ môn|bộ phận|cấp [uủ][yỷ]|câu lạc bộ|chi bộ|chi đoàn|chi đội|chi hội|chi [uủ][yỷ]|clb|công an|công đoàn"
    r"|đảng bộ|đảng [uủ][yỷ]|đoàn (?:trường|thanh niên|tncs|viên|xã|phường)|đội|hội|khối|liên chi|liên đoàn|liên đội"
    r"|lớp|nhà trường|nhóm|phòng|quân đội|sở|tập thể|thư viện|tổ|toà soạn|tòa soạn|trang tin|trung tâm|trường"
    r"|[uủ][yỷ] ban|văn phòng)\b"
)
"""How names of bodies begin. Đoàn and Chi are names of people, too, so more must follow; Tổ is none, unlike Tô."""


def is_collective(author: Topic) -> bool:
    """What the author's own page says, or else what the name begins with."""
    said = getattr(author.page.fields, "collective", None) if author.page else None
    return bool(_BODIES.match(nfc(author.title).lower())) if said is None else bool(said)
