"""Which line is the caption of which picture, wherever their author put it."""

import pytest

from word.blocks import Paragraph, Span
from word.figures import Figure, with_figures
from word.headings import Heading, with_headings
from word.marks import Look

TEXT = "Buổi nói chuyện kéo dài hai giờ, và có nhiều câu hỏi của các tổ chuyên môn."


def told(*signs: str) -> list[str]:
    """Photos (`o`) and lines (`*` in the middle, `^` in the style of captions, else plain), as one line each."""
    looks = {"*": Look("center"), "^": Look(style="caption")}
    blocks: list[Paragraph] = []
    for sign in signs:
        is_photo = sign == "o"
        span = Span(picture=len(blocks)) if is_photo else Span(sign.lstrip("*^"), bold=sign.startswith("^"))
        blocks.append(Paragraph((span,), looks.get(sign[0], Look())))
    made = with_figures(blocks)
    return [f"o {one.caption}".strip() if isinstance(one, Figure) else one.text for one in made]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([TEXT, "*Hội trường", "o", TEXT], [TEXT, "Hội trường", "o", TEXT]),
        (["*Hình 1. Hội trường", "o", TEXT], ["o Hình 1. Hội trường", TEXT]),
        (["^Hội trường", "o", TEXT], ["o Hội trường", TEXT]),
        (["*Hội trường", "o", "*Sân trường", "o", TEXT], ["o Hội trường", "o Sân trường", TEXT]),
        (["o", "*Hội trường", "o", "*Sân trường", TEXT], ["o Hội trường", "o Sân trường", TEXT]),
        (["o", "*Hình 1. Hội trường", "o", TEXT], ["o Hình 1. Hội trường", "o", TEXT]),
        (["*Lời dẫn", "o", "*Hội trường", "o", "*Sân trường"], ["Lời dẫn", "o Hội trường", "o Sân trường"]),
        (["o", "Ảnh 2: Sân trường", TEXT], ["o Ảnh 2: Sân trường", TEXT]),
        (["o", "Hình ảnh: Sân trường"], ["o Hình ảnh: Sân trường"]),
        (["o", "Hình 2 cho thấy sân trường."], ["o", "Hình 2 cho thấy sân trường."]),
        (["o", "H.3: Sân trường"], ["o H.3: Sân trường"]),
        (["o", "H: Thầy nghĩ gì?"], ["o", "H: Thầy nghĩ gì?"]),
        (["o", "Ảnh hưởng: sân trường ngập."], ["o", "Ảnh hưởng: sân trường ngập."]),
    ],
)
def test_captions(before: list[str], after: list[str]) -> None:
    assert told(*before) == after


def test_a_bold_caption_is_no_heading() -> None:
    caption = Paragraph((Span("Bảng 1. Số cây", bold=True),), Look(style="caption"))
    parts = with_headings(with_figures([caption, Paragraph((Span(TEXT),))]))
    assert not any(isinstance(part, Heading) for part in parts)
