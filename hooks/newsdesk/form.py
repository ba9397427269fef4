"""The form of a post, made from the one schema: what each field shows, and what of the file a changed field changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsdesk.messages import DeskError
from newsroom.fields import fields_of, is_required, kinds_of
from newsroom.frontmatter.old_addresses import read_old_addresses
from newsroom.frontmatter.schema import PostFields
from newsroom.frontmatter.values import read_attachments, read_flag, read_names
from newsroom.problems import Problem

ORDER = tuple(fields_of(PostFields))
_MUST = ("title", "date", "cell", "author")
_OFTEN = ("directive", "campaign", "summary", "image", "image_caption")
_LONG = ("summary",)
_SHAPES: Mapping[Any, str] = {
    read_names: "names",
    read_old_addresses: "names",
    read_flag: "flag",
    read_attachments: "lines",
}
_BETWEEN = " | "
_IN_FILES = ": true hoặc false"  # where the form has a box to tick
Values = Mapping[str, Any]
"""By field, as the browser has them: a text, a list of texts for names, true or false for a flag."""


@dataclass(frozen=True)
class Field:
    """One field of the form; `shape` is text, long, names, flag or lines.

    `part` is where it stands: must, above the text, as every post has it; often or seldom, folded below.
    """

    name: str
    label: str
    hint: str
    example: str
    shape: str
    required: bool
    part: str


def _field(name: str) -> Field:
    one, kind = fields_of(PostFields)[name], kinds_of(PostFields)[name]
    shape = "long" if name in _LONG else _SHAPES.get(kind.read, "text")
    told = one.metadata
    example, hint = (
        told["examples"][0],
        told["description"].removesuffix(": true hoặc false"),
    )  # which is how files say it
    shown = example if isinstance(example, str) else ""
    required = is_required(one) or name == "title"
    part = "must" if required else "often" if name in _OFTEN else "seldom"
    return Field(name, told["title"], hint, shown, shape, required, part)


def form() -> tuple[Field, ...]:
    """All fields, in the order in which they are filled in."""
    first = (*_MUST, *_OFTEN)
    rest = [name for name in ORDER if name not in first and name not in ("description", "template")]
    return tuple(_field(name) for name in (*first, *rest))


def told(problems: Iterable[Problem]) -> tuple[str, ...]:
    """What is wrong, each by the label of its field or its line."""
    labels = {one.name: one.label for one in form()}
    return tuple(f"{labels.get(one.field, one.field) or f'Dòng {one.line}'}: {one.message}" for one in problems)


def values_of(fields: Mapping[str, object]) -> Values:
    """What the form shows of a head."""
    return {one.name: _shown(one, fields.get(one.name)) for one in form()}


def _shown(field: Field, value: object) -> Any:
    if field.shape == "flag":
        return _is_set(value)
    if field.shape == "names":
        return [_text(one) for one in (value if isinstance(value, list) else [value]) if _text(one)]
    if field.shape == "lines":
        return "\n".join(_line(one) for one in (value if isinstance(value, list) else [value]) if one)
    return _text(value)


def _is_set(value: object) -> bool:
    try:
        return isinstance(value, str) and read_flag(value)
    except ValueError:
        return False


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _line(value: object) -> str:
    if isinstance(value, dict):
        return _BETWEEN.join(text for text in (_text(value.get("path")), _text(value.get("title"))) if text)
    return _text(value)


def edits(fields: Mapping[str, object], values: Values) -> dict[str, object]:
    """What is to be written for those fields alone that differ from what the form would show. Raises DeskError."""
    if not isinstance(values, dict):
        raise DeskError("Không hiểu yêu cầu; hãy tải lại trang này.")
    known = values_of(fields)
    shapes = {one.name: one.shape for one in form()}
    changed = {name: value for name, value in values.items() if name in shapes and value != known[name]}
    return {name: _written(shapes[name], value) for name, value in changed.items()}


def _written(shape: str, value: Any) -> object:
    if shape == "flag":
        return "true" if value else None
    if shape == "names":
        names = [name for one in _listed(value) if (name := " ".join(one.split()))]
        return names[0] if len(names) == 1 else names or None
    if shape == "lines":
        return [_attachment(line) for line in str(value).splitlines() if line.strip()] or None
    return str(value)


def _listed(value: Any) -> Iterable[str]:
    return map(str, value) if isinstance(value, list) else [str(value)]


def _attachment(line: str) -> object:
    path, _, title = (part.strip() for part in line.partition(_BETWEEN.strip()))
    return {"path": path, "title": title} if title else path
