"""The pages of docs/ that a school begins with: its cell's, and one draft."""

import datetime
from collections.abc import MutableMapping
from pathlib import Path

from newsroom.frontmatter.faults import quoted
from newsroom.vietnamese import slug
from starting.answers import Answers
from starting.settings_file import with_head
from word.escaping import escape

_POST = """\
---
title: Trang tin của chi bộ ra mắt
author: Ban biên tập
cell: {cell}
date: {day:%d/%m/%Y}
draft: true
---

Từ hôm nay, chi bộ có trang tin riêng. Đây là nơi đăng những việc chi bộ đã làm, với ảnh thật và lời kể của người \
trong cuộc.

Bài này là bản nháp: chỉ hiện khi xem thử, chưa ai khác đọc được. Hãy viết lại theo ý mình; viết xong thì xoá dòng \
`draft: true` ở đầu bài, bài sẽ lên trang. Cách viết có trong [hướng dẫn](../../../huong-dan/index.md).
"""
_CELL = """\
---
title: {name}
{facts}---

Bài viết của {lower} về sinh hoạt Đảng, học tập chuyên đề và việc thực hiện văn bản của cấp trên trong nhà trường.
"""


def cell_path(name: str) -> str:
    """Where a cell's page lies under docs/."""
    return f"chi-bo/{slug(name)}.md"


def write_cell(docs: Path, answers: Answers, before: str) -> str | None:
    """The cell's page, made, or kept with its text when the cell was named `before`: its path if there is anything new.

    A page that moves keeps its old address, and posts that still name the cell as before stay with it.
    """
    path, old = docs / cell_path(answers.name), docs / cell_path(before)
    if path.exists() and (path == old or not old.exists()):
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and before != answers.name:
        path.write_text(_renamed(old.read_text(encoding="utf-8"), answers.name, before), encoding="utf-8", newline="\n")
        old.unlink()
    else:
        facts = [("address", answers.address), ("contact", answers.email or answers.phone)]
        lines = "".join(f"{key}: {quoted(value)}\n" for key, value in facts if value)
        lower = escape(answers.name[:1].lower() + answers.name[1:], brackets=True)
        text = _CELL.format(name=quoted(answers.name), facts=lines, lower=lower)
        path.write_text(text, encoding="utf-8", newline="\n")
    return cell_path(answers.name)


def _renamed(text: str, name: str, before: str) -> str:
    def change(head: MutableMapping[str, object]) -> None:
        head["title"] = name
        head["aliases"] = [*_listed(head.get("aliases")), before]
        head["redirect_from"] = [*_listed(head.get("redirect_from")), f"/chi-bo/{slug(before)}/"]

    return with_head(text, change)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value] if value else []


def write_first_post(docs: Path, answers: Answers, day: datetime.date) -> str:
    """A draft, its path under docs/."""
    path = f"bai-viet/{day:%Y/%m}/bai-dau-tien.md"
    if not (docs / path).exists():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        text = _POST.format(cell=quoted(answers.name), day=day)
        (docs / path).write_text(text, encoding="utf-8", newline="\n")
    return path
