"""mkdocs.yml: the answers that it holds, and others written into it, with its comments and order kept."""

import io
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from newsroom.cache.trees import move
from newsroom.settings import Settings
from newsroom.settings_file import excess_of
from starting.answers import Answers

_SITE = ("site_url", "primary")
ORDER = [one.name for one in fields(Settings)]


class UnreadableError(Exception):
    """The file can't be read; the text is the line shown."""


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _load(text: str) -> CommentedMap:
    if said := excess_of(text):
        raise UnreadableError(f"mkdocs.yml:{said}")
    try:
        data = _yaml().load(text)
    except YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise UnreadableError(f"mkdocs.yml:{line}: không đọc được; hãy sửa dòng này rồi chạy lại") from None
    extra = data.get("extra") if isinstance(data, CommentedMap) else None
    if not isinstance(data, CommentedMap) or not isinstance((extra or {}).get("newsroom"), CommentedMap):
        raise UnreadableError("mkdocs.yml: thiếu mục extra.newsroom; hãy lấy lại tệp mkdocs.yml của dự án")
    return data


def current(text: str) -> dict[str, str]:
    """What a settings file answers now, as it stands there."""
    data = _load(text)
    newsroom = data["extra"]["newsroom"]
    url = data.get("site_url", "")
    found = {one.name: newsroom.get(one.name, "") for one in fields(Answers) if one.name not in _SITE}
    found["site_url"] = url[-1] if isinstance(url, list) else url
    found["primary"] = (newsroom.get("colours") or {}).get("primary", "")
    return {name: str(value or "") for name, value in found.items()}


def written(text: str, answers: Answers) -> str:
    """The file with these answers, and with the name in the site's own name and description where the old one was."""
    data = _load(text)
    before = data["extra"]["newsroom"].get("name", "")
    for key, make in (("site_name", site_name), ("site_description", site_description)):
        if not data.get(key) or data[key] == make(before):
            data[key] = make(answers.name)
    if isinstance(data.get("site_url"), list):
        data["site_url"][-1] = DoubleQuotedScalarString(answers.site_url)
    else:
        data["site_url"] = answers.site_url
    _fill(data["extra"]["newsroom"], answers)
    out = io.StringIO()
    _yaml().dump(data, out)
    return out.getvalue()


def _fill(newsroom: CommentedMap, answers: Answers) -> None:
    for one in fields(Answers):
        if one.name not in _SITE:
            _set(newsroom, one.name, getattr(answers, one.name), ORDER)
    if answers.primary:
        colours = newsroom.get("colours")
        if not isinstance(colours, CommentedMap):
            _set(newsroom, "colours", CommentedMap(), ORDER)
        newsroom["colours"]["primary"] = DoubleQuotedScalarString(answers.primary)


def _set(mapping: CommentedMap, key: str, value: Any, order: list[str]) -> None:
    """An empty text takes the key out; a new key comes before the next one in order."""
    if value == "":
        mapping.pop(key, None)
    elif key in mapping:
        mapping[key] = value
    else:
        later = [at for at, other in enumerate(mapping) if other in order and order.index(other) > order.index(key)]
        mapping.insert(later[0] if later else len(mapping), key, value)


def site_name(name: str) -> str:
    """`Trang tin Chi bộ …`."""
    return name if name.lower().startswith("trang tin") else f"Trang tin {name}"


def site_description(name: str) -> str:
    """`Tin hoạt động của chi bộ …`."""
    return f"Tin hoạt động của {name[:1].lower()}{name[1:]}"


def save(path: Path, text: str) -> None:
    """Whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    move(str(new), str(path))


def with_head(text: str, change: Callable[[CommentedMap], None]) -> str:
    """A page whose head, between its two lines `---`, is changed in place; the rest stays as it is."""
    opening, head, body = text.split("---\n", 2)
    data = _yaml().load(head) or CommentedMap()
    change(data)
    out = io.StringIO()
    _yaml().dump(data, out)
    return f"{opening}---\n{out.getvalue()}---\n{body}"
