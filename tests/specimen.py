"""A site of every kind of page made straight from views: long and odd content without a build."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import jinja2
from PIL import Image

from newsroom import kinds
from newsroom.card import Card, CardPicture
from newsroom.kinds import Kind
from newsroom.labels import Link
from newsroom.output.files import icon_outputs, write_output
from newsroom.output.rendering import environment, scrollable
from newsroom.output.structured import Publisher, structured_data
from newsroom.plan import FACETS
from newsroom.settings import Settings
from newsroom.vietnamese import format_month
from newsroom.views import (
    ArchiveView,
    Attachment,
    Bar,
    Chart,
    Count,
    DirectiveFacts,
    Fact,
    HomeView,
    IndexView,
    ListingView,
    Pager,
    PageView,
    PostView,
    RedirectView,
    SearchView,
    Signature,
    StatisticsView,
    View,
    YearCounts,
)

OVERRIDES = Path(__file__).parents[1] / "overrides"
ADDRESS = "https://tin.example.edu.vn/chi-bo/"
SETTINGS = Settings(
    name="Chi bộ Trường Trung học cơ sở Hoa Phượng",
    school="Trường Trung học cơ sở Hoa Phượng",
    parent="Đảng bộ phường Bến Nước",
    motto="Đoàn kết – Trách nhiệm – Nêu gương",
    emblem="anh/bieu-trung.png",
    address="Số 1 phố Hoa Phượng, phường Bến Nước",
    email="chibo@hoaphuong.example.edu.vn",
    phone="024 0000 0000",
    responsible="Ban Chi ủy Chi bộ",
    offline=False,
)
CAMPAIGN = Link("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "chuyen-de/hoc-tap/")
OTHER = Link("Tự soi, tự sửa", "chuyen-de/tu-soi-tu-sua/")
CELL = Link("Chi bộ Trường THCS Hoa Phượng", "chi-bo/hoa-phuong/")
LONG_NAME = Link("Tổ Khoa học tự nhiên và Công nghệ, Giáo dục thể chất, Nghệ thuật", "tac-gia/to-khoa-hoc/")
AUTHOR = Link("Tổ Ngữ văn", "tac-gia/to-ngu-van/")
LONG_TITLE = (
    "Chi bộ nhà trường tổ chức đợt sinh hoạt chính trị sâu rộng về nhận diện, đấu tranh, ngăn chặn những biểu hiện "
    "suy thoái về tư tưởng, đạo đức, lối sống và trách nhiệm nêu gương của cán bộ, đảng viên"
)
PAPER = DirectiveFacts(
    symbol="27-HD/ĐU",
    type_name="Hướng dẫn",
    subject="Tổ chức đợt sinh hoạt chính trị trong toàn Đảng bộ",
    issuer="Đảng ủy phường Bến Nước",
    date=datetime.date(2022, 3, 16),
    url="van-ban/27-hd-du/",
)
FILES = (
    Attachment("Hướng dẫn số 27-HD/ĐU", "tep/27-hd-du.pdf", "PDF", "1,2 MB"),
    Attachment("Mẫu bản tự soi, tự sửa dành cho đảng viên và quần chúng ưu tú", "tep/mau.docx", "Word", "48 KB"),
)
PARAGRAPH = (
    "Buổi sinh hoạt diễn ra tại phòng hội đồng với sự có mặt của toàn thể đảng viên. Mỗi người tự nhìn lại việc đã làm "
    "được, việc còn chậm, rồi nêu cách sửa và thời hạn hoàn thành. Các ý kiến thẳng thắn, cầu thị, bám sát nhiệm vụ "
    "của năm học và được ghi thành danh mục việc cần làm, có người phụ trách và ngày kiểm tra."
)
_ROW = "".join(f"<td>Tổ chuyên môn số {n} đăng ký</td>" for n in range(9))
TABLE = f"<table><thead><tr>{_ROW.replace('td>', 'th>')}</tr></thead><tbody>{f'<tr>{_ROW}</tr>' * 3}</tbody></table>"


def photo(number: int, eager: bool = False) -> str:
    loading = "" if eager else ' loading="lazy"'
    return (
        f'<figure class="photo"><a class="photo__link" href="../../anh/{number}.jpg"><picture>'
        f'<img src="../../anh/{number}.jpg" alt="Ảnh thử số {number}" width="900" height="600"{loading}></picture></a>'
        f"<figcaption>Ảnh thử số {number}: quang cảnh buổi sinh hoạt tại phòng hội đồng.</figcaption></figure>"
    )


TEXT = (
    f"<p>Thực hiện Hướng dẫn số <a href='../../van-ban/27-hd-du/'>27-HD/ĐU</a>, chiều thứ Sáu, Chi bộ đã tổ chức đợt "
    f"sinh hoạt chính trị theo chủ đề của năm.</p><p>{PARAGRAPH}</p><h2>Những việc đã thống nhất</h2><p>{PARAGRAPH}</p>"
    f"<ul><li>Mỗi đảng viên chọn một việc cụ thể.</li><li>Chi ủy xem lại vào cuối quý.</li></ul><p>{PARAGRAPH}</p>"
    f"<blockquote><p>Nói đi đôi với làm, việc nhỏ cũng làm đến nơi đến chốn.</p></blockquote><p>{PARAGRAPH}</p>"
)
GALLERY = f'<div class="gallery">{"".join(photo(n) for n in range(1, 11))}</div>'


def filed(*campaigns: Link, authors: tuple[Link, ...] = (AUTHOR,)) -> dict[str, tuple[Link, ...]]:
    """What a post of the cell is filed under."""
    return {"campaign": campaigns, "cell": (CELL,), "author": authors, "directive": ()}


def card(number: int, **changes: Any) -> Card:
    """A card among twelve: every third without a picture."""
    one = Card(
        url="bai/thuong/",
        title=("Chi bộ bàn giải pháp nâng chất lượng sinh hoạt định kỳ", "Ra mắt tủ sách dùng chung của nhà trường")[
            number % 2
        ],
        summary=PARAGRAPH[:150] + "…",
        date=datetime.date(2022, 4, 28) - datetime.timedelta(days=9 * number),
        topics=filed(*([OTHER] if number % 2 else [])),
        picture=None if number % 3 == 2 else CardPicture(f"anh/{number % 10 + 1}.jpg", 900, 600, ""),
    )
    return one._replace(**changes)


RISKY = "bai/la/"
PROBLEMS = ("docs/bai-viet/a.md:3: date: <b>31/02/2022</b> không có trong lịch", "docs/bai-viet/b.md:1: title: thiếu")
CARDS = tuple(card(number) for number in range(12))
MONTHS = tuple(
    Count(Link(format_month(2022, month), f"luu-tru/2022/{month:02}/"), month * 3) for month in range(12, 0, -1)
)
CHARTS = (
    Chart("figures-month", "Theo tháng", "Tháng", tuple(
        Bar(f"{n % 12 + 1}/{2021 + n // 12}", Link(format_month(2021 + n // 12, n % 12 + 1), "luu-tru/2022/04/"), n * n)
        for n in range(24)), 529, "Nhiều nhất: Tháng 12 năm 2022, 529 bài.", True, 0),
    Chart("figures-quarter", "Theo quý", "Quý", (
        Bar("IV/2022", Link("Quý IV năm 2022", ""), 3),), 3, "Nhiều nhất: Quý IV năm 2022, 3 bài.", True, 0),
    Chart("figures-campaign", "Theo chuyên đề", "Chuyên đề", (
        Bar(OTHER.title, OTHER, 1200), Bar(CAMPAIGN.title, CAMPAIGN, 7)), 1200, "Nhiều nhất.", False, 3),
)  # fmt: skip


def _post(url: str, one: Card, **changes: Any) -> PostView:
    view = PostView(
        kind="post",
        title=one.title,
        url=url,
        description=one.summary,
        breadcrumbs=(Link("Trang chủ", ""), OTHER),
        share_image="anh/1.jpg",
        card=one,
        signatures=tuple(Signature(author, is_collective=True) for author in one.topics["author"]),
        updated=None,
        directives=(PAPER,),
        month=Link(format_month(one.date.year, one.date.month), "luu-tru/2022/04/"),
        year=Link(f"Năm {one.date.year}", "luu-tru/2022/"),
        series=OTHER,
        newer=Link("Đoàn viên thi đua giành nhiều việc tốt", "bai/dai/"),
        older=Link("Mở đợt sinh hoạt chính trị đầu năm", "bai/anh/"),
        related=CARDS[:3],
        attachments=(),
    )
    return replace(view, **changes)


def _fact(label: str, *parts: str | Link | datetime.date) -> Fact:
    return Fact(label, parts)


def _listing(kind: Kind, title: str, url: str, *facts: Fact, **changes: Any) -> ListingView:
    view = ListingView(
        kind="listing",
        title=title,
        url=url,
        breadcrumbs=(Link("Trang chủ", ""),),
        feed=Link(f"RSS: {title}", f"{url}feed.xml"),
        listing=kind,
        cards=CARDS[:10],
        pager=Pager(number=None, newest=url, newer=None, older=f"{url}trang/1/"),
        facts=(*facts, _fact("Số bài viết", "12"), _fact("Các năm", "2022")),
    )
    return replace(view, **changes)


def _home(url: str, cards: tuple[Card, ...], **changes: Any) -> HomeView:
    lead = cards[0] if cards else None
    view = HomeView(
        kind="home", title=SETTINGS.name, url=url, feed=Link("Tin mới", "feed.xml"), lead=lead, cards=cards[1:],
        campaigns=(), months=(), more="",
    )  # fmt: skip
    return replace(view, **changes)


Specimens = dict[str, tuple[View, str]]
_CAMPAIGNS = tuple(Count(link, 12, CARDS[0].date, CARDS[-1].date) for link in (OTHER, CAMPAIGN, OTHER, CAMPAIGN))


def views() -> Specimens:
    """Name of the specimen → view and body."""
    return {**_homes(), **_posts(), **_listings(), **_others()}


def _homes() -> Specimens:
    return {
        "home": (_home("", CARDS[:11], campaigns=_CAMPAIGNS, months=MONTHS, more="bai-viet/"), ""),
        "home-none": (_home("trang/khong/", ()), ""),
        "home-one": (_home("trang/mot/", (card(2),)), ""),
    }


def _posts() -> Specimens:
    odd = card(2, title=LONG_TITLE, topics=filed(CAMPAIGN, OTHER, authors=(AUTHOR, LONG_NAME)), draft=True)
    shown = card(0, title="Tự soi, tự sửa: từ nhận thức đến hành động", topics=filed(OTHER))
    risky = card(1, title="Bảng </script><b>\"đậm\"</b> & dấu nháy 'đơn'")
    return {
        "post": (_post("bai/thuong/", shown, attachments=FILES), TEXT),
        "post-photos": (_post("bai/anh/", shown), TEXT + photo(1, eager=True) + f"<p>{PARAGRAPH}</p>" + GALLERY),
        "post-odd": (_post("bai/dai/", odd, updated=odd.date, directives=(PAPER, PAPER)), TEXT + TABLE),
        "post-risky": (_post(RISKY, risky, newer=None, series=None, related=()), "<p>Một dòng.</p>"),
    }


def _listings() -> Specimens:
    return {
        "campaign": (
            _listing(
                kinds.CAMPAIGN, CAMPAIGN.title, CAMPAIGN.url,
                _fact("Thời gian", "Từ ngày ", datetime.date(2022, 1, 1), " đến ngày ", datetime.date(2022, 12, 31)),
                timeline=MONTHS[8:],
            ),
            f"<p>{PARAGRAPH}</p>",
        ),
        "directive": (
            _listing(
                kinds.DIRECTIVE, "Hướng dẫn 27-HD/ĐU", PAPER.url, _fact("Số, ký hiệu", PAPER.symbol),
                _fact("Cơ quan ban hành", PAPER.issuer), _fact("Ngày ban hành", datetime.date(2022, 3, 16)),
                _fact("Chuyên đề", OTHER), directive=PAPER, attachment=FILES[0], cards=CARDS[:2], mentions=CARDS[3:7],
                more_mentions="bai-viet/",
            ),
            "",
        ),
        "cell": (_listing(kinds.CELL, CELL.title, CELL.url, _fact("Địa chỉ", "Số 1 phố Hoa Phượng"),
                          _fact("Liên hệ", "024 0000 0000")), ""),
        "author": (_listing(kinds.AUTHOR, LONG_NAME.title, LONG_NAME.url, _fact("Chức vụ", "Tổ chuyên môn"),
                            _fact("Chi bộ", CELL), _fact("Còn gọi là", "Tổ KHTN")), ""),
        "month": (_listing(kinds.MONTH, "Tháng 4 năm 2022", "luu-tru/2022/04/",
                           newer_period=Link("Tháng 5 năm 2022", ""), older_period=Link("Tháng 3 năm 2022", "")), ""),
        "older": (_listing(kinds.ALL, "Tất cả bài viết", "bai-viet/trang/2/",
                           pager=Pager(number=2, newest="bai-viet/", newer="bai-viet/trang/3/", older=None)), ""),
    }  # fmt: skip


def _others() -> Specimens:
    year = YearCounts(Count(Link("Năm 2022", "luu-tru/2022/"), 234), tuple(reversed(MONTHS)))
    last = YearCounts(Count(Link("Năm 2021", "luu-tru/2021/"), 45), year.months)
    gap = tuple(one._replace(posts=0 if n % 4 else one.posts) for n, one in enumerate(year.months))
    return {
        "index": (IndexView(kind="index", title="Chuyên đề", url="chuyen-de/", entries=_CAMPAIGNS), ""),
        "statistics": (
            StatisticsView(
                kind="statistics", title="Thống kê", url="thong-ke/", posts=234, first=CARDS[-1].date,
                last=CARDS[0].date, charts=CHARTS, table="thong-ke/thong-ke.csv",
            ),
            "",
        ),
        "archive": (ArchiveView(kind="archive", title="Lưu trữ", url="luu-tru/",
                                years=(year, replace(last, months=gap))), ""),
        "page": (PageView(kind="page", title="Giới thiệu", url="gioi-thieu/"), TEXT + TABLE),
        "search": (SearchView(kind="search", title="Tìm kiếm", url="tim-kiem/", facets=FACETS), ""),
        "redirect": (RedirectView(kind="redirect", title="Giới thiệu", url="ve-chung-toi/", target="gioi-thieu/"), ""),
    }  # fmt: skip


def _nav() -> list[SimpleNamespace]:
    entries = {"Trang chủ": "./", "Chuyên đề": "chuyen-de/", "Văn bản": "van-ban/", "Chi bộ": "chi-bo/",
               "Tác giả": "tac-gia/", "Lưu trữ": "luu-tru/", "Giới thiệu": "gioi-thieu/"}  # fmt: skip
    return [
        SimpleNamespace(title=title, url=url, is_homepage=url == "./", children=None) for title, url in entries.items()
    ]


LOST = PageView(kind="page", title="Không tìm thấy trang", url="404.html")


PUBLISHER = Publisher(SETTINGS, ADDRESS, "anh/bieu-trung.png")


def context(view: View, body: str) -> dict[str, Any]:
    """What a template is given."""
    config = SimpleNamespace(site_url=ADDRESS, site_name=SETTINGS.name, site_description="")
    shared = {"config": config, "site": SETTINGS, "nav": _nav(), "structured": structured_data(view, PUBLISHER)}
    if view is LOST:
        page = SimpleNamespace(title=view.title, content="", canonical_url=None)
        return {**shared, "base_url": urlsplit(ADDRESS).path, "view": view, "page": page}
    depth = view.url.count("/")
    page = SimpleNamespace(title=view.title, content=scrollable(body), canonical_url=ADDRESS + view.url, toc=None)
    return {**shared, "base_url": "/".join([".."] * depth) or ".", "view": view, "page": page}


def _pictures(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(1, 11):
        Image.linear_gradient("L").resize((900, 600)).rotate(36 * number).save(folder / f"{number}.jpg", quality=60)
    Image.new("RGB", (128, 128), "#ffd54a").save(folder / "bieu-trung.png")


def write(folder: Path) -> dict[str, str]:
    """Lays the site out; returns name → address."""
    loader = jinja2.FileSystemLoader(OVERRIDES)
    shutil.copytree(OVERRIDES / "assets", folder / "assets")
    for output in icon_outputs("assets", SETTINGS.colours.primary):
        write_output(output, folder)
    _pictures(folder / "anh")
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text('{"config": {}, "docs": []}', encoding="utf-8")
    lost = environment(loader, SETTINGS).get_template("404.html").render(context(LOST, ""))
    (folder / "404.html").write_text(lost, encoding="utf-8")
    addresses = {"404": "404.html"}
    for name, (view, body) in views().items():
        target = folder / view.url / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        env = environment(loader, SETTINGS, problems=PROBLEMS if view.url == RISKY else ())
        html = env.get_template(f"{view.kind}.html").render(context(view, body))
        target.write_text(html, encoding="utf-8", newline="\n")
        addresses[name] = view.url
    return addresses
