"""What authors and maintainers do to a site: drawn posts, pages, files and settings for tests that edit one."""

import functools
import io
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from newsroom.editing.table import NAMES
from newsroom.fields import fields_of, is_required, kinds_of
from newsroom.frontmatter import values
from newsroom.frontmatter.schema import AuthorFields, CampaignFields, CellFields, DirectiveFields, PostFields
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


BY_KIND: Mapping[Any, st.SearchStrategy[Any]] = {
    values.Text: st.sampled_from(("Chữ nào đó.", "Chữ & dấu khác.")),
    values.Name: st.sampled_from(("Tên một", "Tên hai")),
    values.Names: some(("Tên một", "Tên hai", "Tên ba")),
    values.Day: st.sampled_from(("2023-05-01", "02/5/2023")),
    values.Flag: RARELY,
    values.Checks: some(NAMES),
    values.Image: st.sampled_from([f"/{path}" for path in PHOTOS]),
    values.OldAddresses: st.sampled_from(("/cu/mot/", ["/cu/hai.html", "cu/ba"], "/bai-viet/2022/04/hai/")),
    values.Attachments: st.sampled_from((["/bai-viet/ba/ke-hoach.pdf"], [{"path": "/van-ban/toan-van.pdf"}])),
}
"""Values that are right for any field of a kind that nothing more is known of, as one that is added tomorrow."""
OF_POSTS: Mapping[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(("Một", "Hai & ba", "Chuyện “mới”")),
    "author": some(AUTHORS), "cell": st.sampled_from(CELLS), "date": st.sampled_from(DATES),
    "campaign": some(CAMPAIGNS), "directive": some(SYMBOLS), "template": st.sampled_from(("post.html", "page.html")),
    "publish_at": st.sampled_from(MOMENTS), "expires": st.sampled_from(MOMENTS[1:]),
}  # fmt: skip
OF_DIRECTIVES: Mapping[str, st.SearchStrategy[Any]] = {
    "symbol": st.sampled_from(SYMBOLS), "campaign": some(CAMPAIGNS), "date": st.just("16/3/2022"),
    "attachment": st.just("/van-ban/toan-van.pdf"), "template": st.just("listing.html"),
}  # fmt: skip
OF_OTHERS: Mapping[str, st.SearchStrategy[Any]] = {
    "start": st.just("01/3/2022"), "cell": st.sampled_from(CELLS), "template": st.just("listing.html"),
}  # fmt: skip


def drawn(model: type, known: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Frontmatter of a kind of page, any of its fields: as is known of some, else by their kinds in the schema."""
    kinds = {kind: BY_KIND[hint] for hint in BY_KIND for kind in [hint.__metadata__[0]]}
    fields = {name: known[name] if name in known else kinds[kinds_of(model)[name]] for name in fields_of(model)}
    required = [name for name, one in fields_of(model).items() if is_required(one)]
    optional = {name: fields[name] for name in fields if name not in required}
    return st.fixed_dictionaries({name: fields[name] for name in required}, optional=optional)


def posts() -> st.SearchStrategy[Mapping[str, Any]]:
    """Frontmatter and body of a post that is right wherever it stands."""
    usual = st.fixed_dictionaries({"title": OF_POSTS["title"], "body": st.sampled_from(BODIES)})
    whole = st.tuples(drawn(PostFields, OF_POSTS), usual).map(lambda two: two[0] | two[1])
    return whole.filter(lambda post: post.get("publish_at", "") < post.get("expires", "2022-04-16") > post["date"])


def pages() -> st.SearchStrategy[tuple[str, Content]]:
    """A page by its path: of a topic, of an index, or one that stands alone."""
    return st.one_of(
        st.tuples(st.sampled_from(("van-ban/a.md", "van-ban/27-hd-du.md")), drawn(DirectiveFields, OF_DIRECTIVES)),
        st.tuples(st.just("chuyen-de/a.md"), _titled(CampaignFields, CAMPAIGNS)),
        st.tuples(st.just("chi-bo/a.md"), _titled(CellFields, CELLS)),
        st.tuples(st.just("tac-gia/a.md"), _titled(AuthorFields, AUTHORS)),
        st.tuples(st.sampled_from(("gioi-thieu.md", "chuyen-de/index.md", "index.md")), st.sampled_from(BODIES)),
    )


def _titled(model: type, names: tuple[str, ...]) -> st.SearchStrategy[Mapping[str, Any]]:
    body = st.fixed_dictionaries({}, optional={"body": st.sampled_from(BODIES)})
    fields = drawn(model, {**OF_OTHERS, "title": st.sampled_from(names), "aliases": st.just(["Tên khác"])})
    return st.tuples(fields, body).map(lambda two: two[0] | two[1])


SETTINGS: tuple[tuple[str, Any], ...] = (
    ("site_name", "Tên khác"),
    ("site_description", "Lời giới thiệu khác"),
    ("site_url", "https://khac.example.test/tin/"),
    ("site_url", "http://khac.example.test"),
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
