"""The search worker in Chromium, asked by its own messages over a small made-up site under a base path."""

import datetime
import json
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from newsroom.search import SearchPost, build_index
from newsroom.search.tokens import parts, syllables
from newsroom.vietnamese import canonical, fold, nfc, slug

SCRIPTS = Path(__file__).parents[2] / "overrides/assets/javascripts"
BASE = "/truong/tin/"

START = """async () => {
  const {config, docs} = await (await fetch("search/search_index.json")).json()
  const worker = new Worker("assets/javascripts/search-worker.js", {type: "module"})
  const waiting = []
  worker.onmessage = ({data}) => waiting.shift()?.(data)
  const send = message => new Promise(resolve => { waiting.push(resolve); worker.postMessage(message) })
  window.find = async data => (await send({type: 2, data})).data
  return (await send({type: 0, data: {config, docs, options: {suggest: false}}})).type
}"""

MEASURED = """async query => {
  const {config, docs} = await (await fetch("search/search_index.json")).json()
  const worker = new Worker("assets/javascripts/search-worker.js")
  const said = type => new Promise(resolve => { worker.onmessage = ({data}) => data.type === type && resolve(data) })
  worker.postMessage({type: 0, data: {config, docs, options: {suggest: false}}})
  await said(1)
  worker.postMessage({type: 2, data: query})
  return (await said(3)).data.items
}"""


def post(slug: str, day: str, title: str, body: str, **labels: Any) -> SearchPost:
    lead, _, rest = body.partition("\n")
    return SearchPost(
        url=f"bai-viet/{day[:4]}/{day[5:7]}/{slug}/",
        title=title,
        lead=lead,
        body=rest,
        captions=labels.get("captions", ()),
        topics={
            "campaign": labels.get("campaigns", ()),
            "cell": (labels.get("cell", "Chi bộ trường Hoa Sen"),),
            "author": labels.get("authors", ("Tổ Ngữ văn",)),
            "directive": labels.get("directives", ()),
            "place": labels.get("places", ()),
        },
        date=datetime.date.fromisoformat(day),
    )


SEED = (
    post(
        "tu-soi",
        "2022-04-01",
        "Sinh hoạt chuyên đề tự soi, tự sửa",
        "Chiều 01/4/2022, chi bộ họp theo Hướng dẫn số 27-HD/ĐU.\nMỗi đảng viên tự soi lại mình. Cuối buổi, cả phòng "
        "cùng hát.\nBuổi họp kết thúc lúc năm giờ.",
        directives=("27-HD/ĐU",),
        campaigns=("Tự soi, tự sửa",),
    ),
    post("sua-hoc-duong", "2022-09-12", "Sữa học đường đến mọi lớp", "Bếp ăn nhận sữa mỗi sáng.", authors=("Tổ Y tế",)),
    post("sua-mai", "2022-10-03", "Sửa mái nhà xe", "Thợ sửa mái trong hai ngày nghỉ.", authors=("Tổ Y tế",)),
    post("hoa-hoc", "2023-02-14", "Phòng thực hành hoá học", "Câu lạc bộ hoá học có tủ hút mới.", cell="Chi bộ Bồ Đề",
         places=("Phòng thực hành",)),
    post("giao-thong", "2023-09-05", "Tháng an toàn", "Học sinh đội mũ.\nCổng trường hết ùn tắc giao thông.",
         campaigns=("An toàn giao thông",), cell="Chi bộ Bồ Đề"),
    post("robot", "2023-11-20", "Đội Robotics đi thi", "Ba robot chạy bằng Arduino và một bản đồ giấy.",
         captions=("Bàn thi đấu đặt giữa sân trường",)),
    post("nghi-dinh", "2024-03-08", "Soạn công văn đúng thể thức", "Theo Nghị định số 30/2020/NĐ-CP, chữ ký đặt bên "
         "phải.", directives=("30/2020/NĐ-CP", "05-CT/TW")),
    post("than", "2024-05-06", "<img src=x onerror=alert(1)> & \"ngoặc\"", "Đoạn mã <script>alert(2)</script> vô hại "
         "trong bài.", cell="<b>Chi bộ</b> & bạn", authors=("<i>Tổ Tin</i>",)),
)  # fmt: skip
FILLER = tuple(
    post(
        f"tuan-{at:02}",
        f"2021-{1 + at // 3:02}-{1 + at % 3 * 7:02}",
        f"Bản tin tuần {at}",
        f"Vườn rau lớp {at} đã xanh.",
    )
    for at in range(36)
)
POSTS = (*SEED, *FILLER)


def write(folder: Path, posts: Sequence[SearchPost]) -> None:
    shutil.rmtree(folder / "search", ignore_errors=True)
    for path, content in build_index(posts).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("search") / "site"
    shutil.copytree(SCRIPTS / "search", made / "assets/javascripts/search")
    shutil.copy(SCRIPTS / "search-worker.js", made / "assets/javascripts")
    (made / "index.html").write_text("<!doctype html><title>Tin</title>", encoding="utf-8")
    write(made, POSTS)
    return made


@pytest.fixture(scope="module")
def address(folder: Path, serve_site: Any) -> Iterator[str]:
    with serve_site(folder, BASE) as base:
        yield base


def start(browser: Browser | BrowserContext, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    assert page.evaluate(START) == 1
    return page


@pytest.fixture(scope="module")
def shared(browser: Browser, address: str) -> Iterator[Page]:
    page = start(browser, address)
    yield page
    page.close()


@pytest.fixture(scope="module")
def often(browser: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory, serve_site: Any) -> Iterator[Page]:
    """A site where words stand in several posts, as they must to be offered."""
    site = tmp_path_factory.mktemp("often") / "site"
    shutil.copytree(folder, site)
    posts = [
        post(f"{one.url[17:-1]}-{at}", f"20{10 + at}-01-01", one.title, one.body) for at in range(4) for one in SEED
    ]
    write(site, [*posts, *(post(f"toan-{at}", f"20{10 + at}-02-01", "Góc bàn toán", "Bài mới") for at in range(4))])
    with serve_site(site, BASE) as address:
        page = start(browser, address)
        yield page
        page.close()


def slugs(items: Sequence[dict[str, Any]]) -> list[str]:
    return [item["location"].strip("/").split("/")[-1] for item in items]


def find(page: Page, /, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("data => find(data)", {"id": 7, **asked})
    return found


def ask(page: Page, query: str) -> list[dict[str, Any]]:
    """What the search box shows."""
    items: list[dict[str, Any]] = find(page, q=query, facets=False)["items"]
    return items


def marked(pieces: Sequence[str]) -> str:
    return "".join(f"[{piece}]" if at % 2 else piece for at, piece in enumerate(pieces))


# What is found ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tự soi tự sửa", "tu-soi"),
        ("tu soi tu sua", "tu-soi"),
        ("TỰ SOI tu sửa", "tu-soi"),
        (unicodedata.normalize("NFD", "tự soi, tự sửa"), "tu-soi"),
        ("tu soi tu s", "tu-soi"),
        ("tự so", "tu-soi"),
        ('"tự soi lại mình"', "tu-soi"),
        ("tự soi lại bạn", "tu-soi"),
        ("sinh hoạt đề tự soi", "tu-soi"),
        ("chuyen de tu xoi tu sua", "tu-soi"),
        ("27-HD/ĐU", "tu-soi"),
        ("27 hd du", "tu-soi"),
        ("27hd", "tu-soi"),
        ("HD 27", "tu-soi"),
        ("hướng dẫn số 27", "tu-soi"),
        ("huong dan 27", "tu-soi"),
        ("01/4/2022", "tu-soi"),
        ("1/4/2022", "tu-soi"),
        ("ngày 01 tháng 4 năm 2022", "tu-soi"),
        ("tháng 4 2022", "tu-soi"),
        ("thang 04/2022", "tu-soi"),
        ("30/2020/NĐ-CP", "nghi-dinh"),
        ("nđ 30/2020", "nghi-dinh"),
        ("ND 30", "nghi-dinh"),
        ("nghị định 30", "nghi-dinh"),
        ("ct 5", "nghi-dinh"),
        ("05 ct tw", "nghi-dinh"),
        ("sữa", "sua-hoc-duong"),
        ("sửa", "sua-mai"),
        ("hóa học", "hoa-hoc"),
        ("hoá học", "hoa-hoc"),
        ("hoa hoc", "hoa-hoc"),
        ("học sinh giao thông", "giao-thong"),
        ("chi bo bo de an toan giao thong", "giao-thong"),
        ("arduino", "robot"),
        ("Ardui", "robot"),
        ("robotics di thi", "robot"),
        ("bàn thi đấu", "robot"),
        ("to y te", "sua-mai"),
    ],
)
def test_the_first_result(shared: Page, query: str, first: str) -> None:
    assert slugs(ask(shared, query))[:1] == [first]


def test_every_title_typed_without_marks_finds_its_post_first(shared: Page) -> None:
    for one in POSTS:
        assert ask(shared, fold(one.title))[0]["location"] == one.url


def test_the_form_typed_comes_first_and_the_others_after_it(shared: Page) -> None:
    assert slugs(ask(shared, "sữa"))[0] == "sua-hoc-duong"
    assert set(slugs(ask(shared, "sữa"))) >= {"sua-hoc-duong", "sua-mai", "tu-soi"}
    assert slugs(ask(shared, "bản đồ")) == ["robot"]


def test_a_quoted_phrase_has_to_stand_in_the_text(shared: Page) -> None:
    assert slugs(ask(shared, '"tự soi" họp')) == ["tu-soi"]
    assert "tu-soi" in slugs(ask(shared, "cả phòng tự soi"))
    assert "tu-soi" not in slugs(ask(shared, '"cả phòng tự soi"'))


def test_equal_results_come_newest_first(shared: Page) -> None:
    found = find(shared, q="vườn rau", facets=False)
    assert slugs(found["items"]) == [f"tuan-{at}" for at in range(35, 29, -1)]
    assert (found["total"], found["facets"]) == (36, {})


@pytest.mark.parametrize("query", ["…", "zzzzqqq", "zq 99999"])
def test_a_query_without_an_answer_brings_no_unrelated_posts(shared: Page, query: str) -> None:
    assert ask(shared, query) == []


@pytest.mark.parametrize(
    ("query", "offered"),
    [("robotocs", "robotics"), ("hoá hpc", "hóa học"), ("bàn toám", "bàn toán"), ("hoc dường qqq", "hoc dường")],
)
def test_a_query_without_an_answer_is_offered_the_nearest(often: Page, query: str, offered: str) -> None:
    found = find(often, q=query)
    assert (found["items"], found["nearest"]) == ([], offered)
    assert len(ask(often, offered)) > 0


def test_a_syllable_half_typed_with_its_marks_goes_on_with_them(
    browser: Browser, folder: Path, tmp_path: Path, serve_site: Any
) -> None:
    shutil.copytree(folder, tmp_path / "site")
    posts = [
        post("tung", "2023-01-01", "Tin học", "Có chị Trần Thị Tùng và bác Hoàng."),
        post("tuyet", "2023-01-02", "Gặp Trần Thị Tuyết", "Cô Trần Thị Tuyết Hương kể.", authors=("Trần Thị Tuyết",)),
        post("hoan", "2023-01-03", "Bác Hoan", "Bác Hoan kể."),
    ]
    write(tmp_path / "site", [*posts, *FILLER])
    with serve_site(tmp_path / "site", BASE) as address:
        page = start(browser, address)
        assert slugs(ask(page, "Trần Thị Tù"))[0] == "tung"
        assert slugs(ask(page, "bác hoà"))[0] == "tung", "on the way to Hoàng, though hoà alone is written hòa"
        page.close()


# However it is typed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first", "read"),
    [
        ("tuwj soi", "tu-soi", "tự soi"),
        ("tujw soi", "tu-soi", "tự soi"),
        ("TUWJ SOI, Tuwj suwar", "tu-soi", "TỰ SOI, Tự sửa"),
        ("ddarng vieen tuwj soi", "tu-soi", "đảng viên tự soi"),
        ("unf tawcs", "giao-thong", "ùn tắc"),
        ("suwax hocj dduwowngf", "sua-hoc-duong", "sữa học đường"),
        ("su7a4 hoc5 d9u7o7ng2", "sua-hoc-duong", "sữa học đường"),
        ("tu75 soi", "tu-soi", "tự soi"),
        ("27-HD/DDU", "tu-soi", "27-HD/ĐU"),
        ("tusoi", "tu-soi", "tu soi"),
        ("tựsoi", "tu-soi", "tự soi"),
        ("tusoitusua", "tu-soi", "tu soi tu sua"),
        ("suahocduong den moilop", "sua-hoc-duong", "sua hoc duong den moi lop"),
        ("tuwjsoi", "tu-soi", "tự soi"),
        ("ATGT", "giao-thong", ""),
        ("tháng ATGT", "giao-thong", ""),
        ("27 hd đảng ủy", "tu-soi", ""),
        ("30 nđ chính phủ", "nghi-dinh", ""),
        ("robot", "robot", ""),
        ("30/2020", "nghi-dinh", ""),
    ],
)  # fmt: skip
def test_it_is_found_however_it_is_typed(shared: Page, query: str, first: str, read: str) -> None:
    found = find(shared, q=query)
    assert slugs(found["items"])[0] == first
    assert found["read"] == read


def test_what_keys_stand_for_is_sought_only_where_it_is_much_commoner(
    browser: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory, serve_site: Any
) -> None:
    site = tmp_path_factory.mktemp("keys")
    shutil.copytree(folder, site, dirs_exist_ok=True)
    english = post("box", "2024-01-01", "Box office of Hollywood", "As seen.")
    write(site, [english, post("quan", "2024-01-02", "Quán ăn", "Quận 1 mở quán."), *FILLER])
    with serve_site(site, BASE) as address:
        page = start(browser, address)
        assert [(slugs(items)[0], read) for items, read in (
            (found["items"], found["read"]) for found in (find(page, q=query) for query in ("box", "as seen", "quan1"))
        )] == [("box", ""), ("box", ""), ("quan", "")]  # fmt: skip
        assert find(page, q="vuwowfn rau")["total"] == 36
        page.close()


def test_keys_and_words_that_are_none(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    typed = ["2025", "27", "HD27", "u23", "covid19", "TW", "nguyen", "hoc sinh", "class", "tựj", "27-HD/ĐU"]
    read = ["dduwowcj", "nguowif", "quyeets", "gif", "gias", "hoaf", "thuyr", "thuowr", "hddnd", "ootoo", "d9u7o7c5"]
    told = page.evaluate(
        """async texts => {
          const {asTyped} = await import("./assets/javascripts/search/typing.js")
          return texts.map(asTyped)
        }""",
        [*typed, *read],
    )
    page.close()
    assert told[: len(typed)] == typed
    assert told[len(typed) :] == [
        "được", "người", "quyết", "gì", "giá", "hòa", "thủy", "thuở", "hđnd", "ôtô", "được",
    ]  # fmt: skip


# What is shown ------------------------------------------------------------------------------------


def test_a_result_shows_title_and_passage_with_the_words_marked(shared: Page) -> None:
    item = ask(shared, "tu soi")[0]
    assert item["title"] == ["Sinh hoạt chuyên đề ", "tự soi", ", tự sửa"]
    assert "Mỗi đảng viên [tự soi] lại mình" in marked(item["text"])
    assert item["location"] == "bai-viet/2022/04/tu-soi/"


def test_a_name_or_a_day_that_matched_is_marked(shared: Page) -> None:
    assert marked(ask(shared, "4/2022")[0]["day"]) == "Thứ Sáu, 01/[4/2022]"
    topics = ask(shared, "hoa sen")[0]["topics"]
    assert [marked(name) for name in topics["cell"]] == ["Chi bộ trường [Hoa Sen]"]
    assert [marked(name) for name in topics["author"]] == ["Tổ Ngữ văn"]


def test_text_stays_text(shared: Page) -> None:
    item = ask(shared, "onerror alert")[0]
    assert "".join(item["title"]) == '<img src=x onerror=alert(1)> & "ngoặc"'
    assert "<script>alert(2)</script>" in "".join(item["text"])


def test_a_location_outside_the_site_is_not_given(
    browser: Browser, folder: Path, tmp_path: Path, serve_site: Any
) -> None:
    shutil.copytree(folder, tmp_path / "site")
    for path in (tmp_path / "site/search/posts").rglob("*.json"):
        shown = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps([{**one, "location": "javascript:alert(1)"} for one in shown]), encoding="utf-8")
    with serve_site(tmp_path / "site", BASE) as address:
        page = start(browser, address)
        assert ask(page, "tự soi")[0]["location"] == ""
        page.close()


# The page of results ------------------------------------------------------------------------------


def counts(found: dict[str, Any], facet: str) -> dict[str, int]:
    return {entry["name"]: entry["count"] for entry in found["facets"][facet]}


def test_facets_are_counted_over_all_results(shared: Page) -> None:
    found = find(shared, q="chi bộ")
    assert found["id"] == 7 and found["total"] == len(POSTS)
    assert counts(found, "year") == {"2024": 2, "2023": 3, "2022": 3, "2021": 36}
    assert counts(found, "cell")["Chi bộ Bồ Đề"] == 2
    assert counts(found, "author")["Tổ Y tế"] == 2
    assert counts(found, "directive") == {"05-CT/TW": 1, "27-HD/ĐU": 1, "30/2020/NĐ-CP": 1}
    assert counts(found, "campaign") == {"An toàn giao thông": 1, "Tự soi, tự sửa": 1}


def test_a_kind_that_no_script_knows_is_a_facet_as_well(shared: Page) -> None:
    assert counts(find(shared, q="chi bộ"), "place") == {"Phòng thực hành": 1}
    assert slugs(find(shared, filters={"place": "phong-thuc-hanh"})["items"]) == ["hoa-hoc"]


def test_without_a_query_one_browses_newest_first(shared: Page) -> None:
    found = find(shared, filters={"cell": "chi-bo-bo-de"})
    assert slugs(found["items"]) == ["giao-thong", "hoa-hoc"]
    chosen = [entry for entry in found["facets"]["cell"] if entry["chosen"]]
    assert [(entry["name"], entry["slug"], entry["count"]) for entry in chosen] == [("Chi bộ Bồ Đề", "chi-bo-bo-de", 2)]
    assert counts(found, "cell")["Chi bộ trường Hoa Sen"] == 41, "another choice of the same facet stays on offer"
    assert counts(found, "year") == {"2023": 2}


def test_several_choices_of_a_facet_widen_and_facets_together_narrow(shared: Page) -> None:
    assert find(shared, filters={"year": ["2022", "2023"]})["total"] == 6
    assert find(shared, filters={"year": ["2022", "2023"], "author": ["Tổ Y tế"]})["total"] == 2
    assert find(shared, filters={"campaign": ["Tự soi, tự sửa"], "year": ["2024"]})["total"] == 0


@pytest.mark.parametrize(
    ("limits", "total"),
    [
        ({"from": "2022-04-01"}, 8),
        ({"from": "2022-04-02"}, 7),
        ({"to": "2022-04-01"}, 37),
        ({"from": "2022-04-01", "to": "2022-04-01"}, 1),
        ({"from": "không phải ngày", "to": ""}, 44),
    ],
)
def test_both_days_of_a_span_are_in_it(shared: Page, limits: dict[str, str], total: int) -> None:
    assert find(shared, **limits)["total"] == total


def test_order_and_pages(shared: Page) -> None:
    by_date = find(shared, q="chi bộ", order="date", size=5)
    assert slugs(by_date["items"]) == ["than", "nghi-dinh", "robot", "giao-thong", "hoa-hoc"]
    assert (by_date["page"], by_date["pages"]) == (1, 9)
    assert find(shared, q="chi bộ", page=99, size=5)["page"] == 9
    seen = [slug for page in range(1, 10) for slug in slugs(find(shared, q="vườn rau", page=page, size=4)["items"])]
    assert seen == [f"tuan-{at:02}" for at in reversed(range(36))]


def test_an_item_of_the_page_has_what_a_listing_shows(shared: Page) -> None:
    item = find(shared, q="27-HD/ĐU")["items"][0]
    assert (item["date"], item["day"]) == ("2022-04-01", ["Thứ Sáu, 01/4/2022"])
    assert item["topics"] == {
        "campaign": [["Tự soi, tự sửa"]], "cell": [["Chi bộ trường Hoa Sen"]], "author": [["Tổ Ngữ văn"]],
        "directive": [["", "27-HD/ĐU", ""]], "place": [],
    }  # fmt: skip
    assert "[27-HD/ĐU]" in marked(item["text"])


# When files do not come ---------------------------------------------------------------------------


def test_a_failure_is_said_and_the_next_query_tries_again(
    browser: Browser, folder: Path, tmp_path: Path, serve_site: Any
) -> None:
    site = tmp_path / "site"
    shutil.copytree(folder, site)
    with serve_site(site, BASE) as address:
        page = start(browser, address)
        for part in ("assets/javascripts/search", "search"):
            (site / part).rename(site / "away")
            assert find(page, q="tự soi") == {"id": 7, "q": "tự soi", "error": "network"}
            (site / "away").rename(site / part)
        assert slugs(ask(page, "tự soi"))[0] == "tu-soi"
        assert find(page, q="tự soi")["total"] == 1
        page.close()


def test_what_was_asked_once_is_answered_offline_and_anything_else_says_what_is_wrong(
    browser: Browser, folder: Path, serve_site: Any
) -> None:
    """As far as the host lets files be kept; and pages themselves are the browser's to keep."""
    with serve_site(folder, BASE, "max-age=600") as address, browser.new_context() as context:
        online = start(context, address)
        known, last = ask(online, "tự soi tự sửa"), ask(online, "vườn rau")
        online.close()
        context.set_offline(True)
        offline = start(context, address)
        assert ask(offline, "tự soi tự sửa") == known
        assert ask(offline, "vườn rau") == last
        assert find(offline, q="hoá học")["error"] == "network"
        context.set_offline(False)
        assert slugs(ask(offline, "hoá học"))[0] == "hoa-hoc"


def test_a_page_open_since_before_a_new_build_finds_its_files(
    browser: Browser, folder: Path, tmp_path: Path, serve_site: Any
) -> None:
    site = tmp_path / "site"
    shutil.copytree(folder, site)
    with serve_site(site, BASE) as address:
        page = start(browser, address)
        assert slugs(ask(page, "tự soi"))[0] == "tu-soi"
        write(site, [*SEED, post("moi", "2025-01-02", "Phòng thực hành mới", "Đèn lồng treo khắp sân.")])
        assert slugs(ask(page, "đèn lồng")) == ["moi"]
        page.close()


def test_two_segments_of_small_blocks_answer_as_one(
    browser: Browser, shared: Page, folder: Path, tmp_path: Path, serve_site: Any
) -> None:
    site = tmp_path / "site"
    shutil.copytree(folder, site)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsroom.search.index.LEAST", 3)
        patch.setattr("newsroom.search.index.BLOCKS", {"old": 300, "new": 150})
        write(site, POSTS)
    names = [path.name for path in (site / "search").iterdir() if path.is_dir()]
    assert sorted(names) == ["new", "old", "posts"]
    with serve_site(site, BASE) as address:
        page = start(browser, address)
        asked: list[dict[str, Any]] = [{"q": text, "size": 50} for text in ("tự soi", "sua", "vườn rau lớp", "b", "")]
        asked.append({"q": "", "filters": {"cell": ["Chi bộ Bồ Đề"]}, "from": "2023-03-01", "to": "2024-12-31"})
        for one in asked:
            assert find(page, **one) == find(shared, **one)
        page.close()


def test_tools_that_measure_workers_of_materials_kind_can_ask(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    groups = page.evaluate(MEASURED, "tự soi")
    page.close()
    assert groups[0][0]["location"] == "bai-viet/2022/04/tu-soi/"


def test_a_page_whose_reader_does_not_search_fetches_neither_engine_nor_index(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address)
    page.evaluate(START)
    assert [path for path in asked if "search/" in path.replace("javascripts/search/", "engine search/")] == [
        "search/search_index.json"
    ]
    page.close()


# The same text in both languages ------------------------------------------------------------------


def test_python_and_javascript_fold_alike(browser: Browser, address: str) -> None:
    vowels = "aăâeêioôơuưy"
    marked = [
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in vowels
        for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
    ]
    made = [
        f"{head}{a}{b}{tail}"
        for head in ("", "đ", "q", "th")
        for a in marked
        for b in ("", "a", "e", "y", "ạ")
        for tail in ("", "n")
    ]
    letters = [char for char in map(chr, range(0x20, 0x500)) if char != "İ" and unicodedata.category(char)[0] != "M"]
    texts = [*made, *letters, *(unicodedata.normalize("NFD", word) for word in made), *(word.upper() for word in made)]
    texts += [
        "Ðảng\u00a0uỷ",
        "27–HD / ĐU",
        "số31-QĐ/TW",
        "007 COVID-19",
        "a\u200bb",
        "tổ\u200e\u2060 Văn",
        *("Con", "COM1", "Conan", "nul"),
        "x" * 40,
        "1" * 40,
        "hoà, quý; thuỳ",
    ]
    page = browser.new_page()
    page.goto(address)
    told = page.evaluate(
        """async texts => {
          const {nfc, fold, canonical, syllables} = await import("./assets/javascripts/search/text.js")
          const {slug} = await import("./assets/javascripts/search/facets.js")
          return texts.map(text => [nfc(text), fold(nfc(text)), canonical(text), slug(text),
            syllables(nfc(text)).map(({form, key, marks}) => [form, key, marks])])
        }""",
        texts,
    )
    page.close()
    for text, (normal, folded, one_form, address_part, split) in zip(texts, told, strict=True):
        assert (normal, folded, address_part) == (nfc(text), fold(nfc(text)), slug(text))
        assert " " in text or one_form == canonical(text)
        forms = syllables(text)
        assert split == [[form, key, marks] for form, (key, marks) in zip(forms, parts(forms), strict=True)]
