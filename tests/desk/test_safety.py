"""Nobody but the desk's own pages gets anything from it, whatever they send."""

import io
import os
import threading
import zipfile
from http.client import HTTPConnection
from pathlib import Path

import pytest

from desks import Answer, Client, address
from newsdesk.guard import Guard
from newsdesk.messages import DeskError
from newsdesk.paths import beside, name_of, post_place
from newsdesk.photos import UPLOAD

POST = "bai-viet/2026/01/a/index.md"
TREE = f"{POST}: {{title: Bài A}}"
SECRET = "Bài A"


@pytest.fixture
def desk(make_desk) -> Client:  # type: ignore[no-untyped-def]
    return make_desk(TREE)  # type: ignore[no-any-return]


def refused(answer: Answer, status: int = 403) -> bool:
    return answer.status == status and SECRET not in answer.body.decode() and "Set-Cookie" not in answer.headers


def test_the_desk_answers_its_own_pages(desk: Client) -> None:
    assert SECRET in desk.ask("GET", "/api/posts").body.decode()


@pytest.mark.parametrize("host", ["evil.test", "localhost", "127.0.0.1", "127.0.0.1:1", "[::1]", "", None])
def test_a_foreign_host_is_refused(desk: Client, host: str | None) -> None:
    assert refused(desk.ask("GET", "/api/posts", Host=host))
    token = desk.started.guard.token
    assert refused(desk.ask("GET", f"/?token={token}", Host=host))


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "https://127.0.0.1", "http://localhost"])
def test_a_foreign_origin_is_refused_even_when_its_host_agrees(desk: Client, origin: str) -> None:
    assert refused(desk.ask("GET", "/api/posts", Origin=origin))
    assert refused(desk.ask("POST", "/api/undo", {}, Origin=origin, Host=origin.partition("//")[2] or None))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(("method", "path"), [("GET", "/api/posts"), ("GET", "/"), ("POST", "/api/posts")])
def test_cross_site_requests_are_refused(desk: Client, site: str, method: str, path: str) -> None:
    assert refused(desk.ask(method, path, {} if method == "POST" else None, Sec_Fetch_Site=site))


@pytest.mark.parametrize("cookie", [None, "", "x=y", "ban-bien-tap-1=abc", "=;;\x01"])
def test_without_the_cookie_nothing_is_told(desk: Client, cookie: str | None) -> None:
    assert refused(desk.ask("GET", "/api/posts", Cookie=cookie))
    assert refused(desk.ask("GET", "/tinh/desk.css", Cookie=cookie))
    assert refused(desk.ask("GET", "/?token=", Cookie=cookie))


def test_the_token_is_exchanged_for_a_cookie_that_no_script_sees(desk: Client) -> None:
    answer = desk.ask("GET", f"/?token={desk.started.guard.token}", Cookie=None, Origin=None)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=Strict"} <= set(answer.headers["Set-Cookie"].split("; "))
    assert desk.started.guard.token not in answer.headers["Set-Cookie"]


def test_each_start_has_its_own_token() -> None:
    assert Guard(1).token != Guard(1).token
    assert Guard(1).key != Guard(1).key


def test_writes_need_a_header_that_no_form_can_send(desk: Client) -> None:
    opened = desk.post(POST)
    for header in (None, "0"):
        assert refused(desk.ask("PUT", address("/api/post", bai=POST), {"digest": opened["digest"]}, X_Desk=header))
    assert refused(desk.ask("POST", "/api/undo", {}, Origin=None, Sec_Fetch_Site=None))


def test_no_answer_opens_the_desk_to_others(desk: Client) -> None:
    for path in ("/", "/api/posts", "/tinh/desk.js", "/khong-co"):
        headers = desk.ask("GET", path).headers
        assert not [name for name in headers if name.lower().startswith("access-control")]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
    assert refused(desk.ask("OPTIONS", "/api/posts"))


@pytest.mark.parametrize(
    "path",
    [
        "../mkdocs.yml", "bai-viet/../index.md", "bai-viet/../../mkdocs.yml", "/etc/passwd", "bai-viet//a.md",
        "bai-viet/./a.md", "bai-viet/con.md", "bai-viet/NUL/index.md", "bai-viet/com1.a.md", "bai-viet/a:b.md",
        "bai-viet/a.md:stream", "bai-viet\\a.md", "C:/a.md", "bai-viet/a./index.md", "bai-viet/a /index.md",
        "bai-viet/.git/index.md", "bai-viet/a\0.md", "bai-viet/index.md", "index.md", "",
        "bai-viet/" + "a" * 300 + ".md",
    ],
)  # fmt: skip
def test_paths_out_of_the_posts_are_refused(desk: Client, path: str) -> None:
    with pytest.raises(DeskError):
        post_place(desk.started.desk.docs, path)
    content = {"digest": "", "values": {"title": "x"}, "body": "x"}
    for method, route in (("GET", "/api/post"), ("PUT", "/api/post"), ("DELETE", "/api/post"), ("PUT", "/api/unsaved")):
        answer = desk.ask(method, address(route, bai=path), None if method in ("GET", "DELETE") else content)
        assert answer.status == 404, (method, answer.body)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_out_of_the_posts_are_refused(desk: Client, tmp_path: Path) -> None:
    docs = desk.started.desk.docs
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "index.md").write_text("---\ntitle: Ngoài\n---\n", encoding="utf-8")
    (docs / "bai-viet/2026/01/link").symlink_to(outside)
    (docs / "bai-viet/2026/01/b.md").symlink_to(outside / "index.md")
    for path in ("bai-viet/2026/01/link/index.md", "bai-viet/2026/01/b.md"):
        assert desk.ask("GET", address("/api/post", bai=path)).status == 404
    with pytest.raises(DeskError):
        beside(docs, POST, "../index.md")


@pytest.mark.parametrize(
    ("given", "name"),
    [("..\\..\\a.docx", "a.docx"), ("/etc/a.docx", "a.docx"), ("CON.docx", "tep-CON.docx"), ("a:b?.jpg", "a-b-.jpg"),
     ("..", "tep-"), ("a.docx. ", "a.docx"), ("Bài viết.docx", "Bài viết.docx")],
)  # fmt: skip
def test_names_of_dropped_files_are_made_fit(given: str, name: str) -> None:
    assert name_of(given) == name


@pytest.mark.parametrize("name", ["../desk.py", "..%2Fdesk.py", "%2e%2e/desk.py", "news.css/../../x", ""])
def test_static_files_are_those_of_one_folder(desk: Client, name: str) -> None:
    assert desk.ask("GET", f"/tinh/{name}").status == 404


def test_large_uploads_are_refused_before_they_are_taken(desk: Client) -> None:
    batch = desk.ask("POST", "/api/word", {}).json["batch"]
    size = str(200_000_000)
    for path in (address("/api/word", luot=batch, ten="a.docx"), address("/api/photo", bai=POST, ten="a.jpg")):
        answer = desk.ask("PUT", path, b"PK", Content_Length=size)
        assert answer.status == 413
        assert "MB" in answer.json["error"]
    assert desk.ask("PUT", address("/api/post", bai=POST), b"{}", Content_Length=size).status == 413
    assert not [one for one in desk.started.desk.home.rglob("*") if one.is_file() and one.stat().st_size > UPLOAD]
    assert desk.ask("POST", "/api/posts", b"{}", Transfer_Encoding="chunked").status == 411


def test_a_zip_bomb_is_one_sentence(desk: Client) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    batch = desk.ask("POST", "/api/word", {}).json["batch"]
    assert desk.ask("PUT", address("/api/word", luot=batch, ten="bom.docx"), bomb.getvalue()).status == 200
    (post,) = desk.ask("GET", address("/api/word", luot=batch)).json["posts"]
    assert post["error"]


def test_two_hundred_requests_at_once_are_all_answered(desk: Client) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(desk.ask("GET", "/api/publish").status)) for _ in range(200)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 200


def test_broken_requests_leave_the_desk_whole(desk: Client) -> None:
    put = address("/api/post", bai=POST)
    for content in (b"", b"{", b"[]", b"null", b'{"digest": 1}', b"[" * 100_000):
        assert desk.ask("PUT", put, content).status == 400
    assert desk.ask("PUT", put, b"{}", Content_Length="x").status == 411
    assert desk.ask("GET", "/api/khong").status == 404
    assert desk.ask("GET", "/viet").status == 400
    assert desk.ask("GET", "/api/posts").status == 200


def test_the_preview_wants_its_own_host_and_secret(desk: Client) -> None:
    port, secret = desk.started.preview.server_port, desk.started.desk.preview.secret
    opened = desk.post(POST)
    content = {name: opened[name] for name in ("digest", "values", "body")}
    url = desk.ask("POST", address("/api/check", bai=POST), content).json["url"]

    def get(path: str, host: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        assert "sandbox" in (response.headers["Content-Security-Policy"] or "")
        return response.status, response.read().decode()

    own = f"127.0.0.1:{port}"
    status, html = get(f"/{secret}/{url}", own)
    assert (status, SECRET in html) == (200, True)
    for path, host in ((f"/{url}", own), (f"/x{secret}/{url}", own), (f"/{secret}/{url}", f"evil.test:{port}")):
        status, html = get(path, host)
        assert (status, SECRET in html) == (403, False)
    assert get(f"/{secret}/assets/../mkdocs.yml", own)[0] == 404
