"""Who publishes the site: the block `extra.newsroom` of mkdocs.yml, checked."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from newsroom.problems import suggest
from newsroom.vietnamese import nfc

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_WRONG = {  # by the first word of pydantic's name for the error
    "string": "phải là chữ; hãy đặt giá trị trong dấu nháy kép",
    "int": "phải là số nguyên",
    "greater": "số này nhỏ quá; hãy ghi số từ 2 đến 100",
    "less": "số này lớn quá; hãy ghi số từ 2 đến 100",
    "bool": "hãy ghi true hoặc false",
    "model": "phải gồm các dòng “tên mục: giá trị”",
}


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError("hãy viết mã màu sáu chữ số, ví dụ “#b3261e”")
    return text.lower()


Text = Annotated[str, AfterValidator(lambda text: nfc(text).strip())]
Colour = Annotated[str, AfterValidator(_colour)]


class Colours(BaseModel):
    """Two colours make the look: `primary` for header and links, `accent` for the small marks beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    primary: Colour = "#a61b1b"
    accent: Colour = "#c8901a"


class Settings(BaseModel):
    """All that one school changes to make the site its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
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
        return Settings(), tuple(f"mkdocs.yml: {_name(one['loc'])}: {_said(one)}" for one in error.errors())


def _name(where: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in ("extra", "newsroom", *where))


def _said(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        *above, name = map(str, error["loc"])
        meant = suggest(name, Colours.model_fields if above else Settings.model_fields)
        return "không có mục cài đặt này" + (f"; có phải ý bạn là “{meant}”?" if meant else "")
    if kind == "value_error":
        return str(context["error"])
    return _WRONG.get(kind.partition("_")[0], "giá trị không hợp lệ")
