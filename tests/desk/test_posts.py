"""What the desk's pages ask for: posts listed, written, kept, checked, given photos, renamed and deleted."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from adapter import workplace
from desks import TAB, Client, address
from making_pictures import phone_jpeg, photo_like
from newsdesk.git_library import GitLibrary
from newsdesk.publisher import Publisher
from newsdesk.unsaved import write_whole
from word_files import WordFile

TREE = """
bai-viet/2026/01/a/index.md: {title: Chi bộ họp tháng Một, date: 2026-01-05, campaign: "Tự soi, tự sửa"}
bai-viet/2026/02/b.md: {title: Bài nháp, date: 2026-02-05, draft: true}
bai-viet/2026/03/c.md: {title: Bài hẹn, date: 2026-03-05, publish_at: "2099-01-01 07:30"}
bai-viet/2026/04/d.md: {title: Bài lỗi, date: hôm qua}
chuyen-de/tu-soi.md: {title: "Tự soi, tự sửa"}
chi-bo/ai-mo.md: {title: Chi bộ trường THCS Ái Mộ}
"""
A = "bai-viet/2026/01/a/index.md"


@pytest.fixture
def desk(make_desk: Any) -> Client:
    found: Client = make_desk(TREE)
    return found


def docs(desk: Client) -> Path:
    return desk.started.desk.docs


def listed(desk: Client, **query: str) -> list[tuple[str, list[str]]]:
    rows = desk.ask("GET", address("/api/posts", **query)).json["rows"]
    return [(row["title"], row["states"]) for row in rows]


def check(desk: Client, opened: dict[str, Any], body: str | None = None, **values: Any) -> list[dict[str, Any]]:
    content = {"digest": opened["digest"], "values": {**opened["values"], **values}, "body": body or opened["body"]}
    found: list[dict[str, Any]] = desk.ask("POST", address("/api/check", bai=opened["path"]), content).json["problems"]
    return found


def new_post(desk: Client) -> dict[str, Any]:
    return desk.post(desk.ask("POST", "/api/posts", {}).json["path"])


FILLED: dict[str, Any] = {
    "title": "Đại hội chi bộ",
    "author": ["Tổ Toán"],
    "cell": "Chi bộ trường THCS Ái Mộ",
    "date": "01/4/2026",
}


def test_posts_are_listed_with_their_states_the_newest_first(desk: Client) -> None:
    assert listed(desk) == [
        ("Bài lỗi", ["có lỗi"]), ("Bài hẹn", ["hẹn giờ"]), ("Bài nháp", ["nháp"]),
        ("Chi bộ họp tháng Một", ["đã đăng"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "titles"),
    [({"q": "hop thang mot"}, ["Chi bộ họp tháng Một"]), ({"q": "tu soi"}, ["Chi bộ họp tháng Một"]),
     ({"state": "nháp"}, ["Bài nháp"]), ({"campaign": "Tự soi, tự sửa"}, ["Chi bộ họp tháng Một"]),
     ({"q": "không có"}, []), ({"from": "3"}, ["Chi bộ họp tháng Một"]), ({"from": "x", "q": "hẹn"}, ["Bài hẹn"])],
)  # fmt: skip
def test_posts_are_found_without_marks_and_by_topics(desk: Client, query: dict[str, str], titles: list[str]) -> None:
    assert [title for title, _ in listed(desk, **query)] == titles


def test_a_new_post_is_a_draft_at_an_address_made_of_its_title(desk: Client) -> None:
    opened = new_post(desk)
    saved = desk.save(opened, "Một đoạn.\n", **FILLED).json
    assert saved["path"].endswith("/dai-hoi-chi-bo/index.md")
    text = (docs(desk) / saved["path"]).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Đại hội chi bộ\nauthor: Tổ Toán\n")
    assert "draft: true\n" in text
    assert ("Đại hội chi bộ", ["nháp"]) in listed(desk)
    again = desk.save(new_post(desk), "Khác.\n", **FILLED).json
    assert again["path"].endswith("/dai-hoi-chi-bo-2/index.md")


def test_a_post_changed_meanwhile_is_not_overwritten(desk: Client) -> None:
    opened, place = desk.post(A), docs(desk) / A
    place.write_text(place.read_text(encoding="utf-8").replace("Một", "Hai"), encoding="utf-8")
    answer = desk.save(opened, title="Của tôi")
    assert answer.status == 409
    assert answer.json["theirs"]["values"]["title"] == "Chi bộ họp tháng Hai"
    assert "Của tôi" not in place.read_text(encoding="utf-8")
    place.unlink()
    assert desk.save(opened, title="Của tôi").status == 409
    assert not place.exists()


def test_two_new_posts_do_not_meet(desk: Client) -> None:
    opened = new_post(desk)
    assert desk.save(opened, "Một.\n", **FILLED).status == 200
    assert desk.save(opened, "Hai.\n", **FILLED).json["path"].endswith("-2/index.md")


def test_what_is_not_saved_is_kept_outside_docs_and_given_back(desk: Client) -> None:
    before = {path: path.read_bytes() for path in docs(desk).rglob("*.md")}
    keep(desk, A, "dở dang")
    assert {path: path.read_bytes() for path in docs(desk).rglob("*.md")} == before
    assert kept(desk, A) == ["dở dang"]
    assert desk.ask("GET", "/api/posts").json["unsaved"] == [A]
    desk.save(desk.post(A), "khác\n")
    assert kept(desk, A) == []


def keep(desk: Client, path: str, body: str, tab: str = TAB) -> None:
    content = {"digest": "x", "values": {"title": "Đang viết"}, "body": body, "tab": tab}
    assert desk.ask("PUT", address("/api/unsaved", bai=path), content).status == 200


def kept(desk: Client, path: str) -> list[str]:
    return sorted(one["body"] for one in desk.post(path)["unsaved"])


def test_each_tab_keeps_its_own_text(desk: Client) -> None:
    other = TAB[::-1]
    for body in ("một", "một nữa"):
        keep(desk, A, body)
        keep(desk, A, f"{body}, ở cửa sổ khác", other)
    assert kept(desk, A) == ["một nữa", "một nữa, ở cửa sổ khác"]
    assert desk.ask("GET", "/api/posts").json["unsaved"] == [A]
    desk.save(desk.post(A), "khác\n")
    assert kept(desk, A) == ["một nữa, ở cửa sổ khác"]
    assert desk.ask("DELETE", address("/api/unsaved", bai=A, the=other)).status == 200
    assert kept(desk, A) == []


@pytest.mark.parametrize("tab", ["", "../../x", "0123456789ABCDEF", TAB * 2, None])
def test_a_tab_goes_by_a_number_and_nothing_is_written_for_any_other(desk: Client, tab: str | None) -> None:
    before, content = (docs(desk) / A).read_bytes(), {**desk.post(A), "body": "x", "tab": tab}
    for route in ("/api/unsaved", "/api/post"):
        assert desk.ask("PUT", address(route, bai=A), content).status == 400
    assert ((docs(desk) / A).read_bytes(), kept(desk, A)) == (before, [])


@pytest.mark.skipif(sys.platform == "win32", reason="folders can't be opened there")
def test_what_is_kept_is_on_the_disk_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut takes what nobody has asked the disk to hold: the bytes, and then the name."""
    place, settled = tmp_path / "giu.json", []

    def fsync(handle: int) -> None:
        at = os.fstat(handle)
        is_name = os.path.samestat(at, tmp_path.stat())
        settled.append("name" if is_name and place.read_bytes() == b"{}" else f"{at.st_size} bytes")

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(place, b"{}")
    assert settled == ["2 bytes", "name"]


def test_what_was_kept_of_a_deleted_post_is_put_aside_with_it(desk: Client) -> None:
    keep(desk, A, "dở dang")
    gone = Path(desk.ask("DELETE", address("/api/post", bai=A)).json["kept"])
    (place,) = gone.glob("chua-luu-*.json")
    assert "dở dang" in place.read_text(encoding="utf-8")
    assert desk.ask("GET", "/api/posts").json["unsaved"] == []


def saved_without_title(desk: Client, body: str = "Một đoạn.\n") -> str:
    """A post with a photo and with what another tab has kept of it."""
    path = str(desk.save(new_post(desk), body).json["path"])
    assert "/bai-moi-" in path
    desk.ask("PUT", address("/api/photo", bai=path, ten="a.jpg"), phone_jpeg(photo_like(640, 480, seed=7)))
    keep(desk, path, "ở cửa sổ khác", TAB[::-1])
    return path


def test_a_post_that_gets_its_title_later_is_named_by_it_with_all_that_is_its_own(desk: Client) -> None:
    old = saved_without_title(desk)
    opened = desk.post(old)
    path = desk.save(opened, **FILLED).json["path"]
    assert path.endswith("/dai-hoi-chi-bo/index.md")
    assert sorted(one.name for one in (docs(desk) / path).parent.iterdir()) == ["a.jpg", "index.md"]
    assert not (docs(desk) / old).parent.exists()
    assert kept(desk, path) == ["ở cửa sổ khác"]
    assert desk.ask("GET", "/api/posts").json["unsaved"] == [path]
    assert desk.save(desk.post(path), title="Đại hội khác").json["path"] == path


def test_a_tab_that_knows_the_old_address_is_led_to_the_new_one(desk: Client) -> None:
    old = saved_without_title(desk)
    opened = desk.post(old)
    path = desk.save(opened, **FILLED).json["path"]
    assert desk.post(old)["path"] == path
    answer = desk.save(opened, "Của tôi.\n")
    assert (answer.status, answer.json["theirs"]["path"]) == (409, path)
    assert desk.ask("GET", address("/api/photo", bai=old, ten="a.jpg")).status == 200
    back = old.split("/")[-2]
    assert desk.ask("POST", address("/api/rename", bai=path), {"name": back}).json["path"] == old
    assert desk.post(path)["path"] == desk.post(old)["path"] == old


@pytest.mark.parametrize("title", ["Đại hội chi bộ", "Bài mới 202611", "", "!!!"])
def test_names_of_posts_that_get_their_title_later_are_free(desk: Client, title: str) -> None:
    taken = desk.save(new_post(desk), **FILLED).json["path"]
    paths = [desk.save(desk.post(saved_without_title(desk)), **{**FILLED, "title": title}).json["path"] for _ in "ab"]
    assert len({taken, *paths}) == 3
    for path in paths:
        assert desk.save(desk.post(path), "Sửa.\n").json["path"] == path
        assert kept(desk, path) == ["ở cửa sổ khác"]


def test_a_published_post_keeps_its_address_whatever_its_title(desk: Client) -> None:
    path, root = saved_without_title(desk), desk.started.desk.root
    committed(root)
    assert desk.save(desk.post(path), **FILLED).json["path"] == path


def test_a_repository_that_stands_at_no_branch_keeps_nobody_from_saving(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, root = saved_without_title(desk), desk.started.desk.root
    committed(root)
    subprocess.run(["git", "checkout", "-q", "--detach"], cwd=root, check=True)
    monkeypatch.setattr(Publisher, "repository", lambda _: GitLibrary.at(root))
    assert desk.save(desk.post(path), **FILLED).json["path"] == path


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_posts_that_lie_outside_the_repository_follow_their_titles(
    desk: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kho").mkdir()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "kho", check=True)
    monkeypatch.setattr(Publisher, "repository", lambda _: GitLibrary.at(tmp_path / "kho"))
    path = desk.save(desk.post(saved_without_title(desk)), **FILLED).json["path"]
    assert path.endswith("/dai-hoi-chi-bo/index.md")


def test_without_a_repository_a_post_that_is_no_draft_keeps_its_address(desk: Client) -> None:
    path = saved_without_title(desk)
    text = (docs(desk) / path).read_text(encoding="utf-8")
    (docs(desk) / path).write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    assert desk.save(desk.post(path), **FILLED).json["path"] == path


def test_a_title_in_the_text_names_the_post_when_it_is_published(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in ("04/d.md", "03/c.md"):
        (docs(desk) / "bai-viet/2026" / one).unlink()
    monkeypatch.setattr(desk.started.desk.publisher, "_build", lambda: "")
    old = saved_without_title(desk)
    filled = {name: value for name, value in FILLED.items() if name != "title"}
    assert desk.save(desk.post(old), "# Đại hội điểm\n\n![Ảnh](a.jpg)\n", **filled).json["path"] == old
    answer = desk.ask("POST", address("/api/publish", bai=old), {"pupils": False}).json
    assert answer["path"].endswith("/dai-hoi-diem/index.md")
    assert desk.post(answer["path"])["digest"] == answer["digest"]
    assert (docs(desk) / answer["path"]).with_name("a.jpg").is_file()


def test_problems_are_those_of_check_with_what_mends_them(desk: Client) -> None:
    opened = desk.post(A)
    found = check(desk, opened, "Một.\n\n[đây](khong-co.md)\n", cell="Chi bộ trường THCS Ái Mộp", date="31/2/2026")
    assert [(one["field"], one["fatal"]) for one in found] == [("date", True)]
    found = check(desk, opened, "Một.\n\n[đây](khong-co.md)\n", cell="Chi bộ trường THCS Ái Mộp")
    cell, link = found
    assert (cell["field"], link["bodyLine"]) == ("cell", 3)
    (mend,) = cell["mends"]
    assert (mend["field"], mend["from"], mend["to"]) == (
        "cell",
        "Chi bộ trường THCS Ái Mộp",
        "Chi bộ trường THCS Ái Mộ",
    )
    desk.save(opened, "Một.\n\n[đây](khong-co.md)\n", cell="Chi bộ trường THCS Ái Mộp")
    (docs(desk) / "bai-viet/2026/04/d.md").unlink()
    lines = [str(one) for one in workplace.check(desk.started.desk.root / "mkdocs.yml") if one.path == A]
    fields = [f"{one['field']}: " if one["field"] else "" for one in found]
    told = [f"docs/{A}:{one['line']}: {field}{one['message']}" for one, field in zip(found, fields, strict=True)]
    assert told == lines


def test_a_title_in_capitals_is_offered_in_small_letters(desk: Client) -> None:
    (hint,) = check(desk, desk.post(A), title="CHI BỘ HỌP THÁNG MỘT TẠI HÀ NỘI")
    assert (hint["field"], hint["fatal"]) == ("title", False)
    assert hint["mends"][0]["to"] == "Chi bộ họp tháng một tại Hà Nội"


def test_photos_of_phones_become_upright_photos_without_metadata(desk: Client) -> None:
    path = address("/api/photo", bai=A, ten="Ảnh Buổi Họp.JPG")
    name = desk.ask("PUT", path, phone_jpeg(photo_like(1200, 900, seed=3))).json["name"]
    assert name == "anh-buoi-hop.jpg"
    with Image.open(docs(desk) / A.replace("index.md", name)) as image:
        assert not image.getexif()
    heic = io.BytesIO()
    photo_like(800, 600, seed=4).save(heic, "HEIF")
    assert desk.ask("PUT", address("/api/photo", bai=A, ten="IMG_1.HEIC"), heic.getvalue()).json["name"] == "img-1.jpg"
    assert desk.post(A)["photos"] == ["anh-buoi-hop.jpg", "img-1.jpg"]
    thumb = desk.ask("GET", address("/api/photo", bai=A, ten="img-1.jpg"))
    assert Image.open(io.BytesIO(thumb.body)).size == (320, 240)
    answer = desk.ask("PUT", address("/api/photo", bai=A, ten="x.jpg"), b"not a photo")
    assert (answer.status, "x.jpg" in answer.json["error"]) == (400, True)


def test_word_files_wait_with_their_guesses_until_they_are_accepted(desk: Client) -> None:
    file = WordFile().line("CHI BỘ TRƯỜNG THCS ÁI MỘ HỌP THÁNG BA", "bc").line("Người viết: Tổ Ngữ văn", "r")
    file.line("Ngày 05/3/2026, Chi bộ trường THCS Ái Mộ đã họp thường kỳ tháng Ba tại phòng hội đồng của trường.")
    batch = desk.ask("POST", "/api/word", {}).json["batch"]
    desk.ask("PUT", address("/api/word", luot=batch, ten="Tin bài.docx"), file.bytes())
    desk.ask("PUT", address("/api/word", luot=batch, ten="a.jpg"), phone_jpeg(photo_like(1200, 900, seed=5)))
    (post,) = desk.ask("GET", address("/api/word", luot=batch)).json["posts"]
    guesses = {one["label"]: one for one in post["guesses"]}
    assert guesses["Tác giả"]["words"] == "Người viết: Tổ Ngữ văn"
    assert any("a.jpg" in line for line in post["report"])
    assert not list(docs(desk).rglob("*.jpg"))
    path = desk.ask("POST", address("/api/word/accept", luot=batch, so="0"), {}).json["path"]
    assert [one.name for one in sorted((docs(desk) / path).parent.iterdir())] == ["a.jpg", "index.md"]
    assert desk.ask("PUT", address("/api/word", luot=batch, ten="x.exe"), b"MZ").status == 400
    assert desk.ask("POST", address("/api/word/accept", luot=batch, so="7"), {}).status == 400
    assert desk.ask("GET", address("/api/word", luot="../..")).status == 400


def test_a_deleted_post_is_put_aside(desk: Client) -> None:
    kept = Path(desk.ask("DELETE", address("/api/post", bai=A)).json["kept"])
    assert not (docs(desk) / A).exists()
    assert (kept / "a/index.md").is_file()
    assert desk.ask("GET", address("/api/post", bai=A)).status == 404


def test_a_post_that_nobody_has_seen_is_renamed_without_a_redirect(desk: Client) -> None:
    path = desk.ask("POST", address("/api/rename", bai=A), {"name": "Họp tháng Một"}).json["path"]
    assert path == "bai-viet/2026/01/hop-thang-mot/index.md"
    assert b"redirect_from" not in (docs(desk) / path).read_bytes()
    moved = desk.ask("POST", address("/api/rename", bai="bai-viet/2026/02/b.md"), {"name": "moi"}).json["path"]
    assert moved == "bai-viet/2026/02/moi.md"
    (docs(desk) / "bai-viet/2026/01/co-roi").mkdir()
    assert desk.ask("POST", address("/api/rename", bai=path), {"name": "có rồi"}).status == 409
    assert desk.ask("POST", address("/api/rename", bai=path), {"name": "!!"}).status == 400


def test_pictures_go_out_only_when_somebody_has_said_that_pupils_may_be_seen(desk: Client) -> None:
    desk.ask("PUT", address("/api/photo", bai=A, ten="a.jpg"), phone_jpeg(photo_like(1200, 900, seed=6)))
    desk.save(desk.post(A), "![Buổi họp](a.jpg)\n")
    before = (docs(desk) / A).read_bytes()
    publish = address("/api/publish", bai=A)
    assert desk.ask("POST", publish, {}).json == {"ask": "pupils"}
    answer = desk.ask("POST", publish, {"pupils": True, "consent": " "})
    assert (answer.status, "đồng ý" in answer.json["error"]) == (422, True)
    assert (docs(desk) / A).read_bytes() == before
    assert desk.ask("GET", "/api/publish").json["state"] == "idle"


def test_a_post_with_faults_is_not_published(desk: Client) -> None:
    answer = desk.ask("POST", address("/api/publish", bai="bai-viet/2026/04/d.md"), {})
    assert (answer.status, "hôm qua" in answer.json["error"]) == (422, True)
    assert desk.ask("POST", address("/api/undo"), {}).status == 409


def committed(root: Path) -> None:
    """All of docs/ in a repository."""
    who = ["-c", "user.name=x", "-c", "user.email=x"]
    for arguments in (["init", "-q"], ["add", "docs"], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)


def test_a_public_post_that_is_renamed_keeps_its_old_address(desk: Client) -> None:
    committed(desk.started.desk.root)
    path = desk.ask("POST", address("/api/rename", bai=A), {"name": "moi"}).json["path"]
    assert "redirect_from:\n  - /bai-viet/2026/01/a/\n" in (docs(desk) / path).read_text(encoding="utf-8")
    assert check(desk, desk.post(path)) == []
    assert desk.post(path)["values"]["redirect_from"] == ["/bai-viet/2026/01/a/"]


def test_as_long_as_docs_is_being_read_the_newest_posts_are_listed(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.started.desk.live, "at_hand", lambda: None)
    found = desk.ask("GET", "/api/posts").json
    assert found["reading"]
    assert [(row["title"], row["states"]) for row in found["rows"]] == [
        (title, ["đang đọc…"]) for title in ("Bài lỗi", "Bài hẹn", "Bài nháp", "Chi bộ họp tháng Một")
    ]
    assert desk.post(A)["reading"]


def test_the_photos_of_a_text_without_a_folder_are_those_it_names(desk: Client) -> None:
    folder = (docs(desk) / "bai-viet/2026/02").resolve()
    for name in ("co.jpg", "khong.jpg"):
        (folder / name).write_bytes(b"")
    opened = desk.post("bai-viet/2026/02/b.md")
    desk.save(opened, "![Ảnh](co.jpg)\n")
    assert desk.post(opened["path"])["photos"] == ["co.jpg"]


def test_changed_settings_ask_for_the_desk_to_be_opened_again(desk: Client) -> None:
    settings = desk.started.desk.root / "mkdocs.yml"
    assert desk.ask("GET", "/api/publish").json["reopen"] == ""
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n# khác\n", encoding="utf-8")
    for path in ("/api/publish", "/api/posts"):
        told = desk.ask("GET", path).json
        assert "mở lại bàn biên tập" in told.get("publishing", told)["reopen"]
