"""Opening and saving changes nothing; an edit changes its own lines and no others."""

from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmark.articles import articles
from newsdesk.entries import EntryError
from newsdesk.form import ORDER, edits, values_of
from newsdesk.messages import DeskError
from newsdesk.post_text import body_of, plain, source_of, take_apart, with_edits
from newsdesk.saving import with_values
from newsroom.vietnamese import nfc
from small_site import PROJECT

SAMPLES = sorted((PROJECT / "docs").rglob("*.md"))

TEXTS = st.text(
    st.sampled_from("abc Đăng ý ầ “” ' \" : # - [ ] { } , & * ! | > % @ ` \\ 1 / . ? ~ =\u0301"),
    min_size=1,
    max_size=30,
)
LINES = st.text(st.sampled_from("ab ế*_[](!)#->|\u0301\u00a0"), max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def opened_and_saved(data: bytes) -> bytes:
    """As the browser does it: values and body as JSON would have them, line ends as a textarea has them."""
    text = take_apart(data)
    assert text is not None
    return with_values(data, values_of(text.fields), body_of(text)[1])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_opening_and_saving_a_sample_changes_nothing(path: Path) -> None:
    data = path.read_bytes()
    assert opened_and_saved(data) == data
    windows = b"\xef\xbb\xbf" + data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert opened_and_saved(windows) == windows


def test_opening_and_saving_made_articles_changes_nothing() -> None:
    for one in articles(60, None):
        fields = {"title": one.title, "author": one.author, "date": one.date, "campaign": [one.campaign]}
        for style in (None, '"', "'"):
            head = yaml.safe_dump(fields, allow_unicode=True, default_style=style, sort_keys=False)
            data = f"---\n{head}---\n\n{chr(10).join(one.paragraphs)}\n".encode()
            assert opened_and_saved(data) == data


@st.composite
def posts(draw: st.DrawFn) -> bytes:
    """Heads as people write them: comments, quotes, lists both ways, folded text, mixed line ends, a mark of order."""
    entries = []
    for name in draw(st.permutations(["title", "author", "summary", "cell", "campaign", "image"])):
        value, more = draw(TEXTS).strip() or "a", draw(TEXTS).strip() or "b"
        quoted = ["'" + one.replace("'", "''") + "'" for one in (value, more)]
        entries.append(
            draw(
                st.sampled_from(
                    [
                        f"{name}: {quoted[0]}", f"{name}:   {quoted[0]}  # ghi chú", f"# {name}\n{name}: Chữ thường",
                        f"{name}:\n  - {quoted[0]}\n  # giữa\n  - {quoted[1]}", f"{name}: [{', '.join(quoted)}]",
                        f"{name}:", f"{name}: >-\n  Một\n  hai", f"{name}: |\n  Một\n\n  hai\n", f"{name}: Một\n  hai",
                        f"{name}: Chữ #TuHao",
                    ]
                )
            )
        )  # fmt: skip
    body = draw(st.lists(LINES, max_size=8))
    lines = ["---", *"\n".join(entries).split("\n"), "---", *body]
    bom = draw(st.sampled_from(["", "\ufeff"]))
    last = draw(st.booleans())
    ends = [draw(ENDS) if draw(st.booleans()) else "\n" for _ in lines]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return (bom + (text if last else text.removesuffix(ends[-1]))).encode()


@given(posts())
def test_opening_and_saving_any_post_changes_nothing(data: bytes) -> None:
    assert opened_and_saved(data) == data


@given(posts(), st.sampled_from(["title", "cell", "summary", "image", "consent"]), TEXTS)
def test_an_edit_is_read_back_and_leaves_all_other_lines(data: bytes, name: str, value: str) -> None:
    text = take_apart(data)
    assert text is not None
    assume(text.head is not None and text.fields.get(name) != value and value.strip())
    try:
        made = with_values(data, {name: value}, None)
    except DeskError:
        return  # said, and nothing written
    before, after = source_of(data), source_of(made)
    assert before
    assert after
    assert " ".join(str(after.fields[name]).split()) == " ".join(nfc(value).split())
    assert {key: one for key, one in after.fields.items() if key != name} == {
        key: one for key, one in before.fields.items() if key != name
    }
    assert after.body == before.body
    lines = data.splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(b"#")]
    assert [line for line in made.splitlines(keepends=True) if line.startswith(b"#")] == kept


@given(posts(), st.lists(LINES, max_size=6), st.integers(0, 8))
def test_lines_of_a_body_that_stay_keep_their_ends_and_letters(data: bytes, new: list[str], at: int) -> None:
    text = take_apart(data)
    assert text is not None
    above, shown = body_of(text)
    lines = shown.split("\n")
    body = "\n".join([*lines[:at], *new, *lines[at:]])
    made = with_values(data, values_of(text.fields), body)
    again = take_apart(made)
    assert again is not None
    assert nfc(plain(again.body)) == nfc(above + body)
    assert made.startswith(data[: len(data) - len(text.body.encode())])
    kept = [line for line in text.body.splitlines(keepends=True) if line.endswith("\r\n")]
    assert made.count(b"\r\n") >= len(kept)
    if not new:
        assert made == data


def test_one_item_of_a_list_changes_alone() -> None:
    data = "---\nauthor:\n    - 'Tổ Toán'   # trưởng nhóm\n    - \"Tổ Văn\"\ntitle: A\n---\n".encode()
    made = with_values(data, {"author": ["Tổ Toán", "Tổ Sử"]}, None)
    assert made == data.replace("Văn".encode(), "Sử".encode())


def test_a_new_field_stands_where_the_schema_has_it() -> None:
    made = with_values(b"---\ntitle: A\nsummary: B\n---\n", {"author": ["X", "Y: Z"]}, None)
    assert made == b'---\ntitle: A\nauthor:\n  - X\n  - "Y: Z"\nsummary: B\n---\n'


def test_an_emptied_field_goes_with_its_lines_alone() -> None:
    data = b"---\ntitle: A\n# on the summary\nsummary: >\n  B\n  C\n# on the draft\ndraft: true\n---\n"
    assert with_values(data, {"summary": ""}, None) == data.replace(b"summary: >\n  B\n  C\n", b"")
    assert with_values(data, {"draft": False}, None) == data.replace(b"draft: true\n", b"")


def test_attachments_are_lines_of_a_file_and_its_name() -> None:
    data = b"---\ntitle: A\nattachments:\n  - path: a.pdf\n    title: B\n---\n"
    text = take_apart(data)
    assert text is not None
    assert values_of(text.fields)["attachments"] == "a.pdf | B"
    made = with_values(data, {"attachments": "a.pdf | B\nc.pdf"}, None)
    source = source_of(made)
    assert source
    assert source.fields["attachments"] == [{"path": "a.pdf", "title": "B"}, "c.pdf"]


def test_a_head_with_faults_is_part_of_the_body() -> None:
    data = b"---\ntitle: [A\nauthor: B\n---\n\nText\n"
    text = take_apart(data)
    assert text is not None
    assert text.head is None
    assert opened_and_saved(data) == data
    assert with_values(data, {}, plain(text.body).replace("[A", "A")) == data.replace(b"[A", b"A")
    with pytest.raises(EntryError):
        with_edits(text, {"title": "x"}, None, ORDER)


def test_only_what_differs_from_the_form_is_written() -> None:
    fields = {"title": "A", "draft": "không", "author": "B"}
    assert edits(fields, {**values_of(fields), "title": "C"}) == {"title": "C"}
    assert edits(fields, {**values_of(fields), "unknown": "C"}) == {}
