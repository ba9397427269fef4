"""The page of figures, its table for Excel, and reports to a higher body as Word files."""

import csv
import datetime
import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MakeSite
from newsroom.statistics import Period, read_period
from small_site import PROJECT, SmallSite
from word.office import find_office

HEAD = ["Nhóm", "Mục", "Số bài", "Bài đầu tiên", "Bài mới nhất", "Địa chỉ"]
POSTS = {
    "bai-viet/a.md": {"date": "30/9/2025", "author": "=HYPERLINK(1)", "campaign": "Tự soi, tự sửa"},
    "bai-viet/b.md": {"date": "01/10/2025", "author": ["Tổ Ngữ văn", "Nhà trường"]},
    "bai-viet/c.md": {"date": "31/12/2025", "cell": "Chi bộ Bồ Đề", "directive": "27-HD/ĐU"},
    "bai-viet/d.md": {"date": "01/01/2026", "campaign": "Tự soi, tự sửa", "title": "Tên bài có “dấu”"},
    "bai-viet/e.md": {"date": "02/01/2026", "draft": "true"},
}


def rows_of(site: SmallSite) -> list[list[str]]:
    """The table as Excel reads it: by the mark at its beginning, at tabs."""
    data = (site.site / "thong-ke/thong-ke.csv").read_bytes()
    assert data[:2] == b"\xff\xfe"
    return list(csv.reader(io.StringIO(data.decode("utf-16"), newline=""), "excel-tab"))


def test_figures_count_what_is_published(make_site: MakeSite) -> None:
    site = make_site(POSTS, address="https://example.test/ten/")
    site.build()
    head, *rows = rows_of(site)
    assert head == HEAD
    found = {(group, name): (posts, first, last) for group, name, posts, first, last, _ in rows}
    assert found["Tháng", "Tháng 12 năm 2025"] == ("1", "31/12/2025", "31/12/2025")
    assert found["Quý", "Quý IV năm 2025"] == ("2", "01/10/2025", "31/12/2025")
    assert found["Chuyên đề", "Tự soi, tự sửa"] == ("2", "30/9/2025", "01/01/2026")
    assert found["Chi bộ", "Chi bộ trường THCS Ái Mộ"][0] == "3"
    assert found["Tác giả", "Nhà trường"][0] == "1"
    assert found["Văn bản", "27-HD/ĐU"][0] == "1"
    assert ("Tác giả", "'=HYPERLINK(1)") in found  # no formula
    addresses = [row[5] for row in rows if row[5]]
    assert all(
        (site.site / one.removeprefix("https://example.test/ten/") / "index.html").is_file() for one in addresses
    )


def test_charts_and_tables_say_the_same(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    site.build()
    page = site.page("thong-ke/")
    assert [one["id"] for tag, one in page.elements if tag == "h2"] == [
        "figures-thang", "figures-quy", "figures-chuyen-de", "figures-chi-bo", "figures-tac-gia", "figures-van-ban",
    ]  # fmt: skip
    charts = [one for tag, one in page.elements if tag == "svg" and one.get("role") == "img"]
    assert len(charts) == 6
    for chart in charts:
        assert all(name in page.ids for name in chart["aria-labelledby"].split())
    assert page.all("caption")[0] == "Số bài theo tháng"
    assert page.all("td") == [
        *"11011",
        *"121",
        *"2",
        *"31",
        *"2111",
        *"1",
    ]  # January back to September, quarters, topics
    html = site.html("thong-ke/")
    assert "style=" not in html.partition("<main")[2].partition("</main>")[0]
    assert "Nhiều nhất: Quý IV năm 2025, 2 bài." in html
    assert page.link("Tháng 9 năm 2025") == "../luu-tru/2025/09/"


def test_a_month_without_posts_is_a_gap(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {"date": "01/11/2021"}, "bai-viet/b.md": {"date": "01/02/2022"}})
    site.build()
    assert site.page("thong-ke/").all("th")[2:6] == [
        "Tháng 2 năm 2022", "Tháng 1 năm 2022", "Tháng 12 năm 2021", "Tháng 11 năm 2021",
    ]  # fmt: skip


def test_many_topics_are_in_the_table(make_site: MakeSite) -> None:
    site = make_site({f"bai-viet/{n}.md": {"author": f"Tổ số {n:02}"} for n in range(30)})
    site.build()
    assert "Còn 10 mục nữa" in site.page("thong-ke/").text
    assert sum(row[0] == "Tác giả" for row in rows_of(site)) == 30


def test_figures_of_nothing(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    assert "Chưa có bài viết nào." in site.page("thong-ke/").text
    assert rows_of(site) == [HEAD]


def test_the_page_can_be_left_out(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {}", statistics=False)
    site.build()
    assert not (site.site / "thong-ke").exists()
    assert "thong-ke" not in site.html("")


def test_a_text_of_ones_own_stands_above_the_figures(make_site: MakeSite) -> None:
    site = make_site(
        {"bai-viet/a.md": {}, "thong-ke.md": "# Số liệu\n\nLời của chi ủy, [bảng](thong-ke/thong-ke.csv).\n"}
    )
    site.build()
    page = site.page("thong-ke/")
    assert page.all("h1") == ["Số liệu"]
    assert "Lời của chi ủy" in page.body


PERIODS = {
    "2026": ("năm 2026", "2026-01-01", "2026-12-31"), "2026-Q3": ("quý III năm 2026", "2026-07-01", "2026-09-30"),
    "2026-q1": ("quý I năm 2026", "2026-01-01", "2026-03-31"),
    "2024-02": ("tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
    "Q4/2025": ("quý IV năm 2025", "2025-10-01", "2025-12-31"),
    "11/2026": ("tháng 11 năm 2026", "2026-11-01", "2026-11-30"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PERIODS.items())
def test_periods_as_people_write_them(text: str, wanted: tuple[str, str, str]) -> None:
    period = read_period(text)
    assert (period.name, str(period.first), str(period.last)) == wanted


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-13", "2026-00", "quý 3", "26", "1026", "2026-Q", "2026-11-05"])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="hãy viết"):
        read_period(text)


@given(st.dates(datetime.date(1905, 1, 1), datetime.date(2190, 1, 1)), st.sampled_from(["{0}", "{0}-Q{2}", "{0}-{1}"]))
def test_periods_follow_one_another(day: datetime.date, form: str) -> None:
    period = read_period(form.format(day.year, day.month, (day.month + 2) // 3))
    before: Period = period.before
    assert period.holds(day)
    assert before.last + datetime.timedelta(days=1) == period.first
    assert read_period(before.slug) == before


def report(site: SmallSite, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command as a person runs it, of another site."""
    command = [sys.executable, str(PROJECT / "scripts/report.py"), *arguments, "--config", str(site.config)]
    return subprocess.run(command, cwd=site.root, capture_output=True, encoding="utf-8", check=False)


def cells(table: "docx.table.Table") -> list[list[str]]:
    """Texts of all cells, by row."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_report_is_a_word_file_to_be_sent_up(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    done = report(site, "2025-Q4")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "Đã viết bao-cao-2025-q4.docx: 2 bài trong quý IV năm 2025."
    document = docx.Document(str(site.root / "bao-cao-2025-q4.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Kết quả đăng tin, bài trên trang tin quý IV năm 2025" in texts
    opening = "Trong quý IV năm 2025 (từ ngày 01/10/2025 đến ngày 31/12/2025), trang tin của Chi bộ trường THCS Ái Mộ"
    assert f"{opening} đã đăng 2 bài, của 3 tác giả thuộc 2 chi bộ." in texts
    assert "Số bài tăng 1 bài so với quý III năm 2025 (1 bài)." in texts
    head, *tables, _ = map(cells, document.tables)
    left, right = head[0]
    assert left.split("\n") == ["ĐẢNG ỦY PHƯỜNG NGỌC LÂM", "CHI BỘ TRƯỜNG THCS ÁI MỘ", "*", "Số ……-BC/CB"]
    assert right.startswith("ĐẢNG CỘNG SẢN VIỆT NAM\n")
    assert "Ngọc Lâm, ngày … tháng … năm" in right
    assert tables[0] == [["TT", "Tháng", "Số bài"], ["1", "Tháng 10 năm 2025", "1"], ["2", "Tháng 12 năm 2025", "1"],
                         ["", "Cộng", "2"]]  # fmt: skip
    assert tables[-1][1:] == [
        ["1", "01/10/2025", "B", "Tổ Ngữ văn, Nhà trường", "Chi bộ trường THCS Ái Mộ"],
        ["2", "31/12/2025", "C", "Tổ Toán – Tin", "Chi bộ Bồ Đề"],
    ]
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.left_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297, 30]
    assert document.styles["Normal"].font.name == "Times New Roman"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("Số 1, phường Hoa Phượng", "Hoa Phượng, ngày"),
        ("12 Trần Phú, P. Hoa Phượng, Hà Nội", "Hoa Phượng, ngày"),
        ("Thôn 2, TT.Sao Mai, tỉnh Nghệ An", "Sao Mai, ngày"),
        ("Đường 3/2, Phường 5, TP. Hồ Chí Minh", "Phường 5, ngày"),
        ("Đặc khu Côn Đảo", "Côn Đảo, ngày"),
        ("Hà Nội", "Hà Nội, ngày"),
        ("Số 5", "ngày"),  # of a street nobody knows the town
        ("", "ngày"),
    ],
)
def test_a_report_names_the_place_that_it_is_given_at(tmp_path: Path, engine: str, address: str, place: str) -> None:
    site = SmallSite(tmp_path / "trang", engine, {"address": address})
    site.write({"bai-viet/a.md": {"date": "30/9/2025"}})
    assert report(site, "2025").returncode == 0
    document = docx.Document(str(site.root / "bao-cao-2025.docx"))
    assert cells(document.tables[0])[0][1].splitlines()[-1].startswith(f"{place} …")


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_report(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    assert report(site, "2025-Q4").returncode == 0
    text = _by_office(site, site.root / "bao-cao-2025-q4.docx", "txt:Text (encoded):UTF8")
    assert "Kết quả đăng tin, bài trên trang tin quý IV năm 2025" in text and "Tổ Ngữ văn, Nhà trường" in text


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_table(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    site.build()
    given = site.site / "thong-ke/thong-ke.csv"
    table = _by_office(site, given, "csv:Text - txt - csv (StarCalc):59,34,76,1", "--infilter=CSV:9,34,65535,1")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert rows[0] == HEAD and ["Chuyên đề", "Tự soi, tự sửa", "2"] in [row[:3] for row in rows]


def _by_office(site: SmallSite, file: Path, kind: str, *options: str) -> str:
    """A file as LibreOffice writes it again; that a table is UTF-16, which its dialogue sees itself, it is told."""
    folder = site.root / "lo"
    command = [find_office() or "", "--headless", f"-env:UserInstallation={(site.root / 'ho-so').as_uri()}", *options]
    command += ["--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    written = next(folder.glob(f"{file.stem}.*"), None)
    return written.read_text(encoding="utf-8-sig") if written else pytest.skip("LibreOffice lacks Calc or Writer")


def test_a_report_on_nothing_says_so(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    assert "0 bài trong năm 2019" in report(site, "2019", "--out", "nam.docx").stdout
    texts = [paragraph.text for paragraph in docx.Document(str(site.root / "nam.docx")).paragraphs]
    assert any(text.endswith("không đăng bài nào.") for text in texts)


def test_no_report_of_posts_that_are_wrong(make_site: MakeSite) -> None:
    site = make_site({**POSTS, "bai-viet/sai.md": {"date": "31/02/2026"}})
    done = report(site, "2025")
    assert done.returncode == 1
    assert "docs/bai-viet/sai.md:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(site.root.glob("*.docx"))
    wrong = report(site, "2025-Q9")
    assert (wrong.returncode, "hãy viết năm 2026, quý 2026-Q3 hoặc tháng 2026-11" in wrong.stderr) == (1, True)


def test_builds_do_not_load_word() -> None:
    load = "import newsroom.output.printing, newsroom.output.table, newsroom.update, main"
    code = f"import sys; sys.path.insert(0, 'hooks'); {load}; print('docx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"
