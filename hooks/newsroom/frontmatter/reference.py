"""The schema told to people and to editors: the guide's tables, a JSON Schema, the line to add for a missing field."""

from typing import Any

from newsroom.fields import fields_of, is_required, kinds_of
from newsroom.frontmatter.schema import PageFields


def words(model: type[PageFields]) -> dict[str, str]:
    """What an author may have written (the names themselves, Vietnamese words) → field name."""
    found: dict[str, str] = {name: name for name in fields_of(model)}
    for name, field in fields_of(model).items():
        for word in field.metadata["x-words"]:
            found.setdefault(word, name)
    return found


def own_fields(model: type[PageFields]) -> list[str]:
    """The fields that are not those of every page, in the order of the schema."""
    return [name for name in model.__annotations__ if name in fields_of(model)]


def example_line(model: type[PageFields], name: str) -> str:
    """`author: Tổ Toán – Tin`, the field with its example, to be copied into a file."""
    return f"{name}: {_as_written(fields_of(model)[name].metadata['examples'][0])}"


def reference_table(model: type[PageFields]) -> str:
    """A Markdown table of the model's fields, its own before those of every page."""
    own = own_fields(model)
    names = [*own, *(name for name in fields_of(model) if name not in own)]
    rows = [_row(model, name) for name in names]
    return "\n".join(["| Mục | Bắt buộc | Ý nghĩa | Ví dụ |", "|---|---|---|---|", *rows]) + "\n"


def json_schema(model: type[PageFields]) -> dict[str, Any]:
    """A JSON Schema of the model, for completion and checks in an editor; only `validate` tells authors of faults."""
    known, kinds = fields_of(model), kinds_of(model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.__name__,
        "description": model.__doc__,
        "type": "object",
        "properties": {name: {**field.metadata, **kinds[name].schema} for name, field in known.items()},
        "required": [name for name, field in known.items() if is_required(field)],
        "additionalProperties": False,
    }


def _row(model: type[PageFields], name: str) -> str:
    field = fields_of(model)[name]
    needed = "có" if is_required(field) else ""
    cells = (f"`{name}`", needed, field.metadata["description"], f"`{example_line(model, name)}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _as_written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_written, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
