"""All checks by name: settings, frontmatter, the guide and the command know them from here."""

from dataclasses import dataclass

from newsroom.problems import suggest


@dataclass(frozen=True)
class Check:
    """What authors turn a check off by, and what it looks for, in the words of the guide."""

    name: str
    meaning: str


CHECKS = (
    Check("capital_title", "tiêu đề viết toàn chữ hoa"),
    Check("directive", "bài viết là thực hiện một văn bản mà mục `directive` chưa ghi, hay ghi lệch một chữ số"),
    Check("near_number", "số văn bản chỉ gặp một lần, gần giống một số đã biết"),
    Check("near_name", "một tên người, tác giả, chi bộ được viết theo hai cách"),
    Check("phone", "số điện thoại riêng"),
    Check("citizen_id", "số căn cước, chứng minh nhân dân"),
    Check("health", "chuyện sức khoẻ của một người: F0, nhiễm bệnh…"),
    Check("pupil", "tên học sinh đi cùng tên lớp, khi mục `consent` còn trống"),
    Check("far_date", "ngày diễn ra sự việc trong bài cách xa `date`"),
    Check("caption", "ảnh chưa có chú thích"),
    Check("consent", "bài khai `pupils: true` mà chưa ghi `consent`"),
    Check("secret", "tệp đính kèm có tên hay trang đầu ghi Mật, Tối mật, Tuyệt mật, Lưu hành nội bộ (đây là lỗi)"),
    Check("scan", "tệp PDF chỉ có ảnh chụp trang giấy, nên máy không đọc được dấu Mật"),
    Check("maker", "tệp PDF, Word, Excel, PowerPoint đính kèm còn ghi tên người soạn, cơ quan trong thuộc tính"),
)
NAMES = tuple(check.name for check in CHECKS)


def read_checks(value: object) -> tuple[str, ...]:
    """Names of checks, one or a list. Raises ValueError with what to write instead of a wrong one."""
    listed = value if isinstance(value, list) else [value]
    wrong = [said for one in listed if (said := _wrong(one))]
    if wrong:
        raise ValueError("; ".join(wrong))
    return tuple(str(one).strip() for one in listed)


def _wrong(name: object) -> str:
    text = str(name).strip()
    if isinstance(name, str) and text in NAMES:
        return ""
    near = suggest(text, NAMES)
    return f"không có phép kiểm tra “{text}”; " + (
        f"có phải ý bạn là “{near}”?" if near else f"các phép dùng được: {', '.join(NAMES)}"
    )


def guide_table() -> str:
    """A Markdown table of all checks."""
    rows = (f"| `{check.name}` | {check.meaning} |" for check in CHECKS)
    return "\n".join(["| Tên | Nhắc khi có |", "|---|---|", *rows]) + "\n"
