"""A school begins: `run.py init` in an empty clone, what is built after it, and answers that change later."""

import gzip
import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import clones
from clones import run_task
from making_pictures import as_bytes, photo_like
from newsroom.settings import read_settings
from small_site import PROJECT
from starting.answers import Answers, guessed_school, guessed_site_url, read_answers
from starting.samples import samples
from starting.settings_file import current, written

NAME = "Chi bộ trường Tiểu học Sao Mai"
FLAGS = (
    "--yes", "--name", NAME, "--parent", "Đảng ủy phường Sao Mai", "--address", "Số 5, phố Sao", "--email",
    "bbt@saomai.test", "--phone", "024 3871 1111", "--responsible", "Tổ tin bài", "--primary", "0B5394", "--site-url",
    "https://saomai.test/tin",
)  # fmt: skip
KEPT = re.compile(r"docs/(?:(?:index|gioi-thieu|tim-kiem)\.md|[a-z-]+/index\.md|huong-dan/.+)")
OF_THE_SAMPLES = re.compile(
    "ái mộ|ngọc lâm|ai-mo|ngoc-lam|example.test|chuyen-de/tu-soi|van-ban/27-hd|tac-gia/ban-bien-tap", re.IGNORECASE
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return clones.clone(tmp_path / "trang tin")


def site_texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file of the built site that is text."""
    for path in (root / "site").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            if path.suffix not in (".png", ".jpg", ".webp", ".avif"):
                yield (
                    path.relative_to(root / "site").as_posix(),
                    data.decode("utf-16" if path.suffix == ".csv" else "utf-8"),
                )


def test_nothing_of_the_sample_school_is_left_and_nothing_is_told(clone: Path) -> None:
    done = run_task(clone, "init", *FLAGS)
    assert done.returncode == 0, done.stderr
    built = run_task(clone, "build", "--strict")
    assert built.returncode == 0 and "WARNING" not in built.stderr, built.stderr
    assert run_task(clone, "check").stdout == "Mọi bài đều ổn.\n"
    texts = dict(site_texts(clone))
    assert [path for path, text in texts.items() if OF_THE_SAMPLES.search(path) or OF_THE_SAMPLES.search(text)] == []
    home = texts["index.html"]
    for said in (NAME, "Đảng ủy phường Sao Mai", "Số 5, phố Sao", "bbt@saomai.test", "024 3871 1111", "Tổ tin bài"):
        assert said in home
    assert "#0b5394" in "".join(texts.values()) and "https://saomai.test/tin/" in texts["sitemap.xml"]
    assert "Các cách trình bày khác" in texts["huong-dan/index.html"]
    (draft,) = (clone / "docs/bai-viet").rglob("*.md")
    assert "draft: true" in draft.read_text(encoding="utf-8")
    assert {path for path in texts if path.startswith("bai-viet/2")} == set()


def test_another_answer_changes_what_hangs_on_it_and_no_address_is_lost(clone: Path) -> None:
    assert run_task(clone, "init", *FLAGS).returncode == 0
    draft = next((clone / "docs/bai-viet").rglob("*.md"))
    draft.write_text(draft.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    assert run_task(clone, "build", "--strict").returncode == 0
    done = run_task(clone, "init", "--yes", "--name", "Chi bộ trường Tiểu học Sao Hôm")
    assert done.returncode == 0 and "chi-bo-truong-tieu-hoc-sao-hom.md" in done.stdout, done.stderr
    built = run_task(clone, "build", "--strict")
    assert built.returncode == 0, built.stderr
    texts = dict(site_texts(clone))
    assert "Trang tin của chi bộ ra mắt" in texts["chi-bo/chi-bo-truong-tieu-hoc-sao-hom/index.html"]
    assert (
        "url=../../chi-bo/chi-bo-truong-tieu-hoc-sao-hom/" in texts["chi-bo/chi-bo-truong-tieu-hoc-sao-mai/index.html"]
    )
    assert "Trang tin Chi bộ trường Tiểu học Sao Hôm" in texts["feed.xml"] and "Số 5, phố Sao" in texts["index.html"]
    again = run_task(clone, "init", "--yes")
    assert again.returncode == 0 and draft.exists()


def test_everything_wrong_is_told_at_once_and_nothing_is_touched(clone: Path) -> None:
    before = (clone / "mkdocs.yml").read_bytes()
    wrong = ("--email", "bbt", "--phone", "x", "--primary", "#ffeeaa", "--site-url", "saomai.test", "--emblem", "a.gif")
    done = run_task(clone, "init", "--yes", *wrong)
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == [
        "--email",
        "--phone",
        "--primary",
        "--emblem",
        "--site-url",
        "--name",
    ]
    assert "https://saomai.test/" in done.stderr and "nhạt quá" in done.stderr
    assert (clone / "mkdocs.yml").read_bytes() == before and samples(clone)
    missing = run_task(clone, "init", *FLAGS, "--emblem", "khong-co.png")
    assert missing.returncode == 1 and "khong-co.png" in missing.stderr and samples(clone)


@pytest.mark.parametrize("task", ["build", "serve", "init", "import", "desk"])
def test_settings_that_would_hang_a_task_are_told_at_their_line(clone: Path, task: str) -> None:
    line = (clone / "mkdocs.yml").read_text(encoding="utf-8").count("\n") + 2
    names = [chr(ord("a") + number) for number in range(12)]
    with (clone / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("a: &a [x]\n")
        file.writelines(f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]\n" for above, name in pairwise(names))
    done = run_task(clone, task, *(["bai.docx"] if task == "import" else FLAGS if task == "init" else ()))
    assert done.returncode == 1
    assert re.match(rf"mkdocs.yml:{line + 4}: .*hãy bỏ dấu & và \*", done.stderr), done.stderr


def test_an_emblem_comes_into_docs(clone: Path) -> None:
    (clone / "Biểu trưng.PNG").write_bytes(
        (PROJECT / "docs/bai-viet/2026/03/dang-bai-dau-tien/ban-viet.jpg").read_bytes()
    )
    assert run_task(clone, "init", *FLAGS, "--emblem", "Biểu trưng.PNG").returncode == 0
    assert (clone / "docs/bieu-trung.png").is_file()
    assert current((clone / "mkdocs.yml").read_text(encoding="utf-8"))["emblem"] == "bieu-trung.png"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("{folder}/Huy hiệu.HEIC", "huy-hieu.png"),
        ("{folder}/IMG_1.jpg", "img-1.png"),  # a phone's photo by another name, which no browser shows
        ('"{folder}/huy hieu.png"', "huy-hieu.png"),  # as a terminal writes what is dropped into it
        ("{folder}/huy\\ hieu.png", "huy-hieu.png"),
        ("../{name}/huy hieu.png", "huy-hieu.png"),
        ("{folder}/Huy hiệu Đảng.SVG", "huy-hieu-dang.svg"),
    ],
)
def test_an_emblem_from_anywhere_is_one_that_browsers_show(clone: Path, given: str, kept: str) -> None:
    if "\\" in given and os.sep != "/":
        pytest.skip("a backslash parts folders here")
    folder = clone.parent / "ảnh của tôi"
    folder.mkdir()
    for name, kind in (("Huy hiệu.HEIC", "HEIF"), ("IMG_1.jpg", "HEIF"), ("huy hieu.png", "PNG")):
        (folder / name).write_bytes(as_bytes(photo_like(64, 64), kind))
    (folder / "Huy hiệu Đảng.SVG").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>', encoding="utf-8"
    )
    done = run_task(clone, "init", *FLAGS, "--emblem", given.format(folder=folder, name=folder.name))
    assert done.returncode == 0, done.stderr
    assert current((clone / "mkdocs.yml").read_text(encoding="utf-8"))["emblem"] == kept
    assert ("dùng PNG" in done.stdout) == kept.endswith(".svg")  # once, and not at each build
    built = run_task(clone, "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (clone / "site" / kept).read_bytes().startswith((b"\x89PNG", b"<svg"))
    assert f'src="./{kept}"' in (clone / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["hong.png", "trang.svg", "bai.docx"])
def test_an_emblem_that_is_no_picture_is_refused_before_anything_is_written(clone: Path, name: str) -> None:
    (clone.parent / name).write_bytes(b"\x89PNG nothing" if name == "hong.png" else b"PK\x03\x04")
    before = (clone / "mkdocs.yml").read_bytes()
    done = run_task(clone, "init", *FLAGS, "--emblem", str(clone.parent / name))
    assert done.returncode == 1 and done.stderr.startswith(f"--emblem: ảnh “{name}”"), done.stderr
    assert (clone / "mkdocs.yml").read_bytes() == before and samples(clone)


@pytest.mark.parametrize(
    "name",
    [
        "Chi bộ \"Sao Mai\" 'A' {{ x }} {% y %} #1: & [z] (w)",
        "Chi bộ \\ `Sao` *Mai* _x_ | --- < 5",
        "'Chi bộ: Sao Mai @ 2026 # !khác & tên'",
        "2026. Chi bộ https://c.test/d [^1] ^e^ ~f~ ==g==",
    ],
)
def test_a_name_of_any_signs_is_shown_as_it_is(clone: Path, name: str) -> None:
    assert run_task(clone, "init", "--yes", "--name", name, "--site-url", "https://saomai.test/").returncode == 0
    built = run_task(clone, "build", "--strict")
    assert built.returncode == 0, built.stderr
    (page,) = (clone / "site/chi-bo").glob("*/index.html")
    text = " ".join(BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text().split())
    assert f"Bài viết của {name[:1].lower()}{name[1:]} về sinh hoạt Đảng" in text


@pytest.mark.parametrize(
    ("name", "sign"),
    [("Chi bộ <b>Sao Mai</b>", "<b>"), ("Chi bộ &amp; A", "&amp;"), ("Chi bộ [A](b)", "]("), ("- Chi bộ A", "dấu -")],
)
def test_a_name_that_the_site_would_complain_of_is_not_taken(name: str, sign: str) -> None:
    assert sign in read_answers({"name": name, "site_url": "https://saomai.test/"}).wrong["name"]


def test_a_name_too_long_for_a_file_is_told(clone: Path) -> None:
    flags = ("--yes", "--name", "Chi bộ trường " + "Nguyễn Thị Minh Khai " * 12, "--site-url", "https://saomai.test/")
    done = run_task(clone, "init", *flags)
    assert done.returncode == 1 and done.stderr.startswith("--name: tên dài"), done.stderr


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://SaoMai.edu.vn", "https://saomai.edu.vn/"),
        ("https://saomai.edu.vn:8443/a//b", "https://saomai.edu.vn:8443/a/b/"),
        ("https://saomai.edu.vn/tin/index.html", "https://saomai.edu.vn/tin/"),
        ("https://trường.vn/tin", "https://xn--trng-rib8295b.vn/tin/"),
        ("https://192.168.1.5/tin", "https://192.168.1.5/tin/"),
    ],
)
def test_an_address_is_kept_as_machines_have_it(given: str, kept: str) -> None:
    assert read_answers({"name": NAME, "site_url": given}).values["site_url"] == kept


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://ten:mat-khau@saomai.edu.vn/tin/", "hãy chỉ ghi https://saomai.edu.vn/tin/"),
        ("https://saomai.edu.vn/Chi Bộ/tin", "https://saomai.edu.vn/chi-bo/tin/"),
        ("https://saomai.edu.vn/?x=1", "chỉ ghi https://saomai.edu.vn/"),
        ("saomai.edu.vn/tin", "hãy viết https://saomai.edu.vn/tin/"),
        ("https://a..vn/", "không phải là địa chỉ"),
        ("https://[::1/", "không phải là địa chỉ"),
        ("https://saomai.vn:99999", "không phải là địa chỉ"),
    ],
)
def test_an_address_that_is_none_is_told_with_the_right_one(given: str, meant: str) -> None:
    assert meant in read_answers({"name": NAME, "site_url": given}).wrong["site_url"]


def test_a_sample_that_somebody_worked_on_stays(clone: Path) -> None:
    path = "docs/bai-viet/2026/12/mau-tin-sinh-hoat-chi-bo.md"
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@y.test")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        subprocess.run([*git, *command], cwd=clone, check=True, capture_output=True)
    with (clone / path).open("a", encoding="utf-8") as file:
        file.write("\nThêm một câu.\n")
    done = run_task(clone, "init", *FLAGS)
    assert f"giữ lại {path}" in done.stdout and (clone / path).exists()


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("init_task", PROJECT / "scripts/init.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answering(monkeypatch: pytest.MonkeyPatch, clone: Path, *said: str) -> ModuleType:
    """The task in this process, its questions answered in turn."""
    task = _loaded()
    left = iter(said)
    monkeypatch.setattr(task, "ROOT", clone)
    monkeypatch.setattr("builtins.input", lambda _: next(left))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return task


def test_questions_are_asked_until_the_answer_is_right(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (NAME, "", "-", "", "bbt", "bbt@saomai.test", "", "", "", "", "saomai.test", "https://saomai.test", "c")
    assert _answering(monkeypatch, clone, *said).main([]) == 0
    told = capsys.readouterr().out
    assert "không phải là địa chỉ thư điện tử" in told and "https://saomai.test/" in told
    now = current((clone / "mkdocs.yml").read_text(encoding="utf-8"))
    assert now["name"] == NAME and now["school"] == "Trường Tiểu học Sao Mai" and now["parent"] == now["phone"] == ""
    assert now["email"] == "bbt@saomai.test" and now["primary"] == "#a61b1b"


def test_who_says_no_keeps_everything(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (clone / "mkdocs.yml").read_bytes()
    assert _answering(monkeypatch, clone, NAME, *[""] * 8, "https://saomai.test", "k").main([]) == 1
    assert (clone / "mkdocs.yml").read_bytes() == before and samples(clone)


def test_the_list_of_samples_is_all_that_is_no_page_of_every_site() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "docs"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    if tracked.returncode:
        pytest.skip("not in a clone")
    mine = {path for path in tracked.stdout.splitlines() if not KEPT.fullmatch(path) and (PROJECT / path).exists()}
    assert mine == {path for path in samples(PROJECT) or () if path.startswith("docs/")}


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30)
SETTINGS = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


@given(st.fixed_dictionaries({"name": LINE, "school": LINE, "parent": LINE, "address": LINE, "responsible": LINE}))
def test_whatever_is_answered_stands_in_the_settings_and_nothing_else_changes(said: dict[str, str]) -> None:
    found = read_answers({**said, "site_url": "https://saomai.test/"})
    if not found.is_right:
        return
    answers = Answers(**found.values)
    text = written(SETTINGS, answers)
    assert {**current(text), "primary": ""} == vars(answers)
    assert written(text, answers) == text
    data = YAML(typ="rt").load(text)
    assert read_settings(dict(data["extra"]["newsroom"]))[1] == ()
    tail = SETTINGS[SETTINGS.index("nav:") :]
    assert text.endswith(tail) and "# Who publishes the site" in text


def test_what_can_be_guessed_is_offered(tmp_path: Path) -> None:
    assert guessed_school("Chi bộ trường THCS Sao Mai") == "Trường THCS Sao Mai"
    assert guessed_school("Chi bộ Sao Mai") == ""
    config = tmp_path / "config"
    for url, address in (
        ("git@github.com:SaoMai/trang-tin.git", "https://saomai.github.io/trang-tin/"),
        ("https://github.com/saomai/saomai.github.io", "https://saomai.github.io/"),
        ("https://gitlab.com/saomai/tin.git", "https://saomai.gitlab.io/tin/"),
        ("https://git.saomai.test/a/b.git", ""),
    ):
        config.write_text(f'[remote "origin"]\n\turl = {url}\n', encoding="utf-8")
        assert guessed_site_url(config) == address
    assert guessed_site_url(tmp_path / "none") == ""
