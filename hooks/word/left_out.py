"""What a file holds and its post does not: said, so that nothing is lost in silence."""

from collections.abc import Iterator, Sequence

from word.findings import place
from word.headings import Part
from word.layout import Layout
from word.pictures import shown_pictures
from word.reading import WordFile
from word.writing import Writer


def left_out(word: WordFile, layout: Layout, parts: Sequence[Part], writer: Writer) -> Iterator[str]:
    """Sentences; `writer` has written the body."""
    lines = [
        ("Đã cắt phần đầu văn bản", layout.letterhead),
        ("Đã cắt mục lục của Word", layout.contents),
        ("Đã đưa vào phần khai báo", (*layout.cells, *layout.credits)),
        ("Đã cắt phần ký tên cuối bài", layout.signature),
    ]
    for what, cut in lines:
        if cut:
            yield f"{what}: {'; '.join(f'“{one}”' for one in dict.fromkeys(cut))}."
    for key in word.text.notes:
        if key not in {*writer.numbers, *writer.inlined} and (said := writer.note_text(key)):
            yield f"Chú thích “{said}” đứng ở phần đã cắt nên không đưa vào bài."
    shown = {figure.picture for figure in shown_pictures(parts)}
    for number, use in enumerate(word.findings.pictures):
        if number not in shown:
            near = place(use.alt) if use.alt else f"(ảnh thứ {number + 1})"
            yield f"Có ảnh {near} đứng ở phần đã cắt nên không đưa vào bài."
