"""What authors and maintainers do to a site: drawn posts, pages, files and settings for tests that edit one."""

import functools
import io
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from small_site import NAV, Content

POSTS = (
    "bai-viet/2022/03/mot.md", "bai-viet/2022/04/hai.md", "bai-viet/2022/04/hai/index.md", "bai-viet/ba/index.md",
    "bai-viet/ba/bon.md", "bai-viet/Năm.md", "bai-viet/2021/sau.md", "bai-viet/2023/bay.md",
)  # fmt: skip
PHOTOS = ("bai-viet/ba/anh.jpg", "bai-viet/ba/khac.jpg")
FILES = ("bai-viet/ba/ke-hoach.pdf", "van-ban/toan-van.pdf", "assets/them.css")
DATES = ("2021-12-31", "01/3/2022", "2022-04-01", "02/4/2022", "2022-04-02")
CAMPAIGNS = ("Tự soi, tự sửa", "Ngày Nhà giáo Việt Nam", "Chuyển đổi số")
CELLS = ("Chi bộ trường THCS Ái Mộ", "Chi bộ Bồ Đề")
AUTHORS = ("Tổ Toán – Tin", "Thư viện", "Liên đội")
SYMBOLS = ("27-HD/ĐU", "05-CT/TW", "30/2020/NĐ-CP")
NOON = 1_650_000_000  # in April 2022; posts are published and expire in the days after
MOMENTS = ("2022-04-15 07:00", "2022-04-16 12:00", "2022-04-18 00:00")
BODIES = (
    "Nội dung.\n",
    "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị và Hướng dẫn 27-HD/ĐU, chi bộ đã họp.\n",
    "# Đầu đề khác\n\nNghị định số 30/2020/NĐ-CP, xem [lưu trữ](/luu-tru/) và [trang chủ](/).\n",
    "Xem [chuyên đề](/chuyen-de/), [kế hoạch](/bai-viet/ba/ke-hoach.pdf).\n\n## Mục\n\n- một\n- hai\n",
    "Ảnh:\n\n![Sân trường](/bai-viet/ba/anh.jpg)\n\n![Lớp học](/bai-viet/ba/khac.jpg)\n\nHết.\n",
    "Xem [bài hai](/bai-viet/2022/04/hai.md) và Quy định số 101-QĐ/TW ngày 07/6/2012 của Ban Bí thư.\n",
)
BROKEN: tuple[Content, ...] = (
    "---\ntitle: [\n---\nHỏng.\n", b"---\ntitle: \xd4\n---\n", {"date": "32/13/2022"}, {"cell": ""},
    {"body": "[đâu](khong-co.md)\n"}, {"campaign": "Tự soi, tự sủa"},
)  # fmt: skip


RARELY = st.sampled_from((False, False, False, True))


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    """A few of these, in any order."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def posts() -> st.SearchStrategy[Mapping[str, Any]]:
    """Frontmatter and body of a post that is right wherever it stands."""
    always = {"title": st.sampled_from(("Một", "Hai & ba", "Chuyện “mới”")), "body": st.sampled_from(BODIES)}
    sometimes = {
        "author": some(AUTHORS), "cell": st.sampled_from(CELLS), "campaign": some(CAMPAIGNS),
        "directive": some(SYMBOLS), "summary": st.just("Tóm tắt."), "featured": RARELY,
        "draft": RARELY, "publish_at": st.sampled_from(MOMENTS), "expires": st.sampled_from(MOMENTS[1:]),
        "updated": st.just("2023-05-01"), "image": st.sampled_from([f"/{path}" for path in PHOTOS]),
        "attachments": st.just(["/bai-viet/ba/ke-hoach.pdf"]),
    }  # fmt: skip
    drawn = st.fixed_dictionaries({**always, "date": st.sampled_from(DATES)}, optional=sometimes)
    return drawn.filter(lambda post: post.get("publish_at", "") < post.get("expires", "2022-04-16") > post["date"])


def pages() -> st.SearchStrategy[tuple[str, Content]]:
    """A page by its path: of a topic, of an index, or one that stands alone."""
    directive = st.fixed_dictionaries(
        {"symbol": st.sampled_from(SYMBOLS)},
        optional={
            "title": st.just("Về sinh hoạt"), "campaign": some(CAMPAIGNS), "issuer": st.just("Đảng ủy phường"),
            "date": st.just("16/3/2022"), "attachment": st.just("/van-ban/toan-van.pdf"),
        },
    )  # fmt: skip
    aliases = {"aliases": st.just(["Tên khác"]), "body": st.sampled_from(BODIES)}
    return st.one_of(
        st.tuples(st.sampled_from(("van-ban/a.md", "van-ban/27-hd-du.md")), directive),
        st.tuples(st.just("chuyen-de/a.md"), _titled(CAMPAIGNS, start=st.just("01/3/2022"), **aliases)),
        st.tuples(st.just("chi-bo/a.md"), _titled(CELLS, address=st.just("Phố Hoa"), **aliases)),
        st.tuples(st.just("tac-gia/a.md"), _titled(AUTHORS, role=st.just("Tổ trưởng"), **aliases)),
        st.tuples(st.sampled_from(("gioi-thieu.md", "chuyen-de/index.md", "index.md")), st.sampled_from(BODIES)),
    )


def _titled(names: tuple[str, ...], **others: st.SearchStrategy[Any]) -> st.SearchStrategy[Mapping[str, Any]]:
    return st.fixed_dictionaries({"title": st.sampled_from(names)}, optional=others)


SETTINGS: tuple[tuple[str, Any], ...] = (
    ("site_name", "Tên khác"),
    ("site_description", "Lời giới thiệu khác"),
    ("site_url", "https://khac.example.test/tin/"),
    ("site_url", ""),
    ("copyright", "CC BY"),
    ("exclude_docs", "gioi-thieu.md\n"),
    ("extra.newsroom.name", "Chi bộ khác"),
    ("extra.newsroom.posts_per_page", 2),
    ("extra.newsroom.posts_per_page", 3),
    ("extra.newsroom.colours.primary", "#123456"),
    ("extra.newsroom.share_cards", True),
    ("nav", None),
    ("nav", [{"Đầu trang": "index.md"}, "luu-tru/index.md"]),
    ("nav", [*NAV, "gioi-thieu.md", {"Ngoài": "https://example.test/"}]),
    ("markdown_extensions", ["admonition", "tables", {"toc": {"permalink": True}}]),
    ("theme.language", "en"),
    ("more_hooks", True),
)


@functools.cache
def photo(number: int) -> bytes:
    """A small picture, another for each number."""
    out = io.BytesIO()
    Image.new("RGB", (48 + number, 36), (40 * number % 256, 90, 120)).save(out, "JPEG")
    return out.getvalue()
