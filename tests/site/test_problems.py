"""What authors are told: everything wrong in one run, each at its place, and the old site stays."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml

from conftest import MakeSite
from making_pictures import as_bytes, photo_like
from small_site import Content, SmallSite

pytestmark = pytest.mark.engine

BAD = """
bai-viet/a.md: {date: 4/13/2022, author: null}
bai-viet/b.md: {cel: Chi bộ, campaign: ""}
bai-viet/d.md: {directive: không phải số}
bai-viet/c.md: {body: "[xem](khong-co.md) và ![ảnh](mat.jpg)", attachments: [ke-hoach.pdf]}
bai-viet/tot.md: {}
"""


def _places(problems: list[str]) -> list[tuple[str, ...]]:
    """Path and field of each problem."""
    return [tuple(part.split(":")[0] for part in line.split(": ")[:2]) for line in problems]


def test_all_problems_of_all_files_in_one_run(make_site: MakeSite) -> None:
    outcome = make_site().try_build(BAD)
    assert outcome.code == 1
    assert [line for line in outcome.log.splitlines() if not line.startswith("docs/")][-1].startswith("Có 7 lỗi")
    expected = [
        ("docs/bai-viet/a.md", "author"),
        ("docs/bai-viet/a.md", "date"),
        ("docs/bai-viet/b.md", "cel"),
        ("docs/bai-viet/c.md", "attachments"),
        ("docs/bai-viet/d.md", "directive"),
    ]
    assert set(expected) <= set(_places(outcome.problems))
    assert "cell" in next(line for line in outcome.problems if ": cel: " in line)
    assert "hãy viết ngày trước: 13/4/2022" in outcome.log
    assert [line for line in outcome.problems if "“khong-co.md”" in line and "c.md:10:" in line]
    assert [line for line in outcome.problems if "“mat.jpg”" in line]


def test_a_failed_build_leaves_the_site_byte_for_byte(make_site: MakeSite) -> None:
    site = make_site()
    site.build("bai-viet/a.md: {}")
    before = site.bytes()
    assert site.try_build(BAD).code == 1
    assert site.bytes() == before
    assert sorted(path.name for path in site.root.iterdir() if not path.name.startswith(".")) == [
        "docs", "mkdocs.yml", "site",
    ]  # fmt: skip


def test_mended_it_goes_on(make_site: MakeSite) -> None:
    site = make_site()
    assert site.try_build({"bai-viet/a.md": {"date": "hôm qua"}}).code == 1
    site.build({"bai-viet/a.md": {"date": "01/4/2022"}})
    assert site.titles("") == ["A"]


def test_on_the_command_line(make_site: MakeSite) -> None:
    site = make_site(BAD)
    done = _mkdocs(site, "build", "--quiet")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert "docs/bai-viet/a.md:" in done.stdout and "docs/bai-viet/c.md:10:" in done.stdout
    assert not site.site.exists()


def _mkdocs(site: SmallSite, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", site.engine, *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "1000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


NAMES = """
chi-bo/x.md: {title: Chi bộ trường THCS Ái Mộ}
tac-gia/x.md: {title: Lưu Thị Huyền}
chuyen-de/x.md: {title: "Tự soi, tự sửa", aliases: [Soi mình]}
van-ban/x.md: {symbol: 27-HD/ĐUNL, issuer: Đảng ủy phường Ngọc Lâm}
"""


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("cell", "Chi bộ trường THCS Ái Mộo", "Chi bộ trường THCS Ái Mộ"),
        ("author", "Lưu Thị Huyềnn", "Lưu Thị Huyền"),
        ("campaign", "Tự soi, tự sửaa", "Tự soi, tự sửa"),
        ("directive", "27-HD/ĐUNK", "27-HD/ĐUNL"),
    ],
)
def test_near_misses(make_site: MakeSite, field: str, written: str, meant: str) -> None:
    outcome = make_site(NAMES).try_build({"bai-viet/a.md": {field: written}})
    assert outcome.code == 1
    (line,) = outcome.problems
    assert f": {field}: " in line and written in line and f"có phải ý bạn là “{meant}”?" in line


def test_a_page_of_its_own_settles_a_near_miss(make_site: MakeSite) -> None:
    site = make_site(NAMES)
    outcome = site.try_build({"bai-viet/a.md": {"author": "Lưu Thị Huyềnn"}})
    assert "docs/tac-gia/luu-thi-huyenn.md" in outcome.log
    site.build({"tac-gia/luu-thi-huyenn.md": {"title": "Lưu Thị Huyềnn"}})
    assert site.titles("tac-gia/luu-thi-huyenn/") == ["A"]


def test_a_rare_spelling_beside_a_common_one_is_a_warning(make_site: MakeSite) -> None:
    site = make_site({f"bai-viet/{n}.md": {"cell": "Chi bộ trường THCS Hoa Phượng"} for n in range(5)})
    outcome = site.build({"bai-viet/x.md": {"cell": "Chi bộ trường THCS Hoa Phượn"}})
    assert _places(outcome.problems) == [("docs/bai-viet/x.md", "cell")]


def test_a_date_far_ahead_is_told_by_every_build_and_stops_none(make_site: MakeSite) -> None:
    site = make_site()
    for content in ("bai-viet/a.md: {date: 01/10/2062}", "bai-viet/b.md: {}"):
        outcome = site.build(content)
        assert _places(outcome.problems) == [("docs/bai-viet/a.md", "date")]
        assert "hơn một năm nữa mới tới" in outcome.problems[0]
    assert site.titles("bai-viet/") == ["A", "B"]


def test_a_hashtag_in_a_title_is_shown(make_site: MakeSite) -> None:
    site = make_site()
    head = "author: A\ncell: B\ndate: 01/4/2022\n---\nThân.\n"
    outcome = site.build({"bai-viet/a.md": f"---\ntitle: Phong trào #TuHao tháng 10\n{head}",
                          "bai-viet/b.md": f"---\ntitle: #TuHaoVietNam\n{head}"})  # fmt: skip
    assert outcome.problems == []
    assert sorted(site.titles("bai-viet/")) == ["#TuHaoVietNam", "Phong trào #TuHao tháng 10"]


def test_one_problem_is_told_once(make_site: MakeSite) -> None:
    outcome = make_site().try_build("""
bai-viet/a.md: {date: hôm qua}
bai-viet/b.md: {body: "[bài a](a.md)"}
""")
    assert _places(outcome.problems) == [("docs/bai-viet/a.md", "date")]


@pytest.mark.parametrize(
    "files",
    [
        ("bai-viet/x.md", "bai-viet/x/index.md"),
        ("bai-viet/tin.md", "bai-viet/Tin.md"),
        ("bai-viet/2022.md", "bai-viet/2022/index.html"),
    ],
)
def test_two_files_with_one_address(make_site: MakeSite, files: tuple[str, str]) -> None:
    site = make_site()
    if files[0].lower() == files[1].lower():
        _needs_case(site.docs)
    outcome = site.try_build({path: {} if path.endswith(".md") else "x" for path in files})
    assert outcome.code == 1
    (line,) = outcome.problems
    assert all(path in line for path in files) and "trùng địa chỉ" in line


def _needs_case(folder: Path) -> None:
    (folder / "Ab").write_text("")
    if (folder / "ab").exists():
        pytest.skip("this file system takes both names for one, so there cannot be two")
    (folder / "Ab").unlink()


@pytest.mark.parametrize(
    "path",
    ["luu-tru/2022/index.html", "van-ban/27-hd-du/index.html", "chi-bo/chi-bo-truong-thcs-ai-mo", "luu-tru/2022"],
)
def test_a_file_at_the_address_of_a_made_page(make_site: MakeSite, path: str) -> None:
    site = make_site()
    outcome = site.try_build({"bai-viet/a.md": {"directive": "27-HD/ĐU"}, path: b"x"})
    assert outcome.code == 1
    assert [line for line in outcome.problems if line.startswith(f"docs/{path}:") and "trùng địa chỉ" in line]


def test_a_post_at_the_address_of_a_listing_page(make_site: MakeSite) -> None:
    posts: dict[str, Content] = {f"bai-viet/{n}.md": {} for n in range(5)}
    outcome = make_site(posts, posts_per_page=2).try_build({"bai-viet/trang/1.md": {}})
    assert outcome.code == 1
    assert [line for line in outcome.problems if line.startswith("docs/bai-viet/trang/1.md:")]


@pytest.mark.parametrize("name", ["bài #1.md", "a%20b.md", 'a"b.md', "a?.md", "a&b.md", "ảnh 50%.svg"])
def test_a_name_that_no_address_can_hold(make_site: MakeSite, name: str) -> None:
    try:
        site = make_site({f"bai-viet/{name}": {} if name.endswith(".md") else "<svg/>"})
    except OSError:
        pytest.skip("this file system has no such names")
    outcome = site.try_build()
    assert outcome.code == 1
    assert [line for line in outcome.problems if line.startswith(f"docs/bai-viet/{name}:1: tên tệp")]


def test_a_name_with_spaces_and_marks_is_fine(make_site: MakeSite) -> None:
    site = make_site()
    site.build({"bai-viet/Tự soi, tự sửa.md": {"title": "A"}})
    assert "bai-viet/Tự soi, tự sửa/" in site.pages()


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"body": "[x](C:\\bai.doc)"}, "dẫn tới tệp trên máy riêng"),
        ({"body": "[x](file:///C:/bai.doc)"}, "dẫn tới tệp trên máy riêng"),
        ({"body": "[x](www.example.test)"}, "hãy viết “https://www.example.test”"),
        ({"body": "<a href='khong-co.md'>x</a>"}, "liên kết “khong-co.md” không dẫn tới đâu"),
        ({"body": "<p><img src='mat.jpg' alt='x'></p>"}, "ảnh “mat.jpg” không dẫn tới đâu"),
        ({"body": "![x](https://a.test/x.jpg)"}, "ảnh “https://a.test/x.jpg” ở trang khác"),
        ({"attachments": "../gioi-thieu.md"}, "là một trang, không phải tệp"),
        ({"image": "a.pdf"}, "không phải ảnh"),
        ({"template": "khong-co.html"}, "không có khuôn trang “khong-co.html”"),
    ],
)
def test_what_leads_nowhere(make_site: MakeSite, post: dict[str, str], said: str) -> None:
    outcome = make_site({"gioi-thieu.md": "# x\n", "bai-viet/a.pdf": "x"}).try_build({"bai-viet/a.md": post})
    assert outcome.code == 1
    (line,) = outcome.problems
    assert said in line


@pytest.mark.parametrize("name", ["a.MD", "a.markdown"])
def test_a_text_that_would_not_be_read(make_site: MakeSite, name: str) -> None:
    outcome = make_site().try_build({f"bai-viet/{name}": "# x\n"})
    assert outcome.code == 1
    assert "phải có đuôi .md" in outcome.problems[0]


def test_a_strict_build_stops_at_warnings_before_it_publishes(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {pupils: true}")
    done = _mkdocs(site, "build", "--quiet", "--strict")
    assert done.returncode == 1 and "docs/bai-viet/a.md:5: pupils" in done.stdout
    assert not site.site.exists()


def test_a_link_to_a_post_that_is_not_out(make_site: MakeSite) -> None:
    outcome = make_site().try_build("""
bai-viet/a.md: {body: "[sau](b.md)"}
bai-viet/b.md: {draft: true}
""")
    assert outcome.code == 1
    assert "“b.md” dẫn tới bài chưa đăng" in outcome.problems[0]


def test_a_link_to_a_post_that_has_expired_stops_no_build(make_site: MakeSite) -> None:
    site = make_site()
    outcome = site.build("""
bai-viet/a.md: {body: "[trước](b.md)"}
bai-viet/b.md: {expires: 01/5/2022}
""")
    assert "“b.md” dẫn tới bài đã gỡ" in outcome.problems[0]
    assert site.page("bai-viet/a/").link("trước") == "../../bai-viet/"


def test_names_and_text_in_nfd_are_read_as_nfc(make_site: MakeSite) -> None:
    site = make_site("""
van-ban/x.md: {symbol: 27-HD/ĐU}
bai-viet/anh/hội-nghị.md: {title: Hội nghị, author: Tổ Ngữ văn, directive: 27-HD/ĐU, body: "[tệp](tệp-đẹp.txt)"}
bai-viet/anh/tệp-đẹp.txt: Xin chào
bai-viet/khac.md: {author: Tổ Ngữ văn, body: "[bài](anh/hội-nghị.md)"}
""")
    for path in sorted(site.docs.rglob("*.*")):
        content = unicodedata.normalize("NFD", path.read_text(encoding="utf-8")).encode()
        path.unlink()
        path.with_name(unicodedata.normalize("NFD", path.name)).write_bytes(content)
    site.build()
    assert site.titles("tac-gia/to-ngu-van/") == ["KHAC", "Hội nghị"]
    assert site.titles("van-ban/x/") == ["Hội nghị"]
    assert "bai-viet/anh/hội-nghị/" in site.pages()
    assert unicodedata.is_normalized("NFC", site.html("bai-viet/anh/hội-nghị/"))


def test_one_name_in_two_normal_forms_is_told(make_site: MakeSite) -> None:
    site = make_site({f"bai-viet/{unicodedata.normalize('NFC', 'hội')}.md": {}})
    site.write({f"bai-viet/{unicodedata.normalize('NFD', 'hội')}.md": {}})
    if len(list((site.docs / "bai-viet").iterdir())) == 1:
        pytest.skip("this file system takes both forms for one")
    assert site.try_build().code == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("---\ntitle: Hội nghị\n---\nĐảng viên".encode("cp1258", "ignore"), "UTF-8"),
        (b"x" * 2_000_001, "2,0 MB"),
        (b"---\na: &a [x]\nb: *a\n---\n", "dấu"),
        ("---\ntitle: A\n\tauthor: B\n---\n", "tab"),
    ],
)
def test_files_that_cannot_be_read(make_site: MakeSite, content: bytes | str, said: str) -> None:
    outcome = make_site().try_build({"bai-viet/a.md": content})
    assert outcome.code == 1
    assert outcome.problems and all(line.startswith("docs/bai-viet/a.md:") for line in outcome.problems)
    assert said in outcome.log


def test_bom_and_windows_line_ends_are_fine(make_site: MakeSite) -> None:
    site = make_site()
    text = "\ufeff---\ntitle: Một\nauthor: Tổ\ncell: Chi bộ\ndate: 01/4/2022\n---\n\nĐoạn một.\n\nĐoạn hai."
    site.build({"bai-viet/a.md": text.replace("\n", "\r\n")})
    assert site.titles("") == ["Một"]
    assert "<p>Đoạn một.</p>\n<p>Đoạn hai.</p>" in site.html("bai-viet/a/").replace("\r", "")


def test_settings_are_checked(make_site: MakeSite) -> None:
    outcome = make_site(nam="Chi bộ", posts_per_page=1).try_build()
    assert outcome.code == 1
    assert "extra.newsroom.nam" in outcome.log and "extra.newsroom.posts_per_page" in outcome.log


def test_nothing_is_embedded_from_another_host(make_site: MakeSite) -> None:
    body = '<iframe src="https://video.test/1"></iframe>\n\nChữ <img alt="x" src="a.jpg">.\n\n'
    body += '    <iframe src="//x.test">\n'  # code
    site = make_site({"bai-viet/a.md": {"body": body}, "bai-viet/a.jpg": as_bytes(photo_like(), "JPEG")})
    (problem,) = site.try_build().problems
    assert "https://video.test/1" in problem


@pytest.mark.skipif(os.name == "nt", reason="links to nothing need a right that Windows users lack")
def test_a_link_to_nothing_is_told(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {}})
    (site.docs / "bai-viet/b.md").symlink_to("đâu-mất.md")
    (problem,) = site.try_build().problems
    assert problem.startswith("docs/bai-viet/b.md:1: ")


def test_a_menu_that_names_a_file_that_is_not_there_shows_the_others(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {}, "gioi-thieu.md": "# Giới thiệu\n"})
    config = yaml.safe_load(site.config.read_text(encoding="utf-8"))
    config["nav"] = ["index.md", "khong-co.md", {"Ngoài": "https://example.test/"}, "gioi-thieu.md"]
    site.config.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    outcome = site.build()
    assert "khong-co.md" in outcome.log
    page = site.page("")
    assert page.link("Giới thiệu") and page.link("Ngoài") and "khong-co" not in site.html("")


@pytest.mark.parametrize("body", ["Câu.\n\nTrước <!-- KÍN\n\nSau.", "Câu.\n\n<!-- KÍN\n\nSau."])
def test_a_comment_without_an_end_is_told(make_site: MakeSite, body: str) -> None:
    (line,) = make_site().try_build({"bai-viet/a.md": {"body": body}}).problems
    assert line.startswith("docs/bai-viet/a.md:10: ") and "hãy thêm -->" in line


def test_no_comment_reaches_any_file(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.jpg": as_bytes(photo_like(900, 600), "JPEG")})
    noted = "chữ <!-- KÍN --> này"
    site.build({
        "bai-viet/a.md": {
            "title": f"A {noted}", "summary": noted, "campaign": f"C {noted}", "image": "a.jpg", "author": f"T {noted}",
            "attachments": [{"path": "b.pdf", "title": noted}], "body": f"{noted}\n\n![{noted}](a.jpg)\n",
        },
        "bai-viet/b.pdf": "x",
    })  # fmt: skip
    assert [path for path, data in site.bytes().items() if "KÍN".encode() in data] == []
