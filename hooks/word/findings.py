"""What the pass over the XML meets on its way, for the report and for the steps after it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

SHOWN = 8  # words of a paragraph by which its place is told


@dataclass(frozen=True)
class PictureUse:
    """A picture where the text shows it: the part that holds it, the sides that are cut away (left, top, right, bottom,
    as shares of its size), its turn in degrees clockwise, what the author says is seen, and the name of the file that
    it was inserted from, where Word remembers it.
    """

    part: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    turn: float = 0.0
    mirrored: bool = False
    flipped: bool = False
    alt: str = ""
    name: str = ""


@dataclass(frozen=True)
class Findings:
    """Filled while the tree is gone through, and only read afterwards."""

    counts: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    pictures: list[PictureUse] = field(default_factory=list)
    converted: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def tell(self, what: str, near: str) -> None:
        """A thing that could not be taken along, with its place."""
        self.told.append(f"{what}, {place(near)}.")


def place(near: str) -> str:
    """Where something stands, told by the words beside it."""
    words = near.split()
    if not words:
        return "ở đầu bài"
    return f"ở chỗ “{' '.join(words[:SHOWN])}{'…' if len(words) > SHOWN else ''}”"


def report(findings: Findings) -> Sequence[str]:
    """Sentences for whoever imports."""
    counts = findings.counts
    changes = f"{counts['inserted']} chỗ thêm, {counts['deleted']} chỗ xoá"
    odd = "Tệp không đúng chuẩn của Word, có thể do một chương trình khác ghi"
    lines = [
        (counts["odd"], f"{odd}: chữ ở {counts['odd']} chỗ Word không đọc được vẫn được đưa vào bài; hãy xem lại bài."),
        (counts["inserted"] + counts["deleted"], f"Đã chấp nhận các chỗ sửa có theo dõi (Track Changes): {changes}."),
        (counts["hidden"], f"Đã bỏ {counts['hidden']} chỗ chữ ẩn."),
        (counts["comments"], f"Đã bỏ {counts['comments']} ghi chú (comment) bên lề."),
    ]
    return [*(line for count, line in lines if count), *map(_conversion, findings.converted.items()), *findings.told]


def _conversion(one: tuple[str, list[tuple[str, str]]]) -> str:
    encoding, samples = one
    before, after = (" ".join(text.split()[:SHOWN]) for text in samples[0])
    return f"Đã đổi {len(samples)} đoạn chữ phông {encoding} sang Unicode, ví dụ “{before}” thành “{after}”."
