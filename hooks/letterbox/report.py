"""The report on what became of Word files: the text of a pull request, and lines for the log."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_AT = "@\u200b"  # whom GitHub does not call


def report(entries: Sequence[Mapping[str, Any]]) -> str:
    """The Markdown of all entries, each as `import --json` prints it."""
    return "\n".join(map(_told, entries))


def title_of(posts: Sequence[Mapping[str, Any]]) -> str:
    """The title of a commit with these posts."""
    first = str(posts[0]["fields"].get("title") or posts[0]["file"]).replace("@", _AT)
    return first if len(posts) == 1 else f"{len(posts)} bài từ hộp thư: {first}…"


def _told(entry: Mapping[str, Any]) -> str:
    """A file's part of the report, in Markdown; nothing of what others wrote is a sign of it, or calls anybody."""
    if entry["error"]:
        return f"### {_safe(entry['file'])}\n\n**Không thành bài:** {_safe(entry['error'])}\n"
    told, words = entry["fields"].items(), entry["guessed"]
    fields = (f"| {name} | {_value(said)} | {_safe(words.get(name, ''))} |" for name, said in told)
    missing = f"**Còn thiếu: {', '.join(entry['missing'])}.** " if entry["missing"] else ""
    lines = [f"- {_safe(one)}" for one in entry["report"]]
    head = f"### {_safe(entry['fields'].get('title') or entry['file'])}\n\nTừ tệp {_safe(entry['file'])}. {missing}\n"
    return "\n".join([head, "| Mục | Giá trị | Theo chữ nào |", "|---|---|---|", *fields, "", *lines, ""])


def _value(said: object) -> str:
    return _safe("; ".join(map(str, said)) if isinstance(said, list) else str(said))


def _safe(text: str) -> str:
    plain = escape(" ".join(text.split()), quote=False)
    return re.sub(r"[\\`*_\[\]|#!~]", lambda sign: f"&#{ord(sign[0])};", plain).replace("@", _AT)


def annotate(entries: Sequence[Mapping[str, Any]]) -> None:
    """What did not become a post, for GitHub to show, and for people."""
    for one in entries:
        if one["error"]:
            print(f"::error::{one['file']}: {one['error']}".replace("%", "%25").replace("\n", " "))
        else:
            print(f"{one['file']} → {one['post']}")
