"""The fields of every kind of page: the only place that knows them. Checks, guide and JSON Schema come from here."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field
from typing import Any, ClassVar

from newsroom.frontmatter.days import HANOI
from newsroom.frontmatter.doubts import doubts_of_authors, doubts_of_names, doubts_of_text
from newsroom.frontmatter.values import (
    Attachments,
    Checks,
    Day,
    Document,
    End,
    Flag,
    Image,
    Moment,
    Name,
    Names,
    OldAddresses,
    Path,
    Text,
)
from newsroom.vietnamese import format_day


def _field(default: Any, meaning: str, example: object, *words: str) -> Any:
    """A field from its default (`...` if required), meaning, an example, and words that authors write for its name."""
    told = {"title": words[0].capitalize(), "description": meaning, "examples": [example], "x-words": [*words]}
    return field(default=MISSING if default is ... else default, metadata=told)


@dataclass(frozen=True, kw_only=True, eq=False)
class PageFields:
    """Any page of docs/."""

    NAMED: ClassVar[tuple[str, ...]] = ()
    """The fields that hold names of people, bodies and subjects."""

    title: Text = _field("", "Tiêu đề; không ghi thì lấy dòng “# …” đầu trang", "Giới thiệu", "tiêu đề", "tên bài")
    description: Text = _field("", "Mô tả một câu cho máy tìm kiếm", "Trang tin của chi bộ", "mô tả")
    template: Path = _field("", "Khuôn trang riêng (người quản trị dùng)", "toa-dam.html", "khuôn")
    unchecked: Checks = _field(
        (), "Phép kiểm tra không cần nhắc ở trang này; tên các phép ở mục Kiểm tra", "phone",
        "bỏ kiểm tra", "không kiểm tra", "bỏ nhắc", "không nhắc",
    )  # fmt: skip
    redirect_from: OldAddresses = _field(
        (), "Địa chỉ cũ của trang, nay dẫn về đây; nhiều địa chỉ thì ghi thành danh sách", "/bai-viet/2022/04/ten-cu/",
        "địa chỉ cũ", "chuyển từ", "chuyển hướng", "redirect", "redirects", "old_url",
    )  # fmt: skip

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """Fields that are each right but do not go together, with what to do about it."""
        yield from ()

    def doubts(self, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Fields as they were given that are most likely not what their author means, with what to write."""
        for name in self.NAMED:
            yield from ((name, said) for said in doubts_of_names(given.get(name)))
        for name in ("title", "summary", "image_caption"):
            yield from ((name, said) for said in dict.fromkeys(doubts_of_text(given.get(name))))

    def __getstate__(self) -> dict[str, object]:
        """The values to pickle: those that differ from the defaults, as thousands of pages are loaded at a time."""
        return {name: value for name, value in vars(self).items() if value != getattr(type(self), name, MISSING)}


@dataclass(frozen=True, kw_only=True, eq=False)
class PostFields(PageFields):
    """Bài viết trong bai-viet/."""

    NAMED = ("author", "cell", "campaign")

    title: Text = _field(
        "", "Tiêu đề; không ghi thì lấy dòng “# …” đầu bài", "Tự soi, tự sửa", "tiêu đề", "tên bài", "tựa đề"
    )
    author: Names = _field(
        ..., "Người viết hay tập thể viết; nhiều tên thì ghi thành danh sách", "Tổ Toán – Tin",
        "tác giả", "người viết", "người đăng", "tin, ảnh", "authors", "by",
    )  # fmt: skip
    cell: Name = _field(
        ..., "Chi bộ có bài", "Chi bộ trường THCS Hoa Phượng", "chi bộ", "đơn vị", "tên chi bộ", "chi bộ trường"
    )
    date: Day = _field(..., "Ngày của bài, viết ngày trước tháng", "01/4/2022", "ngày", "ngày đăng", "ngày viết")
    directive: Names = _field(
        (), "Số văn bản mà bài thực hiện; nhiều số thì ghi thành danh sách", "27-HD/ĐU",
        "văn bản", "số văn bản", "hướng dẫn", "chỉ thị", "nghị quyết", "kế hoạch", "chỉ đạo",
    )  # fmt: skip
    campaign: Names = _field(
        (), "Chuyên đề, đợt sinh hoạt; không ghi thì lấy theo văn bản", "Tự soi, tự sửa",
        "chuyên đề", "chuyên mục", "cuộc vận động", "dòng sự kiện", "đợt sinh hoạt", "category", "tags",
    )  # fmt: skip
    summary: Text = _field(
        "", "Giới thiệu ngắn gọn; không ghi thì lấy đoạn đầu", "Chi bộ họp chuyên đề quý II.",
        "tóm tắt", "giới thiệu", "giới thiệu ngắn gọn", "trích yếu", "sapo", "mở đầu",
    )  # fmt: skip
    image: Image = _field("", "Ảnh đại diện, để cạnh bài", "hop-chi-bo.jpg", "ảnh", "hình", "hình ảnh", "ảnh đại diện")
    image_caption: Text = _field(
        "", "Chú thích của ảnh đại diện", "Quang cảnh buổi họp", "chú thích", "chú thích ảnh", "caption"
    )
    attachments: Attachments = _field(
        (), "File đính kèm: tên tệp, hoặc tên tệp kèm tên gọi", [{"path": "ke-hoach.pdf", "title": "Kế hoạch năm học"}],
        "file đính kèm", "đính kèm", "tệp đính kèm", "tài liệu", "tài liệu đính kèm", "files",
    )  # fmt: skip
    featured: Flag = _field(False, "Đưa lên đầu trang chủ: true hoặc false", True, "tiêu điểm", "nổi bật")
    draft: Flag = _field(False, "Bản nháp, chưa đăng: true hoặc false", True, "bản nháp", "nháp")
    publish_at: Moment | None = _field(
        None, "Hẹn giờ đăng, theo giờ Việt Nam", "2022-04-01 07:30", "hẹn giờ", "hẹn giờ đăng", "giờ đăng", "đăng lúc"
    )
    expires: End | None = _field(
        None, "Ngày cuối cùng còn hiện bài (hoặc giờ gỡ bài)", "30/4/2022", "hết hạn", "ngày hết hạn", "gỡ bài"
    )
    updated: Day | None = _field(None, "Ngày sửa bài gần nhất", "05/4/2022", "cập nhật", "ngày cập nhật", "ngày sửa")
    consent: Text = _field(
        "", "Ai đã đồng ý cho đăng ảnh, và bằng cách nào", "Cha mẹ học sinh lớp 6A1 ký phiếu ngày 28/3/2022",
        "đồng ý", "sự đồng ý", "cho phép",
    )  # fmt: skip
    pupils: Flag = _field(False, "Ảnh có học sinh: true hoặc false", True, "học sinh", "có học sinh")

    def conflicts(self) -> Iterator[tuple[str, str]]:
        if self.updated and self.updated < self.date:
            yield "updated", f"ngày sửa trước ngày của bài ({format_day(self.date)}); hãy xem lại hai ngày"
        if self.expires and self.publish_at and self.expires <= self.publish_at:
            yield "expires", "bài hết hạn trước giờ hẹn đăng (publish_at); hãy xem lại hai mục này"
        elif self.expires and self.expires <= datetime.datetime.combine(self.date, datetime.time(), HANOI):
            yield "expires", f"bài hết hạn trước ngày của bài ({format_day(self.date)}); hãy xem lại hai ngày"

    def doubts(self, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        yield from super().doubts(given)
        yield from (("author", said) for said in doubts_of_authors(given["author"]))


@dataclass(frozen=True, kw_only=True, eq=False)
class CampaignFields(PageFields):
    """Trang chuyên đề trong chuyen-de/."""

    NAMED = ("title", "aliases")

    title: Name = _field(..., "Tên chuyên đề", "Tự soi, tự sửa", "tiêu đề", "tên", "chuyên đề", "tên chuyên đề")
    aliases: Names = _field((), "Tên khác của chuyên đề", ["Tự soi tự sửa"], "tên khác", "còn gọi là", "bí danh")
    start: Day | None = _field(None, "Từ ngày", "01/3/2022", "từ ngày", "bắt đầu", "ngày bắt đầu")
    end: Day | None = _field(None, "Đến ngày", "30/6/2022", "đến ngày", "kết thúc", "ngày kết thúc")
    image: Image = _field("", "Ảnh đại diện, để cạnh trang", "tu-soi.jpg", "ảnh", "hình", "hình ảnh", "ảnh đại diện")

    def conflicts(self) -> Iterator[tuple[str, str]]:
        if self.start and self.end and self.end < self.start:
            yield "end", f"kết thúc trước khi bắt đầu ({format_day(self.start)}); hãy xem lại hai ngày"


@dataclass(frozen=True, kw_only=True, eq=False)
class DirectiveFields(PageFields):
    """Trang văn bản trong van-ban/."""

    symbol: Text = _field(..., "Số và ký hiệu", "27-HD/ĐU", "số", "ký hiệu", "số ký hiệu", "số văn bản", "number")
    title: Text = _field("", "Trích yếu của văn bản", "Sinh hoạt chuyên đề", "trích yếu", "tiêu đề", "tên", "về việc")
    issuer: Text = _field(
        "", "Cơ quan ban hành", "Đảng ủy phường Hoa Phượng", "cơ quan ban hành", "nơi ban hành", "ban hành"
    )
    date: Day | None = _field(None, "Ngày ban hành", "16/3/2022", "ngày", "ngày ban hành", "ngày ký")
    campaign: Names = _field((), "Chuyên đề mà văn bản mở ra", "Tự soi, tự sửa", "chuyên đề", "cuộc vận động")
    attachment: Document = _field(
        "", "Toàn văn, để cạnh trang", "27-hd-du.pdf", "file đính kèm", "đính kèm", "toàn văn", "attachments"
    )
    aliases: Names = _field((), "Tên gọi khác của văn bản", ["Hướng dẫn 27"], "tên khác", "còn gọi là", "bí danh")


@dataclass(frozen=True, kw_only=True, eq=False)
class CellFields(PageFields):
    """Trang chi bộ trong chi-bo/."""

    NAMED = ("title", "aliases")

    title: Name = _field(..., "Tên chi bộ", "Chi bộ trường THCS Hoa Phượng", "tiêu đề", "tên", "chi bộ", "tên chi bộ")
    aliases: Names = _field((), "Tên khác của chi bộ", ["Chi bộ THCS Hoa Phượng"], "tên khác", "còn gọi là", "bí danh")
    address: Text = _field("", "Địa chỉ", "Phường Hoa Phượng, Hà Nội", "địa chỉ", "nơi")
    contact: Text = _field("", "Cách liên hệ", "chibo@truong.example", "liên hệ", "email", "điện thoại", "thư điện tử")


@dataclass(frozen=True, kw_only=True, eq=False)
class AuthorFields(PageFields):
    """Trang tác giả trong tac-gia/."""

    NAMED = ("title", "aliases")

    title: Name = _field(..., "Tên tác giả", "Tổ Toán – Tin", "tiêu đề", "tên", "họ tên", "họ và tên", "tác giả")
    collective: Flag | None = _field(
        None, "Là tập thể, không phải một người: true hoặc false; không ghi thì đoán theo tên (tổ, ban, nhóm, chi bộ…)",
        True, "tập thể", "là tập thể", "nhóm",
    )  # fmt: skip
    role: Text = _field("", "Chức vụ, việc đảm nhận", "Tổ chuyên môn", "chức vụ", "chức danh", "vai trò", "nhiệm vụ")
    cell: Text = _field("", "Chi bộ", "Chi bộ trường THCS Hoa Phượng", "chi bộ", "đơn vị", "tên chi bộ")
    aliases: Names = _field((), "Tên khác, bút danh", ["Tổ Toán"], "tên khác", "bút danh", "còn gọi là", "bí danh")
    image: Image = _field("", "Ảnh, để cạnh trang", "to-toan-tin.jpg", "ảnh", "hình", "ảnh đại diện", "chân dung")
