"""Tables as authors type and paste them are tables; a `>` before a number is no quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies import FIRST, RENDERER, html_of, told_of

TABLE = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("| A | B |\n| 1 | 2 |", TABLE),
        ("| A | B |\n|—|–|\n| 1 | 2 |", TABLE),
        ("| A | B |\n|---|---|\n\n| 1 | 2 |", TABLE),
        ("| A | B |\n\n|---|---|\n\n| 1 | 2 |", TABLE),
        ("Bảng 1:\n| A | B |\n|---|---|\n| 1 | 2 |\nHết.", f"<p>Bảng 1:</p>{TABLE}<p>Hết.</p>"),
        ("- Một\n- Hai\n| A | B |\n|---|---|\n| 1 | 2 |", f"<ul><li>Một</li><li>Hai</li></ul>{TABLE}"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n\n| A | B |\n|---|---|\n| 1 | 2 |", TABLE + TABLE),
        ("A\tB\n1\t2", TABLE),
        ("Chữ.\nA\tB\n1\t2\nHết.", f"<p>Chữ.</p>{TABLE}<p>Hết.</p>"),
        ("A\t\t\tB\n1\t\t2", TABLE),
        ("A        B\n1            2", TABLE),
        ("A  B\n1  2", "<p>A  B<br>1  2</p>"),
        ("A\tB\n1\t2\t", TABLE),
        ("A | B\n1 | 2", "<p>A | B<br>1 | 2</p>"),
        ("| A |", "<p>| A |</p>"),
        ("+---+---+\n| A | B |\n+===+===+\n| 1 | 2 |\n+---+---+", TABLE),
        ("Bảng:\n+---+---+\n| A | B |\n+---+---+\n| 1 | 2 |\n+---+---+\nHết.", f"<p>Bảng:</p>{TABLE}<p>Hết.</p>"),
        (
            "+---+---+\n| A | B |\n+---+---+\n| 1 | 2 |\n|   | b |\n+---+---+\n| 3 | 4 |\n+---+---+",
            TABLE.replace("<td>2</td></tr>", "<td>2<br>b</td></tr><tr><td>3</td><td>4</td></tr>"),
        ),
        ("+---+---+\n| A | B |\n+===+===+\n| 1 | 2 |\n|   | b |\n+---+---+", TABLE.replace("2</td>", "2<br>b</td>")),
        ("A | B\n1 | 2\n3 | 4", TABLE.replace("</tbody>", "<tr><td>3</td><td>4</td></tr></tbody>")),
        ("A | B |\n1 | 2 |\n\nHết.", "<p>A | B |<br>1 | 2 |</p><p>Hết.</p>"),
        ("A | B\n--|--\n1 | 2", TABLE),
        ("Trang chủ | Tin tức | Liên hệ", "<p>Trang chủ | Tin tức | Liên hệ</p>"),
        ("- A | b | c\n- D | e | f", "<ul><li>A | b | c</li><li>D | e | f</li></ul>"),
        ("a || b || c\nd || e || f", "<p>a || b || c<br>d || e || f</p>"),
        ("|x| + |y| = 1\nvà |z| > 0", "<p>|x| + |y| = 1<br>và |z| &gt; 0</p>"),
        ("```\na\tb\nc\td\n```", "<pre><code>a   bc   d</code></pre>"),
        ("1.\tMột\n2.\tHai", "<ol><li>Một</li><li>Hai</li></ol>"),
        ("-\tMột\n-\tHai", "<ul><li>Một</li><li>Hai</li></ul>"),
        ("a)\tMột\nb)\tHai", "<p>a)  Một<br>b)  Hai</p>"),
        ("\tĐoạn một.\n\tĐoạn hai.", "<p>Đoạn một.<br>Đoạn hai.</p>"),
    ],
)
def test_rows_are_a_table_however_they_came(body: str, html: str) -> None:
    assert html_of(body) == html
    assert not told_of(body)


def test_cells_that_a_row_lacks_are_empty() -> None:
    html = html_of("A\tB\tC\n1\t2\n\t\t3")
    assert "<td>1</td><td>2</td><td></td>" in html and not told_of("A\tB\tC\n1\t2")


def test_rows_of_tabs_that_fit_no_table_are_told() -> None:
    ((line, said),) = told_of("Một.\n\nA\tB\n1\t2\t3")
    assert line == FIRST + 2 and "kẻ bảng bằng dấu |" in said


@pytest.mark.parametrize(
    "rows", ["A | B | C\n1 | 2 | 3", "A | B | C |\n1 | 2 | 3 |", "| A | B | C\n| 1 | 2 | 3", "A|B|C\n1|2|3"]
)
def test_rows_need_no_line_at_their_ends_and_no_row_of_dashes(rows: str) -> None:
    html = html_of(rows)
    assert "<th>A</th><th>B</th><th>C</th>" in html and "<td>1</td><td>2</td><td>3</td>" in html
    assert not told_of(rows)


def test_a_drawn_table_with_joined_cells_is_told() -> None:
    ((line, said),) = told_of("Một.\n\n+---+---+\n| A | B |\n+---+---+\n| chung |\n+---+---+")
    assert line == FIRST + 3 and "các ô ngăn bằng dấu |" in said


@given(st.lists(st.lists(st.sampled_from(["", "1", "2", "3"]), min_size=1, max_size=4), max_size=4))
def test_no_cell_is_lost(rows: list[list[str]]) -> None:
    for sign in ("\t", "|"):
        body = "\n".join(sign.join(f"c{cell}c" if cell else "" for cell in row) for row in rows)
        html = RENDERER.render(body).body.html
        assert all(f"c{cell}c" in html for row in rows for cell in row if cell)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (">5 năm công tác", "<p>&gt;5 năm công tác</p>"),
        ("> 90% đạt", "<p>&gt; 90% đạt</p>"),
        ("Đạt:\n>80% giỏi\n>= 5 điểm", "<p>Đạt:<br>&gt;80% giỏi<br>&gt;= 5 điểm</p>"),
        ("- >5 em", "<ul><li>&gt;5 em</li></ul>"),
        (">90 năm qua\n>Đảng ta", "<blockquote><p>90 năm qua<br>Đảng ta</p></blockquote>"),
        ("> 5 năm qua", "<blockquote><p>5 năm qua</p></blockquote>"),
        (">Trích\n>90% em", "<blockquote><p>Trích<br>90% em</p></blockquote>"),
    ],
)
def test_a_sign_before_a_number_is_no_quotation(body: str, html: str) -> None:
    assert html_of(body) == html
    assert not told_of(body)
