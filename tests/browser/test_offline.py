"""What can be read without a network, and that nothing is ever older than what the network has."""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hosting import serve
from small_site import PROJECT, SmallSite

POSTS = {
    "bai-viet/a.md": {
        "title": "Bài thứ nhất",
        "body": "Chữ của bài thứ nhất.",
        "image": "anh.jpg",
        "image_caption": "A",
    },
    "bai-viet/b.md": {"title": "Bài thứ hai", "body": "Chữ của bài thứ hai."},
    "bai-viet/c.md": {"title": "Bài thứ ba", "body": "Chữ của bài thứ ba."},
}
PATIENCE = 60  # seconds, on a machine that has much else to do; nothing waits for a time that passes
ACTIVE = """async () => {
  const {active} = await navigator.serviceWorker.ready
  return active.state === "activated" && navigator.serviceWorker.controller !== null
}"""
ONE = "async () => (await navigator.serviceWorker.getRegistrations()).length === 1"
LEFT = """async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length"""
RENEWED = """async before => {
  const core = (await caches.keys()).filter(one => one.includes(" core "))
  return core.length === 1 && !before.includes(core[0])
}"""
KEPT = """async name => {
  const found = (await caches.keys()).find(one => one.includes(` ${name}`))
  const requests = found ? await (await caches.open(found)).keys() : []
  return requests.map(one => one.url.slice(location.origin.length))
}"""

FETCHED = """performance.getEntriesByType("resource").map(entry => entry.name.slice(location.origin.length))
  .filter(path => path.startsWith("/ten/search/"))"""
ALL_KEPT = (
    f"async () => {{ const kept = await ({KEPT})('search'); return {FETCHED}.every(path => kept.includes(path)) }}"
)
HAS_KEPT = (
    f"async wanted => {{ const kept = await ({KEPT})('search'); return wanted.every(path => kept.includes(path)) }}"
)
QUIET_IS_OVER = """() => new Promise(done => setTimeout(() => requestIdleCallback(done), 3100))"""
"""After that for which a page waits until it fetches the index: its own timer and its own turn came before."""


def of_the_newest(site: SmallSite) -> list[str]:
    """Addresses of the manifest and of all files that the index has of the newest posts."""
    paths = [path.relative_to(site.site).as_posix() for path in site.site.glob("search/**/*") if path.is_file()]
    return [f"/ten/{path}" for path in paths if path != "search/search_index.json" and "old" not in path]


@pytest.fixture
def site(tmp_path: Path, engine: str) -> SmallSite:
    """With templates of its own, which may be changed."""
    from making_pictures import as_bytes, photo_like

    one = SmallSite(tmp_path / "trang", engine, site_url="https://example.test/ten/")
    shutil.copytree(PROJECT / "overrides", one.root / "overrides")
    text = one.config.read_text(encoding="utf-8").replace(str(PROJECT / "overrides"), str(one.root / "overrides"))
    one.config.write_text(text, encoding="utf-8")
    one.build({**POSTS, "bai-viet/anh.jpg": as_bytes(photo_like(400, 300), "JPEG")})
    return one


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """What is expected of a page may take as long as all else."""
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """In a browser that has never been here; an error in scripts fails the test."""
    errors: list[str] = []
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE * 1000)
        one = context.new_page()
        one.on("pageerror", lambda error: errors.append(str(error)))
        yield one
    assert errors == []


def eventually(page: Page, script: str, argument: Any = None, *, visit: str = "") -> None:
    """Until a script says true; a browser looks for a new worker when a page is opened, and not at once."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if visit:
            page.goto(visit)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            if page.evaluate(script, argument):
                return
            page.wait_for_timeout(100)
    raise AssertionError(script)


def keeps(page: Page, path: str) -> None:
    """Until a page that was just read is kept, which may be after it is shown."""
    eventually(page, f"async path => (await ({KEPT})('pages')).includes(path)", f"/ten/{path}")


def arrive(page: Page, address: str) -> None:
    """The first visit, until the worker has all that it begins with."""
    page.goto(address)
    eventually(page, ACTIVE)
    eventually(page, f"async () => (await ({KEPT})('pages')).length > 0")


def test_what_was_read_stays_readable(site: SmallSite, page: Page) -> None:
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, f"{base}bai-viet/a/")  # as from a link that somebody sent: read before there was a worker
        page.goto(f"{base}bai-viet/b/")
        page.goto(f"{base}tim-kiem/?q=thu+hai")
        expect(page.locator("#search-results")).to_contain_text("Bài thứ hai")
        for path in ("bai-viet/b/", "tim-kiem/"):
            keeps(page, path)
        eventually(page, ALL_KEPT)
        network.close()

        page.goto(f"{base}bai-viet/a/")
        expect(page.locator("main")).to_contain_text("Chữ của bài thứ nhất.")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor") != "rgba(0, 0, 0, 0)"
        )
        page.goto(base)
        expect(page.locator("main")).to_contain_text("Bài thứ ba")
        page.goto(f"{base}tim-kiem/?q=thu+hai")
        expect(page.locator("#search-results")).to_contain_text("Bài thứ hai")
        page.goto(f"{base}bai-viet/c/")  # never read
        expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
        kept = page.locator("[data-kept] a")
        expect(kept).to_have_text([re.compile("^Tìm kiếm"), re.compile("^Bài thứ hai"), re.compile("^Bài thứ nhất")])
        kept.get_by_text("nhất").click()
        expect(page.locator("main")).to_contain_text("Chữ của bài thứ nhất.")


def test_a_word_that_was_never_looked_for_is_found_without_a_network(site: SmallSite, page: Page) -> None:
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, base)
        page.goto(f"{base}bai-viet/b/")  # the reader is back
        eventually(page, HAS_KEPT, of_the_newest(site))
        network.close()
        page.goto(f"{base}tim-kiem/?q=thu+ba")
        expect(page.locator("#search-results")).to_contain_text("Bài thứ ba")
        expect(page.locator("#search-status")).to_contain_text("bài viết")
        page.goto(base)
        page.keyboard.press("/")
        page.get_by_role("dialog").get_by_role("searchbox").fill("chu cua bai thu nhat")
        expect(page.get_by_role("dialog").get_by_role("list")).to_contain_text("Bài thứ nhất")


def test_of_many_posts_the_newest_are_searched_and_the_reader_is_told(site: SmallSite, page: Page) -> None:
    months = [f"{year}-{month:02}-03" for year in range(2014, 2022) for month in range(1, 13)]
    site.build({f"bai-viet/cu-{day}.md": {"title": f"Bài cũ tháng {day}", "date": day} for day in months})
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, base)
        page.goto(f"{base}bai-viet/b/")
        eventually(page, HAS_KEPT, of_the_newest(site))
        assert not any("/old/" in one for one in page.evaluate(KEPT, "search"))
        page.goto("about:blank")
        network.close()
        page.goto(f"{base}tim-kiem/?q=thu+ba")
        expect(page.locator("#search-results")).to_contain_text("Bài thứ ba")
        expect(page.locator("#search-note")).to_contain_text(re.compile(r"chỉ tìm trong \d+ bài mới nhất"))
        page.goto(base)
        page.keyboard.press("/")
        page.get_by_role("dialog").get_by_role("searchbox").fill("bai thu hai")
        expect(page.get_by_role("dialog").get_by_role("list")).to_contain_text("Bài thứ hai")
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("bài mới nhất")


def test_a_publication_renews_what_is_searched_without_a_network(site: SmallSite, page: Page) -> None:
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, base)
        page.goto(f"{base}bai-viet/b/")
        eventually(page, HAS_KEPT, of_the_newest(site))
        before = set(page.evaluate(KEPT, "search"))
        (site.docs / "bai-viet/c.md").unlink()
        site.build({"bai-viet/moi.md": {"title": "Hội khoẻ Phù Đổng"}})
        page.goto(f"{base}bai-viet/a/")
        assert not before.issuperset(of_the_newest(site))
        eventually(page, HAS_KEPT, of_the_newest(site))
        network.close()
        page.goto(f"{base}tim-kiem/?q=phu+dong")
        expect(page.locator("#search-results")).to_contain_text("Hội khoẻ Phù Đổng")
        page.goto(f"{base}tim-kiem/?q=thu+ba")
        expect(page.locator("#search-results")).not_to_contain_text("Bài thứ ba")


@pytest.mark.parametrize("dear", ["{saveData: true}", "{saveData: false, effectiveType: 'slow-2g'}"])
def test_who_pays_for_each_byte_is_spared(site: SmallSite, page: Page, dear: str) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{value: {dear}}})")
    with serve(site.site, "/ten/") as base:
        arrive(page, base)
        page.goto(f"{base}bai-viet/b/")
        page.evaluate(QUIET_IS_OVER)
        assert page.evaluate(FETCHED) == page.evaluate(KEPT, "search") == []


def test_a_first_visit_fetches_nothing_of_the_index(site: SmallSite, page: Page) -> None:
    with serve(site.site, "/ten/") as base:
        arrive(page, base)
        page.evaluate(QUIET_IS_OVER)
        assert page.evaluate(FETCHED) == page.evaluate(KEPT, "search") == []


SEEN = "new URL(document.querySelector('figure img').currentSrc).pathname"


def test_pictures_that_were_seen_stay(site: SmallSite, page: Page) -> None:
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, base)
        page.goto(f"{base}bai-viet/a/")
        page.evaluate("document.querySelector('figure img').decode()")
        keeps(page, "bai-viet/a/")
        eventually(page, f"async path => (await ({KEPT})('pictures')).includes(path)", page.evaluate(SEEN))
        network.close()
        page.goto(f"{base}bai-viet/a/")
        eventually(page, "document.querySelector('figure img').naturalWidth > 0")


def test_a_change_is_seen_at_once(site: SmallSite, page: Page) -> None:
    with serve(site.site, "/ten/") as base:
        arrive(page, f"{base}bai-viet/b/")
        before = page.evaluate("caches.keys()")
        site.build(
            {"bai-viet/b.md": {"title": "Bài thứ hai", "body": "Chữ mới."}, "bai-viet/d.md": {"title": "Bài mới"}}
        )
        page.reload()
        expect(page.locator("main")).to_contain_text("Chữ mới.")
        page.goto(base)
        expect(page.locator("main")).to_contain_text("Bài mới")
        page.goto(f"{base}tim-kiem/?q=bai+moi")
        expect(page.locator("#search-results")).to_contain_text("Bài mới")
        styles = site.root / "overrides/assets/stylesheets/news.css"
        styles.write_text(styles.read_text(encoding="utf-8") + "\n.masthead { opacity: .5; }\n", encoding="utf-8")
        site.build()
        page.reload()
        assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).opacity") == "0.5"
        eventually(page, RENEWED, before, visit=base)


def test_a_page_read_before_a_change_of_styles_still_has_them(site: SmallSite, page: Page) -> None:
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, f"{base}bai-viet/a/")
        before = page.evaluate("caches.keys()")
        styles = site.root / "overrides/assets/stylesheets/news.css"
        styles.write_text(styles.read_text(encoding="utf-8") + "\n.masthead { opacity: .5; }\n", encoding="utf-8")
        site.build()
        page.goto(base)
        eventually(page, RENEWED, before, visit=base)
        network.close()
        page.goto(f"{base}bai-viet/a/")
        assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).opacity") == "0.5"


def test_a_page_that_is_gone_is_gone(site: SmallSite, page: Page) -> None:
    with ExitStack() as network:
        base = network.enter_context(serve(site.site, "/ten/"))
        arrive(page, base)
        page.goto(f"{base}bai-viet/b/")
        (site.docs / "bai-viet/b.md").unlink()
        site.build()
        page.goto(f"{base}bai-viet/b/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang này")
        eventually(page, f"async () => !(await ({KEPT})('pages')).includes('/ten/bai-viet/b/')")
        network.close()
        page.goto(f"{base}bai-viet/b/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")


def test_no_more_than_so_much_is_kept(site: SmallSite, page: Page) -> None:
    site.build({f"bai-viet/nhieu-{n}.md": {} for n in range(55)})
    with serve(site.site, "/ten/") as base:
        arrive(page, base)
        for n in range(55):
            page.goto(f"{base}bai-viet/nhieu-{n}/")
        eventually(page, f"async () => (await ({KEPT})('pages')).at(-1) === '/ten/bai-viet/nhieu-54/'")
        found = page.evaluate(KEPT, "pages")
    assert (len(found), found[0]) == (50, "/ten/bai-viet/nhieu-5/")


@pytest.mark.parametrize("query", ["?v=1", ""])
def test_blocks_of_the_index_that_have_a_version(site: SmallSite, page: Page, query: str) -> None:
    """However the index names its files: by content, or at one address with a version."""
    block = site.site / "search/thu.txt"
    block.write_text("cũ", encoding="utf-8")
    ask = "address => fetch(address).then(answer => answer.text())"
    with serve(site.site, "/ten/") as base:
        arrive(page, base)
        assert page.evaluate(ask, f"{base}search/thu.txt{query}") == "cũ"
        eventually(page, f"async () => (await ({KEPT})('search')).length === 1")
        block.write_text("mới", encoding="utf-8")
        assert page.evaluate(ask, f"{base}search/thu.txt{query}") == ("cũ" if query else "mới")
        assert page.evaluate(ask, f"{base}search/thu.txt?v=2") == "mới"
        eventually(page, f"async () => (await ({KEPT})('search')).join() === '/ten/search/thu.txt?v=2'")


def test_the_setting_takes_the_worker_away(site: SmallSite, page: Page) -> None:
    with serve(site.site, "/ten/") as base:
        arrive(page, base)
        text = site.config.read_text(encoding="utf-8").replace("newsroom: {}", "newsroom: {offline: false}")
        assert "offline" in text
        site.config.write_text(text, encoding="utf-8")
        site.build()
        for _ in range(10):  # while one worker ends the other, no page that is asked for is lost
            page.goto(f"{base}bai-viet/a/")
            page.wait_for_timeout(200)
        eventually(page, f"async () => await ({LEFT})() === 0", visit=f"{base}bai-viet/a/")
        page.goto(base)
        page.reload()
        assert page.evaluate(LEFT) == 0
        assert page.evaluate("navigator.serviceWorker.controller") is None
        assert not (site.site / "offline.html").exists()


def test_a_site_of_another_kind_takes_the_worker_away(site: SmallSite, page: Page, tmp_path: Path) -> None:
    """As when a school goes over to other software: nothing of ours is there any more, at the same address."""
    (other := tmp_path / "khac").mkdir()
    shutil.copytree(site.site, other / "tin")
    with serve(other, "/") as base:
        arrive(page, f"{base}tin/")
        shutil.rmtree(other / "tin")
        (other / "tin").mkdir()
        (other / "tin/index.html").write_text("<title>Khác</title><p>Trang khác.", encoding="utf-8")
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")  # as a browser does after half a minute
        page.goto(f"{base}tin/")
        expect(page.locator("p")).to_have_text("Trang khác.")
        eventually(page, f"async () => await ({LEFT})() === 0", visit=f"{base}tin/")


def test_two_sites_of_one_host_do_not_touch_each_other(site: SmallSite, page: Page, tmp_path: Path) -> None:
    host = tmp_path / "may-chu"
    for name in ("mot", "hai"):
        shutil.copytree(site.site, host / name)
    with serve(host) as base:
        for name in ("mot", "hai"):
            arrive(page, f"{base}{name}/")
        worker = host / "hai/sw.js"
        worker.write_text(worker.read_text(encoding="utf-8").replace("worker.js", "end.js"), encoding="utf-8")
        page.goto(f"{base}hai/bai-viet/a/")
        eventually(page, ONE, visit=f"{base}hai/bai-viet/a/")
        eventually(page, "async () => (await caches.keys()).every(one => one.includes(' /mot/ '))")
        assert {one.split()[2] for one in page.evaluate("caches.keys()")} >= {"core", "pages"}


def test_a_preview_has_no_worker(site: SmallSite, page: Page) -> None:
    site.build(serving=True)
    assert "end.js" in (site.site / "sw.js").read_text(encoding="utf-8")
    with serve(site.site, "/ten/") as base:
        page.goto(base)
        assert page.evaluate(LEFT) == 0


def test_no_script_of_the_worker_is_large(site: SmallSite) -> None:
    sizes: dict[str, Any] = {path.name: path.stat().st_size for path in site.site.rglob("offline/*.js")}
    assert sizes.keys() == {"end.js", "kept.js", "search.js", "worker.js"}
    assert sizes["worker.js"] < 8_000
