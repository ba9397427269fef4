"""The kinds of listings: one table of all that tells them apart, from which everything else takes its list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newsroom.frontmatter.schema import (
    AuthorFields,
    CampaignFields,
    CellFields,
    DirectiveFields,
    PageFields,
    PostFields,
)
from newsroom.labels import ARCHIVE, Link

Facts = tuple[tuple[str, str], ...]
_POSTS = ("posts", "Số bài viết")
_YEARS = ("years", "Các năm")
_ALIASES = ("aliases", "Còn gọi là")


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Kind:
    """One kind of listing. A post names the topics of a kind in its field of the same `name`.

    `facts` are what the head of a listing tells, by field of its page or of its topic, each with its label. An index is
    in the order of `order`, and shows the field `note` of a page. A card shows links to topics `over` its title, or in
    the `line` below it; two posts that share a topic are the more alike, the smaller `distance` is.
    """

    name: str
    title: str
    folder: str
    fields: type[PageFields] = PageFields
    facts: Facts = (_POSTS, _YEARS, _ALIASES)
    order: Literal["title", "person", "newest", "dated"] = "title"
    note: str = ""
    on_card: Literal["over", "line", ""] = "line"
    distance: int = 3
    layout: Literal["rows", "months", "line"] = "rows"
    heading: str = "Các bài viết"
    empty: str = "Chưa có bài viết nào."
    has_feed: bool = True

    @property
    def link(self) -> Link:
        """The index of all topics of the kind."""
        return Link(self.title, f"{self.folder}/")

    def __repr__(self) -> str:
        return self.name


CAMPAIGN = Kind(
    name="campaign", title="Chuyên đề", folder="chuyen-de", fields=CampaignFields,
    facts=(("period", "Thời gian"), _POSTS, _ALIASES), order="newest", on_card="over", distance=2, layout="line",
)  # fmt: skip
CELL = Kind(
    name="cell", title="Chi bộ", folder="chi-bo", fields=CellFields, distance=4,
    facts=(_POSTS, _YEARS, ("address", "Địa chỉ"), ("contact", "Liên hệ"), _ALIASES),
)  # fmt: skip
AUTHOR = Kind(
    name="author", title="Tác giả", folder="tac-gia", fields=AuthorFields, order="person", note="role",
    facts=(("role", "Chức vụ"), ("cell", "Chi bộ"), _POSTS, _YEARS, _ALIASES),
)  # fmt: skip
DIRECTIVE = Kind(
    name="directive", title="Văn bản", folder="van-ban", fields=DirectiveFields, order="dated", on_card="", distance=1,
    facts=(
        ("title", "Số, ký hiệu"), ("issuer", "Cơ quan ban hành"), ("date", "Ngày ban hành"), ("campaign", "Chuyên đề"),
        _POSTS, _ALIASES,
    ),
    heading="Bài viết thực hiện văn bản", empty="Chưa có bài viết nào ghi là thực hiện văn bản này.",
)  # fmt: skip
KINDS = (CAMPAIGN, CELL, AUTHOR, DIRECTIVE)

YEAR = Kind(
    name="year", title=ARCHIVE.title, folder="luu-tru", facts=(_POSTS,), layout="months", heading="", has_feed=False
)
MONTH = Kind(name="month", title=ARCHIVE.title, folder="luu-tru", facts=(_POSTS,), heading="", has_feed=False)
ALL = Kind(name="all", title="", folder="bai-viet", fields=PostFields, facts=(_POSTS, _YEARS), heading="")

SCHEMAS: Mapping[str, type[PageFields]] = {"post": PostFields, **{kind.name: kind.fields for kind in KINDS}}
MODELS: Mapping[str, type[PageFields]] = {kind.folder: kind.fields for kind in (ALL, *KINDS)}


def names_in(fields: PageFields, kind: Kind) -> tuple[str, ...]:
    """The topics of a kind that a page names."""
    value = getattr(fields, kind.name, ())
    return (value,) if value and isinstance(value, str) else tuple(value)
