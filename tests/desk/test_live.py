"""What a draft is told is what `check` says once it is saved, however little of the site is planned for it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image

from adapter import workplace
from making_pictures import phone_jpeg, photo_like
from newsdesk.live import Live
from newsdesk.preview import Preview, Site
from newsdesk.quick_photos import QuickPhotos
from newsroom.addresses import url_of
from newsroom.articles.pages import Post
from newsroom.cache.store import digest_of
from newsroom.editing import reading
from newsroom.editing.manuscript import Manuscript, manuscript_of
from newsroom.frontmatter.sources import Source
from newsroom.photos import Request
from newsroom.processes import limits, shutdown
from small_site import SmallSite, usual_settings

PATH = "bai-viet/2026/01/a/index.md"
TREE = """
bai-viet/2026/01/a/index.md: {title: Bài A, date: 2026-01-05, body: "Một đoạn.\\n"}
bai-viet/2026/01/b.md: {title: Bài B, date: 2026-01-06, campaign: "Tự soi, tự sửa", directive: 27-HD/UBKTTW}
bai-viet/2026/01/c.md: {title: Bài C, date: 2026-01-07, campaign: "Tự soi, tự sửa", author: Nguyễn Văn Hùng}
bai-viet/2026/01/d.md: {title: Bài D, date: 2026-01-08, draft: true, author: Nguyễn Văn Hùng}
bai-viet/2026/01/e.md: {title: Bài E, date: 2026-01-08, redirect_from: /cu/, author: Nguyễn Văn Hùng}
bai-viet/2026/01/g/index.md: {title: Bài G, date: 2026-01-09}
chuyen-de/tu-soi-tu-sua.md: {title: "Tự soi, tự sửa"}
chi-bo/ai-mo.md: {title: Chi bộ trường THCS Ái Mộ}
"""
HEAD = "title: Bài A\nauthor: Tổ Toán\ncell: Chi bộ trường THCS Ái Mộ\ndate: 2026-01-05\n"
DRAFTS = {
    "nothing": ("", "Một đoạn.\n"),
    "dead link": ("", "[x](khong-co.md) và [y](../b.md#khong-co) và [z](../d.md) và [t](#dau)\n"),
    "links that live": ("", "[b](../b.md), [c](/chuyen-de/tu-soi-tu-sua/), [cũ](/cu/), [tháng](/luu-tru/2026/01/)\n"),
    "a topic of its own": ("campaign: Chuyên đề mới\n", "[x](/chuyen-de/chuyen-de-moi/) [y](/chuyen-de/khac/)\n"),
    "a topic that is nearly another": ("campaign: Tự soi tự sửaa\n", "Một đoạn.\n"),
    "an old address that is taken": ("redirect_from:\n  - /cu/\n  - /bai-viet/2026/01/b/\n", "Một.\n"),
    "its own address": ("redirect_from: /bai-viet/2026/01/a/\n", "Một.\n"),
    "an old address and a link to it": ("redirect_from: /moi/\n", "[x](/moi/)\n"),
    "no picture": ("image: x.jpg\n", "![](y.jpg)\n\n![Ảnh](hong.jpg)\n"),
    "a broken picture": ("image: hong.jpg\n", "![Ảnh](hong.jpg)\n\n![](hong.jpg)\n"),
    "files": ("attachments: [mat.pdf, xau.exe]\n", "[x](xau.exe)\n"),
    "names": ("author: Nguyễn Văn Hùngg\n", "Đồng chí Nguyễn Văn Hùg phát biểu.\n"),
    "numbers": ("directive: 28-HD/UBKTTW\n", "Thực hiện Hướng dẫn số 29-HD/UBKTTW.\n"),
    "another year": ("date: 2031-02-03\n", "[x](/luu-tru/2031/)\n"),
    "a template": ("template: khong-co.html\n", "Một.\n"),
    "faults": ("date: hôm qua\nchi_bo_x: 1\n", "Một.\n"),
    "pupils": ("pupils: true\n", "![Học sinh](hong.jpg)\n"),
}


@pytest.fixture
def site(make_site: Callable[..., SmallSite]) -> SmallSite:
    found = make_site(TREE)
    folder = found.docs / Path(PATH).parent
    (folder / "hong.jpg").write_bytes(b"not a picture")
    (folder / "xau.exe").write_bytes(b"MZ")
    (folder / "mat.pdf").write_bytes(b"%PDF-1.4\n")
    return found


@pytest.fixture
def live(site: SmallSite) -> Iterator[Live]:
    found = Live(workplace.workplace(site.config), site.root / ".cache/newsdesk")
    yield found
    found.close()


def test_a_draft_is_told_what_check_says_of_it(site: SmallSite, live: Live) -> None:
    for name, (head, body) in DRAFTS.items():
        kept = [line for line in HEAD.splitlines() if not head.startswith(line.partition(":")[0] + ":")]
        data = "\n".join(["---", *kept, f"{head}---", "", body]).encode()
        told = live.draft(PATH, data).problems
        before = (site.docs / PATH).read_bytes()
        (site.docs / PATH).write_bytes(data)
        said = [one for one in workplace.check(site.config) if one.path == PATH]
        (site.docs / PATH).write_bytes(before)
        live.forget()
        assert list(map(str, told)) == list(map(str, said)), name


def test_what_others_write_meanwhile_counts(site: SmallSite, live: Live) -> None:
    data = f"---\n{HEAD}---\n\n[x](../moi.md)\n".encode()
    assert [one.fatal for one in live.draft(PATH, data).problems] == [True]
    site.write("bai-viet/2026/01/moi.md: {title: Bài mới}")
    live.forget()
    assert live.draft(PATH, data).problems == ()
    (site.docs / "bai-viet/2026/01/moi.md").unlink()
    live.forget()
    assert [one.fatal for one in live.draft(PATH, data).problems] == [True]


LACKING = {
    "no title": "author: Tổ Toán\ncell: Chi bộ trường THCS Ái Mộ\ndate: 2026-01-05\n",
    "no date": "title: Bài A\nauthor: Tổ Toán\ncell: Chi bộ trường THCS Ái Mộ\n",
    "no required field": "summary: Tóm tắt.\n",
    "nothing": "",
    "a day that is none": HEAD.replace("2026-01-05", "31/2/2026"),
    "an end that is no time": f"{HEAD}expires: hôm qua\n",
    "a flag that is none": f"{HEAD}pupils: có lẽ\n",
    "a field that is none": f"{HEAD}chi_bo_x: 1\n",
    "fields that are lists": "title: [a, b]\nauthor: {a: b}\ndate: [1]\n",
    "a head that is no YAML": "title: [a\nauthor: 'x\n",
    "a draft": f"{HEAD.partition('cell')[0]}draft: true\n",
}


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("head", LACKING.values(), ids=LACKING)
def test_a_post_that_lacks_something_is_shown_with_what_there_is(
    site: SmallSite, live: Live, head: str, whole: bool
) -> None:
    data = f"---\n{head}---\n\nMột **đoạn** văn.\n".encode()
    live.warm() if whole else live._first.listed(live.place.read_docs())
    draft, preview = live.look(PATH, data), Preview(site.root / ".cache/xem-thu")
    preview.show(Site(live.place.setup, live.place.nav, draft))
    html = preview.answer(url_of(PATH)).body.decode()
    assert "Một <strong>đoạn</strong> văn." in html
    assert ("Bài A" in html) == ("title: Bài A" in head)
    assert ("(Chưa có tiêu đề)" in html) == ("title: Bài A" not in head)
    assert draft.problems or draft.page


def test_while_the_site_is_being_read_a_post_is_looked_at_by_itself(live: Live) -> None:
    data = f"---\n{HEAD}---\n\n[x](../b.md) [y](../khong-co.md)\n".encode()
    live._first.listed(live.place.read_docs())
    first = live.look(PATH, data)
    assert (first.is_whole, first.problems) == (False, ())
    assert live.look(PATH, data) is first
    live.warm()
    whole = live.look(PATH, data)
    assert (whole.is_whole, [one.fatal for one in whole.problems]) == (True, [True])
    assert whole.problems == live.draft(PATH, data).problems


def test_whoever_lists_posts_does_not_wait_for_a_plan(live: Live) -> None:
    assert live.at_hand() is None
    live.warm()
    live.is_warm.clear()
    found: list[object] = []
    with live._lock:
        asking = threading.Thread(target=lambda: found.append(live.at_hand()))
        asking.start()
        asking.join(20)
    assert found == [live.files()]


def test_what_was_read_of_posts_is_known_when_the_desk_is_opened_again(
    site: SmallSite, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.warm()
    read: list[str] = []

    def count(post: Post, source: Source) -> Manuscript:
        read.append(post.path)
        return manuscript_of(post, source)

    monkeypatch.setattr(reading, "manuscript_of", count)
    again = Live(workplace.workplace(site.config), site.root / ".cache/newsdesk")
    again.warm()
    data = (site.docs / PATH).read_bytes()
    assert again.draft(PATH, data).problems == live.draft(PATH, data).problems
    assert read == []


def test_photos_are_shown_small_until_they_are_ready(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.jpg" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(phone_jpeg(photo_like(2000, 1500, seed=number)) if number else b"\xff\xd8\xff no photo")
    requests = [Request(path, digest_of(path.read_bytes()), crop=True) for path in paths]
    photos, cache = QuickPhotos(), tmp_path / "cache"
    small = photos.prepare(requests, cache)
    for photo in small.photos.values():
        assert (photo.width, photo.height) == (1600, 1200)  # so that the page is laid out as it will be
        with Image.open(photo.files[0].stored(cache)) as image:
            assert image.width == 504
    assert photos._thread
    photos._thread.join()
    ready = photos.prepare(requests, cache)
    for photo in ready.photos.values():
        with Image.open(photo.files[-1].stored(cache)) as image:
            assert image.size == (photo.width, photo.height) == (1600, 1200)
    assert set(small.problems) == set(ready.problems) == {paths[0]}
    assert photos._thread is None  # what can't be made is not tried again and again
    photos.close()


SLOW = """
from markdown.preprocessors import Preprocessor
from markdown.extensions import Extension
from newsroom.processes import limits

limits.SECONDS = 0.5


class Hang(Preprocessor):
    def run(self, lines):
        while any("mãi" in line for line in lines):
            pass
        return lines


class Slow(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Hang(md), "hang", 50)


def makeExtension(**settings):
    return Slow(**settings)
"""


def test_a_text_that_never_ends_is_given_up_and_told(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = site.root / "modules"
    modules.mkdir()
    (modules / "slow_extension.py").write_text(SLOW, encoding="utf-8")
    monkeypatch.syspath_prepend(modules)
    monkeypatch.setenv("PYTHONPATH", str(modules))
    monkeypatch.setattr(limits, "SECONDS", limits.SECONDS)
    settings = site.config.read_text(encoding="utf-8")
    known = [one for one in usual_settings()["markdown_extensions"] if isinstance(one, str)]
    more = yaml.safe_dump({"markdown_extensions": [*known, "slow_extension"]})
    site.config.write_text(settings + more, encoding="utf-8")
    shutdown()  # processes that others have started know nothing of this module
    live = Live(workplace.workplace(site.config), site.root / ".cache/newsdesk")
    (told,) = live.draft(PATH, f"---\n{HEAD}---\n\nmãi mãi\n".encode()).problems
    assert (told.fatal, "để dựng" in told.message) == (True, True)
    assert live.draft(PATH, f"---\n{HEAD}---\n\nMột đoạn.\n".encode()).problems == ()
    shutdown()
