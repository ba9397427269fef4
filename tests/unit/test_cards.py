"""Share cards: text that always fits and has all its marks, and cards that are drawn once."""

import io
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from making_pictures import as_bytes, phone_jpeg, photo_like
from newsroom.cache.store import digest_of
from newsroom.cards import SIZE, CardPhoto, ShareCard, batch, card_photo, prepare_cards
from newsroom.cards.drawing import draw_card
from newsroom.cards.fonts import drawable, font
from newsroom.cards.layout import BAR, FOOT, RULE, lay_out
from newsroom.cards.lettering import ELLIPSIS, Fitted, fit
from newsroom.cards.palette import Palette, contrast
from newsroom.photos import PhotoError, Request, prepare_photos

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
LETTERS = VOWELS + "bcdđghklmnpqrstvx"
SIZES = (60, 48, 36)
CAPITALS = (
    "CHI BỘ TRƯỜNG THCS ÁI MỘ TỔ CHỨC HIỆU QUẢ ĐỢT SINH HOẠT CHÍNH TRỊ VỚI CHỦ ĐỀ “TỰ SOI, TỰ SỬA” THEO TINH THẦN NGHỊ "
    "QUYẾT TRUNG ƯƠNG 4 KHOÁ XIII VÀ HƯỚNG DẪN SỐ 27-HD/ĐU NGÀY 16/3/2022 CỦA ĐẢNG UỶ PHƯỜNG NGỌC LÂM"
)
CARD = ShareCard("Tự soi, tự sửa", "Chi bộ trường THCS Ái Mộ", "Thứ Sáu, 01/4/2022", "Trang tin chi bộ")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def shape(char: str) -> bytes:
    return bytes(font("bold", 40).getmask(char))


@pytest.mark.parametrize("letter", LETTERS + LETTERS.upper() + "“”‘’–—…/%&!?()0123456789")
def test_the_font_has_every_letter_with_its_marks(letter: str) -> None:
    assert drawable(letter) == letter
    assert shape(letter) != shape("\uffff")


def test_no_two_letters_look_alike() -> None:
    assert len({shape(letter) for letter in LETTERS}) == len(LETTERS)


def test_what_the_font_can_not_draw_is_left_out() -> None:
    assert drawable("  Chúc mừng 🎉 năm\n mới 新年 ") == "Chúc mừng năm mới"
    assert drawable("Đảng uỷ".encode().decode()) == drawable("Đảng uy\u0309") == "Đảng uỷ"


def overflow(fitted: Fitted, width: int, height: int) -> list[str]:
    face = font(fitted.weight, fitted.size)
    wide = [line for line in fitted.lines if face.getlength(line) > width]
    return wide + (["too high"] if len(fitted.lines) > 1 and fitted.height > height else [])


SYLLABLES = st.text(LETTERS + LETTERS.upper() + "0123456789-/“”", min_size=1, max_size=9)
TITLES = st.lists(SYLLABLES, max_size=45).map(" ".join) | st.text(max_size=300) | st.text("WƯM", max_size=260)


@settings(max_examples=150)
@given(TITLES, st.integers(120, 1056), st.integers(50, 400))
def test_text_never_overflows_and_is_cut_only_between_syllables(text: str, width: int, height: int) -> None:
    fitted = fit(text, "bold", (width, height), SIZES)
    assert not overflow(fitted, width, height)
    shown, whole = " ".join(fitted.lines), drawable(text)
    if shown.replace(" ", "") == whole.replace(" ", ""):
        return
    assert fitted.size == SIZES[-1]
    assert ELLIPSIS in shown


def test_a_long_title_is_shortened_at_a_syllable() -> None:
    fitted = fit(CAPITALS, "bold", (500, 150), SIZES)
    kept = " ".join(fitted.lines).removesuffix(ELLIPSIS)
    assert CAPITALS.startswith(kept)
    assert CAPITALS[len(kept)] in " ,"


def test_lines_break_between_syllables_and_are_balanced() -> None:
    fitted = fit("Tổ chức hiệu quả đợt sinh hoạt chính trị với chủ đề", "bold", (700, 400), (60,))
    widths = [font("bold", 60).getlength(line) for line in fitted.lines]
    assert " ".join(fitted.lines) == "Tổ chức hiệu quả đợt sinh hoạt chính trị với chủ đề"
    assert min(widths) > 0.6 * max(widths)


def ink_box(card: ShareCard) -> tuple[int, int, int, int]:
    """What differs from the card without text."""
    empty = opened(draw_card(ShareCard("", colours=card.colours)))
    found = ImageChops.difference(opened(draw_card(card)), empty).getbbox()
    assert found
    return found


@pytest.mark.parametrize("title", ["Tự soi", CAPITALS, CAPITALS * 3, "Ộ" * 300, "Ậ", "a" * 60 + " " + "Ễ" * 140])
def test_ink_stays_within_the_margins(title: str) -> None:
    left, top, right, bottom = ink_box(ShareCard(title, CAPITALS, "Chủ nhật, 01/02/2022 " * 9, CAPITALS * 2))
    assert left >= 68 and right <= SIZE[0] - 68
    assert top > 40 and bottom < SIZE[1] - 10


def test_two_hundred_letters_are_shown_whole() -> None:
    assert len(CAPITALS) > 200
    fitted = fit(CAPITALS, "bold", (1056, 336), (94, 74, 57, 48, 44, 40))
    assert " ".join(fitted.lines) == CAPITALS


def test_a_card_without_text_is_still_a_card() -> None:
    assert opened(draw_card(ShareCard(""))).size == SIZE


def test_a_card_is_the_same_every_time_and_small() -> None:
    data = draw_card(CARD)
    assert data == draw_card(CARD)
    assert data.startswith(b"\x89PNG")
    assert len(draw_card(ShareCard(CAPITALS, CAPITALS, CARD.date_text, CAPITALS))) < 80_000


def test_a_png_card_holds_nothing_but_pixels() -> None:
    data, at, names = draw_card(CARD), 8, set()
    while at < len(data):
        names.add(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    assert names == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def drawn_by_pillow(card: ShareCard) -> Image.Image:
    palette, layout = Palette.of(*card.colours), lay_out(card)
    canvas = Image.new("RGB", SIZE, palette.ground)
    canvas.paste(palette.foot, (0, FOOT, *SIZE))
    canvas.paste(palette.accent, (0, 0, SIZE[0], BAR))
    canvas.paste(palette.accent, (0, FOOT, SIZE[0], FOOT + RULE))
    for part in (layout.cell, layout.title, layout.site, layout.date):
        mask = Image.new("L", SIZE)
        for base, line in zip(part.bases, part.text.lines, strict=True):
            face = font(part.text.weight, part.text.size)
            ImageDraw.Draw(mask).text((part.x, base), line, fill=255, font=face, anchor="ls")
        canvas.paste(palette.accent if part.accent else palette.white, (0, 0), mask)
    return canvas


SHOWN = "".join(chr(code) for code in range(33, 0x2E80) if drawable(chr(code)))


@pytest.mark.parametrize(
    "title", ["", "Tự soi", CAPITALS, LETTERS.upper(), "jjf fjj ffj/j’j ỹỹ ẪẪ Ỷ ợ " * 5, SHOWN[:160]]
)
def test_a_card_put_together_from_letters_is_what_pillow_draws(title: str) -> None:
    card = ShareCard(title, CAPITALS[: len(title)], "Thứ Sáu, 01/4/2022", "jÝ (Ậ) ỵj")
    found = ImageChops.difference(opened(draw_card(card)), drawn_by_pillow(card))
    grey = found.convert("L").histogram()
    assert not any(grey[64:]), "more than sixteen colours allow"
    assert sum(at * count for at, count in enumerate(grey)) / sum(grey) < 1


@settings(max_examples=60)
@given(st.text(SHOWN + " ", max_size=90), st.text(LETTERS + " ", max_size=40))
def test_whatever_is_on_a_card_its_png_is_sound(title: str, cell: str) -> None:
    with Image.open(io.BytesIO(draw_card(ShareCard(title, cell, cell, title)))) as image:
        image.verify()
    assert opened(draw_card(ShareCard(title, cell, cell, title))).size == SIZE


@pytest.mark.parametrize("letter", ["ḁ", "Ѽ", "Ǻ", "|", "ﬀ", "̣"])
def test_a_letter_that_reaches_too_far_is_cut(letter: str) -> None:
    card = opened(draw_card(ShareCard(f"{letter} {letter}a")))
    assert len(card.crop((0, 360, SIZE[0], FOOT)).getcolors() or []) == 1


def test_colours_come_from_the_settings() -> None:
    green = opened(draw_card(ShareCard("x", colours=("#145a32", "#ffffff"))))
    assert green.getpixel((600, 400)) == (0x14, 0x5A, 0x32)


COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(COLOURS, COLOURS)
def test_text_can_be_read_whatever_the_colours(primary: str, accent: str) -> None:
    palette = Palette.of(primary, accent)
    assert min(contrast(palette.white, paper) for paper in (palette.ground, palette.foot)) >= 7
    assert min(contrast(palette.accent, paper) for paper in (palette.ground, palette.foot)) >= 4.5


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.JPG"
    path.write_bytes(phone_jpeg(photo_like(1300, 900, grain=90), quality=90))
    return path


def test_a_photo_fills_the_card_above_the_text(photo: Path, tmp_path: Path) -> None:
    (prepared,) = prepare_photos([Request(photo, "digest")], tmp_path / "cache").photos.values()
    small = card_photo(prepared, tmp_path / "cache")
    assert small.place.suffix == ".jpg"
    data = draw_card(ShareCard(CAPITALS, "Chi bộ", "01/4/2022", "Trang tin", photo=small))
    assert len(data) <= 80_000
    assert data.startswith(b"\xff\xd8")
    card = opened(data)
    assert len(card.crop((0, 0, 1200, 120)).quantize(64).getcolors() or []) > 20
    assert card.crop((0, 612, 1200, 630)).convert("L").getextrema()[1] < 90  # type: ignore[operator]


def as_card_photo(path: Path) -> CardPhoto:
    return CardPhoto(path, digest_of(path.read_bytes()))


def test_a_bad_photo_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"chu")
    with pytest.raises(PhotoError):
        prepare_cards({"bai": ShareCard("x", photo=as_card_photo(tmp_path / "a.jpg"))}, tmp_path / "cache")


def drawn(*args: object) -> list[object]:
    assert not args[1], "a card was drawn again"
    return []


def test_cards_that_were_copied_are_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = prepare_cards({"a": CARD}, tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b", copy_function=shutil.copyfile)
    monkeypatch.setattr(batch, "map_each", drawn)
    assert prepare_cards({"a": CARD}, tmp_path / "b") == made


@pytest.mark.parametrize("damaged", [b"", b"{", bytes(99), b"\x80\x04]\x94."])
def test_a_damaged_list_of_cards_is_as_none(tmp_path: Path, damaged: bytes) -> None:
    prepare_cards({"a": CARD}, tmp_path)
    (tmp_path / "cards.pickle").write_bytes(damaged)
    made = prepare_cards({"a": CARD}, tmp_path)
    assert opened(made["a"].stored(tmp_path).read_bytes()).size == SIZE


def test_an_unchanged_card_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {"a": CARD, "b": ShareCard(CAPITALS), "c": CARD}
    first = prepare_cards(cards, tmp_path)
    assert first["a"] == first["c"] != first["b"]
    assert opened(first["a"].stored(tmp_path).read_bytes()).size == (first["a"].width, first["a"].height)
    monkeypatch.setattr(batch, "map_each", drawn)
    assert prepare_cards(cards, tmp_path) == first


def test_whatever_a_card_shows_names_it(tmp_path: Path) -> None:
    pictures = [tmp_path / "1.png", tmp_path / "2.png", tmp_path / "moved.png"]
    for path, colour in zip(pictures, ("red", "blue", "red"), strict=True):
        path.write_bytes(as_bytes(Image.new("RGB", (60, 40), colour), "PNG"))
    changed = [
        CARD,
        ShareCard("Khác", CARD.cell, CARD.date_text, CARD.site_name),
        ShareCard(CARD.title, "Khác", CARD.date_text, CARD.site_name),
        ShareCard(CARD.title, CARD.cell, "02/4/2022", CARD.site_name),
        ShareCard(CARD.title, CARD.cell, CARD.date_text, "Khác"),
        ShareCard(CARD.title, CARD.cell, CARD.date_text, CARD.site_name, ("#123456", "#c8901a")),
        *(ShareCard(CARD.title, photo=as_card_photo(path)) for path in pictures),
    ]
    made = prepare_cards({str(n): card for n, card in enumerate(changed)}, tmp_path / "cache")
    assert len({file.path for file in made.values()}) == len(changed) - 1
    assert made["6"] == made["8"]


def test_a_damaged_card_is_drawn_again(tmp_path: Path) -> None:
    file = prepare_cards({"a": CARD}, tmp_path)["a"]
    data = file.stored(tmp_path).read_bytes()
    file.stored(tmp_path).write_bytes(data[:100])
    assert prepare_cards({"a": CARD}, tmp_path)["a"] == file
    assert file.stored(tmp_path).read_bytes() == data


def test_processes_draw_the_same_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {str(n): ShareCard(f"Bài số {n}") for n in range(4)}
    alone = prepare_cards(cards, tmp_path / "a", workers=1)
    monkeypatch.setattr(batch, "_WORTH", 2)
    monkeypatch.setattr(batch, "_CHUNK", 2)
    assert prepare_cards(cards, tmp_path / "b", workers=2) == alone
    assert all(
        one.stored(tmp_path / "a").read_bytes() == one.stored(tmp_path / "b").read_bytes() for one in alone.values()
    )
