"""Values of a head in writing."""

import re
from typing import Any

from newsdesk.entry_nodes import read
from newsroom.frontmatter.faults import quoted


def scalar(value: str, style: str, in_list: bool) -> str:
    """Writes a value in YAML: in its old quotes, if it had some; else plain, if it can be."""
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    if style == '"' and not re.search(r'["\\]', value):
        return f'"{value}"'
    special = re.search(r"[\[\]{},]", value) if in_list else None
    return value if style == "" and _is_plain(value) and not special else quoted(value)


def _is_plain(value: str) -> bool:
    return read([f"a: {value}\n"]).get("a") == value and value not in ("~", "null") and "#" not in value


def written(name: str, value: Any) -> list[str]:
    """An entry as this project's guide writes one."""
    if isinstance(value, str):
        return [f"{name}: {scalar(value, '', False)}"]
    if all(isinstance(one, str) for one in value):
        return [f"{name}:", *(f"  - {scalar(one, '', False)}" for one in value)]
    lines = [f"{name}:"]
    for one in value:
        pairs = one.items() if isinstance(one, dict) else ()
        lines += [f"  - {one}"] if isinstance(one, str) else []
        written = [f"{key}: {scalar(str(said), '', False)}" for key, said in pairs if said]
        lines += [f"{'    ' if number else '  - '}{line}" for number, line in enumerate(written)]
    return lines
