"""Document numbers: the golden table, and the laws that hold for any text."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsroom.citations import TYPES, Citation, find_citations, parse_symbol

GOLDEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("citations.yml").read_text(encoding="utf-8"))
PIECES = [
    "27",
    "5",
    "30a",
    "2020",
    "/",
    "-",
    "–",
    " ",
    "\n",
    "\u200b",
    "\u0301",
    "HD",
    "nđ",
    "NĐCP",
    "QH15",
    "ĐU",
    "TƯ",
]
PIECES += [
    "T.Ư",
    "ABC",
    "Chi",
    "số",
    "ngày 16/3/2022",
    "của",
    "Đảng ủy",
    ", ",
    ".",
    "và",
    "Quy định",
    "ban hành",
    "e\u0302",
]
PIECES += ["Nghị quyết Trung ương 4", "(khóa XII", "; XIII)", "Ngày 31/2/2022, "]
messy = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)
kinds = st.sampled_from([(form, kind) for form, types in TYPES.items() for kind in types])
letters = st.text("ABCDĐEGHIKLMNOPQRSTUVXYƯ", min_size=2, max_size=12)


def _told(citation: Citation) -> str:
    number = citation.symbol.text
    typed = number if citation.symbol.plenum else f"{citation.type_name} {number}"
    return " ".join(str(part) for part in (typed, citation.date, citation.issuer_name) if part)


@pytest.mark.parametrize("row", GOLDEN["texts"], ids=lambda row: row["text"])
def test_running_text(row: dict[str, Any]) -> None:
    assert [_told(citation) for citation in find_citations(row["text"])] == row.get("found", [])


@pytest.mark.parametrize("row", GOLDEN["texts"], ids=lambda row: row["text"])
def test_decomposed_text_reads_the_same(row: dict[str, Any]) -> None:
    text = unicodedata.normalize("NFD", row["text"])
    found = find_citations(text)
    assert [_told(citation) for citation in found] == row.get("found", [])
    assert all(text[citation.start : citation.end] == citation.text for citation in found)


@pytest.mark.parametrize(("written", "text", "slug"), GOLDEN["symbols"])
def test_one_number_alone(written: str, text: str | None, slug: str | None) -> None:
    symbol = parse_symbol(written)
    assert (symbol and symbol.text, symbol and symbol.slug) == (text, slug)


def test_fields_of_both_forms() -> None:
    party, state = parse_symbol("5-ct/tw"), parse_symbol("30/2020/NĐCP")
    assert party and (party.form, party.number, party.kind, party.issuer, party.year) == (
        "party",
        "05",
        "CT",
        "TW",
        None,
    )
    assert state and (state.form, state.number, state.kind, state.issuer, state.year) == (
        "state",
        "30",
        "NĐ",
        "CP",
        2020,
    )


def test_plenum_has_no_number() -> None:
    symbol = parse_symbol("Nghị quyết Hội nghị Trung ương 4 khóa XIII")
    assert symbol and (symbol.number, symbol.plenum, symbol.term, symbol.kind) == ("", 4, "XIII", "NQ")


@pytest.mark.parametrize("other", ["005-CT/TW", "5 – ct/tw", "05-CT/TƯ", "Chỉ thị số 5-CT/TW"])
def test_spellings_of_one_number_share_a_key(other: str) -> None:
    first, second = parse_symbol("05-CT/TW"), parse_symbol(other)
    assert first and second and first.key == second.key


def test_mention_spans_type_to_issuer() -> None:
    text = "Thực hiện Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 của Đảng ủy phường, chi bộ họp."
    (citation,) = find_citations(text)
    assert text[slice(*citation.span)] == "Hướng dẫn số 27-HD/ĐU ngày 16/3/2022 của Đảng ủy phường"


def test_type_names_by_form() -> None:
    written = ("1-HD/ĐU", "1-tt/ĐU", "1/TT-BNV", "1-XYZ/ĐU")
    names = [symbol.type_name for text in written if (symbol := parse_symbol(text))]
    assert names == ["Hướng dẫn", "Thông tri", "Thông tư", "Văn bản"]


@pytest.mark.parametrize(
    "seed",
    [
        "1/AA ",
        "Nghị định 1-CP ",
        "1-2020/A",
        "số 1/UBND ",
        "1 - A / ",
        "27-HD/ĐU của A và ",
        "khóa I ",
        "12/AB-AB-",
        "1",
        "của ",
        "e\u0301",
    ],
)
def test_hundred_kilobytes_of_near_misses_end(seed: str) -> None:
    assert isinstance(find_citations(seed * (100_000 // len(seed))), list)


@given(messy)
def test_offsets_point_at_the_text(text: str) -> None:
    end = 0
    for citation in find_citations(text):
        assert end <= citation.start < citation.end
        assert text[citation.start : citation.end] == citation.text
        assert citation.span[0] <= citation.start and citation.end <= citation.span[1] <= len(text)
        end = citation.end


@given(messy)
def test_canonical_text_of_what_is_found_parses_to_itself(text: str) -> None:
    for citation in find_citations(text):
        assert parse_symbol(citation.symbol.text) == citation.symbol


@given(messy)
def test_canonical_text_of_what_is_parsed_parses_to_itself(text: str) -> None:
    if symbol := parse_symbol(text):
        assert parse_symbol(symbol.text) == symbol
        assert symbol.slug.isascii() and symbol.slug


@given(st.integers(1, 99999), kinds, letters)
def test_any_issuer_is_accepted(number: int, kind: tuple[str, str], issuer: str) -> None:
    form, code = kind
    written = f"{number}-{code}/{issuer}" if form == "party" else f"{number}/{code}-{issuer}"
    symbol = parse_symbol(written)
    assert symbol and symbol.kind == code and int(symbol.number) == number
    assert [citation.symbol for citation in find_citations(f"Theo {written}, chi bộ")] == [symbol]
