"""Players as a phone shows them."""

from typing import Any

from playwright.sync_api import Browser

from conftest import MakeSite
from making_pictures import phone_jpeg, photo_like, sound

WIDTH = 390
PLAY = "one => new Promise(done => { one.onloadedmetadata = () => done(one.duration); one.play() })"
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 4000


def test_players_fit_a_phone_load_nothing_until_asked_and_leave_paper(
    make_site: MakeSite, serve_site: Any, browser: Browser
) -> None:
    body = "Chữ.\n\n![Múa lân](phim.mp4)\n\n![Sân trường](a.jpg)\n\n![Hát](hat.wav)\n"
    files = {"phim.mp4": FILM, "hat.wav": sound(), "a.jpg": phone_jpeg(photo_like(1600, 1200))}
    site = make_site({"bai-viet/a/index.md": {"body": body}, **{f"bai-viet/a/{n}": data for n, data in files.items()}})
    site.build()
    asked: list[str] = []
    with serve_site(site.site) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": 844})
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(f"{address}bai-viet/a/", wait_until="networkidle")
        video, audio = page.locator("video"), page.locator("audio")
        boxes = [one.bounding_box() for one in (video, audio)]
        posters = [name for name in asked if name == str(video.get_attribute("poster")).rpartition("/")[2]]
        loaded = [name for name in asked if name.endswith((".mp4", ".wav"))]
        overflow = page.evaluate("document.documentElement.scrollWidth")
        named = page.get_by_role("link", name="Tải video").count()
        duration = audio.evaluate(PLAY)
        page.emulate_media(media="print")
        on_paper = [video.is_visible(), audio.is_visible(), page.get_by_text("Múa lân").is_visible()]
        page.close()
    assert loaded == [] and posters
    assert all(box and box["width"] > 300 and box["x"] >= 0 and box["x"] + box["width"] <= WIDTH for box in boxes)
    assert overflow <= WIDTH
    assert named == 1 and duration == 1
    assert on_paper == [False, False, True]


def test_a_video_of_another_host_asks_before_it_loads(make_site: MakeSite, serve_site: Any, browser: Browser) -> None:
    body = '<iframe src="https://video.example.test/1" title="Phim"></iframe>\n\nChữ.\n'
    site = make_site({"bai-viet/a.md": {"body": body}}, video_hosts=["video.example.test"])
    site.build()
    asked: list[str] = []
    with serve_site(site.site) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": 844})
        page.on("request", lambda request: asked.append(request.url))
        page.route("https://video.example.test/**", lambda route: route.fulfill(body="<p>phim</p>"))
        page.goto(f"{address}bai-viet/a/", wait_until="networkidle")
        page.get_by_role("link", name="Phim").click()
        before = [url for url in asked if "video.example.test" in url]
        said = page.get_by_text("nơi đó biết bạn đang xem").is_visible()
        page.get_by_role("button", name="Tải và xem video").click()
        page.frame_locator("iframe.embed__frame").get_by_text("phim").wait_for()
        page.close()
    assert before == [] and said
    assert "https://video.example.test/1" in asked


def test_a_policy_that_refuses_something_is_noted(
    make_site: MakeSite, serve_site: Any, browser: Browser, refused: list[str]
) -> None:
    site = make_site("bai-viet/a.md: {}")
    site.build()
    with serve_site(site.site) as address:
        page = browser.new_page()
        page.goto(f"{address}bai-viet/a/")
        assert refused == []
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'ran()'}))")
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.close()
    assert len(refused) >= 2
    refused.clear()
