"""`run.py check`: everything that is wrong, and nothing built."""

import json
import os
import re
import subprocess
import sys
from itertools import pairwise

from conftest import MakeSite
from documents import text_pdf
from making_pictures import as_bytes, photo_like
from newsroom.editing.table import CHECKS
from repositories import git
from small_site import PROJECT, SmallSite
from word_files import WordFile


def _check(site: SmallSite, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROJECT / "scripts/check.py"), *arguments, str(site.config)],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def test_errors_and_warnings_are_told_and_nothing_is_built(make_site: MakeSite) -> None:
    site = make_site("""
bai-viet/a.md: {date: hôm qua}
bai-viet/b.md: {pupils: true}
""")
    done = _check(site)
    first, second, last = done.stdout.splitlines()
    assert first.startswith("docs/bai-viet/a.md:4: date: ")
    assert second.startswith("docs/bai-viet/b.md:5: pupils: ") and second.endswith("(chỉ nhắc: consent)")
    assert (last, done.returncode) == ("Có 1 lỗi, 1 lời nhắc.", 1)
    assert not site.site.exists()


def test_wrong_settings_are_told_in_a_line(make_site: MakeSite) -> None:
    done = _check(make_site(posts_per_page=1))
    assert done.returncode == 1
    assert done.stdout.startswith("mkdocs.yml: extra.newsroom.posts_per_page: ") and "Traceback" not in done.stdout


def test_settings_that_would_hang_the_check_are_told_at_their_line(make_site: MakeSite) -> None:
    site = make_site()
    names = [chr(ord("a") + number) for number in range(12)]
    bomb = [f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]" for above, name in pairwise(names)]
    site.config.write_text("\n".join(("a: &a [x]", *bomb)), encoding="utf-8")
    done = _check(site)
    assert done.stdout.startswith("mkdocs.yml:6: tệp này có quá 100.000 giá trị")
    assert done.returncode == 1


def test_nothing_wrong(make_site: MakeSite) -> None:
    done = _check(make_site("bai-viet/a.md: {}"))
    assert (done.stdout, done.returncode) == ("Mọi bài đều ổn.\n", 0)


TOLD = """
bai-viet/a.md: {title: A, body: "Gọi thầy Nam: 0912345678."}
bai-viet/b.md: {title: B, body: "Vắng một đồng chí bị F0."}
"""


def _checks(site: SmallSite, *arguments: str) -> list[str]:
    return [entry["check"] for entry in json.loads(_check(site, "--json", *arguments).stdout)]


def test_editing_is_told_by_check_and_by_no_build(make_site: MakeSite) -> None:
    site = make_site(TOLD)
    assert site.build().problems == []
    done = _check(site)
    phone, health, _ = done.stdout.splitlines()
    assert phone.startswith("docs/bai-viet/a.md:8: ") and phone.endswith("(chỉ nhắc: phone)")
    assert health.startswith("docs/bai-viet/b.md:8: ") and done.returncode == 0
    assert _check(site).stdout == done.stdout, "what was kept is told again"
    site.write({"bai-viet/a.md": {"title": "A", "body": "Không còn số nào."}})
    assert _checks(site) == ["health"]


def test_what_is_true_of_two_places_in_a_line_is_told_once(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {"title": "A", "body": "Vắng một đồng chí bị F0. Cô Hoa cũng bị F0."}})
    assert _checks(site) == ["health"]


def test_json_has_all_that_a_tool_needs(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {"title": "A", "date": "hôm qua"}, "bai-viet/b.md": {"title": "CHI BỘ HỌP BÀN"}})
    first, second = json.loads(_check(site, "--json").stdout)
    assert (first["file"], first["line"], first["field"], first["fatal"]) == ("docs/bai-viet/a.md", 4, "date", True)
    assert (second["check"], second["field"], second["fatal"]) == ("capital_title", "title", False)
    assert json.loads(_check(make_site(name="khac", posts_per_page=1), "--json").stdout)[0]["file"] == "mkdocs.yml"


def test_github_gets_annotations(make_site: MakeSite) -> None:
    site = make_site(TOLD)
    site.write({"bai-viet/c,d.md": {"title": "A", "date": "100%"}})
    lines = _check(site, "--github").stdout.splitlines()
    assert lines[0].startswith("::warning file=docs/bai-viet/a.md,line=8,title=phone::có số điện thoại")
    assert lines[2].startswith("::error file=docs/bai-viet/c%2Cd.md,line=4::date: ") and "“100%25”" in lines[2]


def test_a_check_is_turned_off_for_the_site_or_for_a_post(make_site: MakeSite) -> None:
    assert _checks(make_site(TOLD, unchecked=["phone"])) == ["health"]
    site = make_site(TOLD, name="khac")
    site.write({"bai-viet/b.md": {"title": "B", "unchecked": ["health", "phone"], "body": "Đồng chí Nam bị F0."}})
    assert _checks(site) == ["phone"]
    shown = {"title": "B", "pupils": "true", "unchecked": ["consent", "caption"], "body": "![](a.png)"}
    site.write({"bai-viet/b/index.md": shown, "bai-viet/b/a.png": as_bytes(photo_like(), "PNG")})
    (site.docs / "bai-viet/b.md").unlink()
    assert _checks(site) == ["phone"]


def test_a_check_that_there_is_none_of(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {"title": "A", "unchecked": "phones"}})
    assert "có phải ý bạn là “phone”?" in _check(site).stdout
    done = _check(make_site(name="khac", unchecked=["xyz"]))
    assert "extra.newsroom.unchecked: không có phép kiểm tra “xyz”; các phép dùng được: capital_title" in done.stdout


def test_only_what_changed_is_reminded_of(make_site: MakeSite) -> None:
    site = make_site(TOLD)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        git(site.root, *arguments)
    site.write({"bai-viet/b.md": {"title": "B", "body": "Một đồng chí bị F0."}, "bai-viet/c.md": {"date": "hôm qua"}})
    git(site.root, "add", ".")
    git(site.root, "commit", "-qm", "b")
    entries = json.loads(_check(site, "--json", "--since", "HEAD~1").stdout)
    assert [(one["file"][-4:], one["fatal"]) for one in entries] == [("b.md", False), ("c.md", True)]
    done = _check(site, "--since", "khong-co")
    assert done.returncode == 1 and done.stdout.startswith("Không kiểm tra được: ") and "Traceback" not in done.stdout


def test_secret_files_are_errors(make_site: MakeSite) -> None:
    word = WordFile().line("ĐẢNG ỦY PHƯỜNG").line("TỐI MẬT").line("Nội dung.")
    head = WordFile().line("Nội dung.")
    head.file.sections[0].header.paragraphs[0].text = "Lưu hành nội bộ"
    files = {
        "a.docx": word.bytes(),
        "b.docx": head.bytes(),
        "c.pdf": text_pdf("KẾ HOẠCH", "MẬT"),
        "luu-hanh-noi-bo.xlsx": b"x",
        "d.pdf": text_pdf("Quy chế bảo vệ bí mật nhà nước"),
        "e.pdf": as_bytes(photo_like(), "PDF"),
        "f.pdf": b"%PDF-1.7 broken",
        "g.docx": WordFile().line("Nội dung.").bytes(),
    }
    given = {"title": "A", "attachments": [name for name in files if name != "c.pdf"], "body": "[Kế hoạch](c.pdf)"}
    tree = {"bai-viet/a/index.md": given, **{f"bai-viet/a/{name}": data for name, data in files.items()}}
    site = make_site(tree, unchecked=["maker"])
    done = _check(site, "--json")
    found = {re.findall("“([^”]*)”", one["message"])[0]: one for one in json.loads(done.stdout)}
    secret = {name for name, one in found.items() if one["check"] == "secret" and one["fatal"]}
    assert secret == {"a.docx", "b.docx", "c.pdf", "luu-hanh-noi-bo.xlsx"}
    assert {name for name in found if name not in secret} == {"e.pdf", "f.pdf"}
    text = (site.docs / "bai-viet/a/index.md").read_text(encoding="utf-8").split("\n")
    assert done.returncode == 1 and all(name in text[one["line"] - 1] for name, one in found.items())
    assert _check(site, "--json").stdout == done.stdout


def test_a_number_that_is_a_known_one_but_for_a_slip(make_site: MakeSite) -> None:
    page = {"symbol": "127-HD/ĐU", "title": "Sinh hoạt chuyên đề", "date": "16/3/2022"}
    site = make_site({"van-ban/127-hd-du.md": page, "bai-viet/a.md": {"body": "Học Hướng dẫn 172-HD/ĐU, 9-HD/ĐU."}})
    (entry,) = json.loads(_check(site, "--json").stdout)
    assert (entry["check"], entry["line"]) == ("near_number", 8) and "“127-HD/ĐU”" in entry["message"]
    dated = "Học Hướng dẫn số 28-HD/ĐU ngày {} của Đảng ủy phường."
    site = make_site(
        {
            "van-ban/27-hd-du.md": {"symbol": "27-HD/ĐU", "date": "16/3/2022"},
            "bai-viet/a.md": {"title": "A", "body": dated.format("16/3/2022")},
            "bai-viet/b.md": {"title": "B", "body": dated.format("17/3/2022").replace("28", "29")},
        },
        name="khac",
    )
    assert [one["file"] for one in json.loads(_check(site, "--json").stdout)] == ["docs/bai-viet/a.md"]


def test_the_guide_lists_every_check(make_site: MakeSite) -> None:
    site = make_site({"huong-dan/index.md": "# Hướng dẫn\n\n<!-- bang-kiem-tra -->\n"})
    site.build()
    assert {check.name for check in CHECKS} <= set(site.page("huong-dan").all("code"))
