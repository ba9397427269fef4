"""News items as teachers lay them out: fields, and what is left of the text."""

from pathlib import Path

import pytest

from word.blocks import paragraphs
from word.guessing import guess
from word.known import Known, read_known
from word.layout import lay_out
from word.reading import read_word
from word.tidying import tidy
from word_layouts import CASES, USUAL, titled
from word_odd_layouts import ODD

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def known() -> Known:
    return read_known(PROJECT / "docs")


@pytest.mark.parametrize("name", [*CASES, *ODD])
def test_fields_and_text(name: str, known: Known) -> None:
    file, changes, body = {**CASES, **ODD}[name]()
    layout = lay_out(tidy(read_word(file.bytes()).text.blocks))
    guesses = guess(layout, known)
    wanted = {field: said for field, said in {**USUAL, **changes}.items() if said}
    assert {field: said for field, said in guesses.fields.items() if field != "summary"} == wanted
    assert tuple(one.text for one in paragraphs(layout.body) if one.text) == body


def test_the_day_in_the_name_of_the_file(known: Known) -> None:
    lead = "Chi bộ trường THCS Ái Mộ sinh hoạt chuyên đề tại phòng hội đồng, có mặt đông đủ đảng viên của chi bộ."
    layout = lay_out(tidy(read_word(titled().line(lead).bytes()).text.blocks))
    names = {"Tin 27.4.2022": "2022-04-27", "20220427_tin": "2022-04-27", "tin lần 2": None, "tin 99-99-2022": None}
    for name, day in names.items():
        assert guess(layout, known, name).fields.get("date") == day
