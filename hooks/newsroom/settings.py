"""Who publishes the site: the block `extra.newsroom` of mkdocs.yml, checked."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from newsroom.vietnamese import nfc

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError("hãy viết mã màu sáu chữ số, ví dụ “#b3261e”")
    return text.lower()


Text = Annotated[str, AfterValidator(lambda text: nfc(text).strip())]
Colour = Annotated[str, AfterValidator(_colour)]


class Colours(BaseModel):
    """Two colours make the look: `primary` for header and links, `accent` for the small marks beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    primary: Colour = "#a61b1b"
    accent: Colour = "#c8901a"


class Settings(BaseModel):
    """All that one school changes to make the site its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Text = Field("Trang tin chi bộ", description="Tên chi bộ, hiện ở đầu và cuối mọi trang")
    school: Text = Field("", description="Tên trường")
    parent: Text = Field("", description="Cấp ủy cấp trên trực tiếp")
    motto: Text = Field("", description="Một dòng dưới tên")
    emblem: Text = Field("", description="Đường dẫn của biểu trưng trong docs/")
    address: Text = Field("", description="Địa chỉ")
    email: Text = Field("", description="Thư điện tử")
    phone: Text = Field("", description="Điện thoại")
    responsible: Text = Field("", description="Người chịu trách nhiệm nội dung")
    colours: Colours = Colours()
    share_cards: bool = Field(True, description="Vẽ ảnh chia sẻ cho mỗi bài và mỗi danh sách")
    posts_per_page: int = Field(10, ge=2, le=100, description="Số bài trên một trang danh sách")


def read_settings(raw: object) -> tuple[Settings, tuple[str, ...]]:
    """The settings, or the defaults with one Vietnamese line for each thing that is wrong."""
    try:
        return Settings.model_validate(raw or {}), ()
    except ValidationError as error:
        return Settings(), tuple(_line(one["loc"], one["type"], one["msg"]) for one in error.errors())


def _line(where: tuple[int | str, ...], kind: str, message: str) -> str:
    name = ".".join(str(part) for part in ("extra", "newsroom", *where))
    if kind == "extra_forbidden":
        return f"mkdocs.yml: {name}: không có mục cài đặt này"
    return f"mkdocs.yml: {name}: {message.removeprefix('Value error, ')}"
