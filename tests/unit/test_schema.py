"""The schema, the guide's tables and the JSON Schema hold together, and examples are what they are examples of."""

import datetime

import pytest

from newsroom.fields import fields_of, is_required
from newsroom.frontmatter.days import HANOI
from newsroom.frontmatter.far_dates import far_dates
from newsroom.frontmatter.reference import example_line, json_schema, reference_table, words
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.frontmatter.sources import read_source
from newsroom.frontmatter.validation import validate
from newsroom.frontmatter.values import read_end, read_flag, read_moment
from newsroom.kinds import MODELS
from newsroom.vietnamese import slug

ALL: list[type[PageFields]] = [PageFields, *MODELS.values()]
FIELDS = [(model, name) for model in ALL for name in fields_of(model)]


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_example_is_accepted_as_it_stands(model: type[PageFields], name: str) -> None:
    needed = [field for field, info in fields_of(model).items() if is_required(info) or field == name]
    head = "\n".join(example_line(model, field) for field in needed)
    source, problems = read_source("a.md", f"---\n{head}\n---\n".encode())
    assert source
    fields, more = validate(source, model)
    assert problems + more == ()
    assert fields
    assert getattr(fields, name)


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_field_is_in_table_and_json_schema(model: type[PageFields], name: str) -> None:
    field = fields_of(model)[name]
    row = next(line for line in reference_table(model).splitlines() if line.startswith(f"| `{name}` |"))
    entry = json_schema(model)["properties"][name]
    assert (" | có | " in row) == is_required(field) == (name in json_schema(model).get("required", []))
    assert field.metadata["description"]
    assert field.metadata["description"] in row
    assert field.metadata["description"] == entry["description"]
    assert entry["title"] != name.capitalize()


@pytest.mark.parametrize("model", ALL)
def test_table_and_json_schema_have_nothing_else(model: type[PageFields]) -> None:
    rows = reference_table(model).splitlines()[2:]
    assert sorted(row.split("`")[1] for row in rows) == sorted(fields_of(model))
    assert set(json_schema(model)["properties"]) == set(fields_of(model))
    assert json_schema(model)["additionalProperties"] is False


@pytest.mark.parametrize("model", ALL)
def test_every_word_means_one_field(model: type[PageFields]) -> None:
    fields: dict[str, set[str]] = {}
    for word, name in words(model).items():
        fields.setdefault(slug(word), set()).add(name)
    assert {word: names for word, names in fields.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("text", "hour", "minute", "offset"),
    [
        ("2022-04-01 07:30", 7, 30, 7),
        ("2022-04-01T07:30:00", 7, 30, 7),
        ("2022-04-01T07:30:00.5Z", 7, 30, 0),
        ("2022-04-01 07:30+09:00", 7, 30, 9),
        ("01/4/2022 7h30", 7, 30, 7),
        ("01/4/2022, 7 giờ", 7, 0, 7),
        ("ngày 01 tháng 4 năm 2022 lúc 19h05", 19, 5, 7),
        ("01/4/2022", 0, 0, 7),
    ],
)
def test_moments(text: str, hour: int, minute: int, offset: int) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=offset))
    assert read_moment(text).replace(microsecond=0) == datetime.datetime(2022, 4, 1, hour, minute, tzinfo=zone)
    assert read_moment(text).utcoffset() == datetime.timedelta(hours=offset)


def test_last_day_is_shown_to_its_end() -> None:
    assert read_end("30/4/2022") == datetime.datetime(2022, 5, 1, tzinfo=HANOI)
    assert read_end("30/4/2022 17:00") == datetime.datetime(2022, 4, 30, 17, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("text", "value"), [("Có", True), ("TRUE", True), ("yes", True), ("không", False), ("no", False)]
)
def test_flags(text: str, value: bool) -> None:
    assert read_flag(text) is value


def test_lines_of_fields_are_lines_of_the_file() -> None:
    source, _ = read_source("a.md", "\n---\n# ghi chú\nauthor:\n  - A\n\ncell: B\n---\n".encode())
    assert source
    assert source.lines == {"author": 4, "cell": 7}
    assert [(problem.line, problem.field) for problem in validate(source, PostFields)[1]] == [(2, "date")]


NOON = datetime.datetime(2026, 10, 1, 12, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("date: 01/10/2062", ["date"]),
        ("date: 03/10/2027", ["date"]),
        ("date: 01/10/2027", []),
        ("date: 01/10/1926", ["date"]),
        ("date: 01/10/1997", []),
        ("date: 01/10/2026\nupdated: 01/10/2062", ["updated"]),
        ("date: 01/10/2026\npublish_at: 2062-10-01 07:30", ["publish_at"]),
        ("date: 01/10/2026\nexpires: 01/10/2062", []),
    ],
)
def test_days_far_ahead(line: str, told: list[str]) -> None:
    source, _ = read_source("a.md", f"---\nauthor: A\ncell: B\n{line}\n---\n".encode())
    assert source
    fields, problems = validate(source, PostFields)
    assert fields and not problems
    assert [name for name, _ in far_dates(fields, NOON.astimezone(HANOI).date())] == told
