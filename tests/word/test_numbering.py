"""Lists are numbered as Word does it: those of one definition count on together, and begin anew where they say so."""

import time
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from word.blocks import Paragraph, Span
from word.reading import read_word
from word.tidying import tidy
from word_files import WordFile, article
from word_imports import body, one


def numbered(number: int, text: str, level: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r>"


def lists(*overrides: str, start: int = 1, second: str = "decimal") -> WordFile:
    """A file with one definition of lists, which list 90 follows, and lists 91 … with what they have of their own."""
    file = WordFile()
    part = file.file.part.numbering_part._element
    levels = (f'<w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>',
              f'<w:start w:val="1"/><w:numFmt w:val="{second}"/><w:lvlText w:val="%1.%2"/>')  # fmt: skip
    written = "".join(f'<w:lvl w:ilvl="{at}">{level}</w:lvl>' for at, level in enumerate(levels))
    part.insert(0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{written}</w:abstractNum>"))
    for number, own in enumerate(("", *overrides), 90):
        base = '<w:abstractNumId w:val="90"/>'
        part.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='{number}'>{base}{own}</w:num>"))
    return file


def labels(file: WordFile) -> list[str]:
    return [block.look.item.label for block in read_word(file.bytes()).text.blocks if block.look.item]  # type: ignore[union-attr]


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'


def test_a_list_that_begins_anew_is_gone_on_with_by_all_that_share_its_definition() -> None:
    file = lists(ANEW.format(1), ANEW.format(10))
    for number in (90, 90, 91, 90, 91, 92, 90, 92, 91):
        file.xml(numbered(number, "việc"))
    assert labels(file) == ["1.", "2.", "1.", "2.", "3.", "10.", "11.", "12.", "13."]


def test_a_level_that_is_left_out_counts_from_its_start() -> None:
    file = lists(start=3)
    for level in (1, 1, 0, 1):
        file.xml(numbered(90, "việc", level))
    assert labels(file) == ["3.1", "3.2", "3.", "3.1"]


def test_a_level_between_two_that_is_left_out_counts_as_if_it_stood_there() -> None:
    file = lists()
    part = file.file.part.numbering_part._element
    third = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/>'
    part[0].append(parse_xml(f"<w:lvl {nsdecls('w')} w:ilvl='2'>{third}</w:lvl>"))
    for level in (0, 2, 1, 2, 0, 1):
        file.xml(numbered(90, "việc", level))
    assert labels(file) == ["1.", "1.1.1", "1.2", "1.2.1", "2.", "2.1"]


def test_signs_of_other_kinds_of_numbers() -> None:
    file = lists(second="decimalEnclosedCircle").xml(numbered(90, "một")).xml(numbered(90, "hai", 1))
    assert labels(file) == ["1.", "1.①"]


def by_hand(folder: Path, *texts: str) -> str:
    """What becomes of these lines behind a lead, and before a last sentence."""
    file = article().lines(*texts, "Cuộc họp kết thúc lúc năm giờ chiều cùng ngày.")
    _, text = one(folder, file.bytes())
    return body(text).partition("toàn thể đảng viên.\n\n")[2].partition("\n\nCuộc họp")[0]


def test_lines_with_letters_stand_one_below_the_other(tmp_path: Path) -> None:
    long = "Chi bộ giao cho các tổ chuyên môn chuẩn bị những việc sau đây trước ngày khai giảng năm học mới"
    written = by_hand(tmp_path, long, "a) bàn ghế", "b) sách vở của các lớp", "đ) nước uống", "e. Ghế đá", "ii) xe")
    assert written == f"{long}\n\na) bàn ghế\n\nb) sách vở của các lớp\n\nđ) nước uống\n\ne. Ghế đá\n\nii) xe"


def test_line_breaks_before_letters_stay(tmp_path: Path) -> None:
    file = article().xml("<w:r><w:t>Các việc</w:t><w:br/><w:t>a) bàn ghế</w:t><w:br/><w:t>b)sách vở</w:t></w:r>")
    assert body(one(tmp_path, file.bytes())[1]).endswith("Các việc\n\na) bàn ghế\n\nb)sách vở")


def test_lines_with_letters_stand_below_their_number(tmp_path: Path) -> None:
    lines = ["1. Việc chung", "a) bàn ghế", "b) sách vở", "2. Việc riêng", "3. Việc khác", "a. quét sân", "c. lau bảng"]
    assert by_hand(tmp_path, *lines).split("\n") == [f"    - {line}" if line[0].isalpha() else line for line in lines]


def test_letters_that_do_not_begin_with_a_are_lines(tmp_path: Path) -> None:
    assert by_hand(tmp_path, "1. Việc chung", "2. Việc riêng", "c) sách vở") == (
        "1. Việc chung\n2. Việc riêng\n\nc) sách vở"
    )


def test_many_lines_with_letters_take_time_in_proportion() -> None:
    line = Paragraph((Span("a) việc"),))
    number = Paragraph((Span("1. việc"),))

    def seconds(count: int) -> float:
        start = time.process_time()
        assert len(tidy([number, *[line] * count, number] * 3)) == 3 * count + 6
        return time.process_time() - start

    assert seconds(16_000) < 20 * seconds(2_000)


def test_a_list_at_the_end_is_no_signature(tmp_path: Path) -> None:
    file = article().line("Kết Quả Thi Đua", style="List Number")
    entry, text = one(tmp_path, file.bytes())
    assert entry["fields"]["author"] == "Tổ Toán – Tin" and body(text).endswith("Kết Quả Thi Đua")
