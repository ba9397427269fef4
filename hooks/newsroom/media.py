"""Video and sound in a text: a player that loads nothing until it is asked to, and a link for whoever can't play."""

from html import escape
from typing import NamedTuple

from newsroom.labels import file_size
from newsroom.photos.signatures import Kind

HEAVY = 50_000_000  # bytes: minutes on a telephone, and half of what GitHub takes
_ENDINGS: dict[Kind, tuple[str, ...]] = {
    "video": (".mp4", ".m4v", ".mov", ".webm", ".3gp"),
    "audio": (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav"),
}
_NAMES: dict[Kind, str] = {"video": "video", "audio": "tệp âm thanh"}


class Player(NamedTuple):
    """A recording's address and poster as seen from its page, and its size in bytes; the rest may be empty."""

    kind: Kind
    address: str
    caption: str
    size: int
    poster: str


class Complaint(NamedTuple):
    """What is to be told of a recording."""

    message: str
    fatal: bool = True


def player_html(player: Player) -> str:
    """A figure; on paper its caption alone."""
    kind, address, caption = player.kind, escape(player.address), escape(player.caption)
    poster = f' poster="{escape(player.poster)}"' if player.poster and kind == "video" else ""
    name = f' aria-label="{caption}"' if caption else ""
    link = f'<a href="{address}">Tải {_NAMES[kind]} ({file_size(player.size)})</a>'
    below = f"{caption} · {link}" if caption else link
    return (
        f'<figure class="media"><{kind} controls preload="none" src="{address}"{poster}{name}></{kind}>'
        f"<figcaption>{below}</figcaption></figure>"
    )


def complaint(path: str, kind: Kind, size: int, *, alone: bool) -> Complaint | None:
    """Hosts tell browsers what a file is by its ending, and a player takes a line of its own."""
    name, endings = f"{_NAMES[kind]} “{path.rpartition('/')[2]}”", _ENDINGS[kind]
    if not path.lower().endswith(endings):
        return Complaint(f"{name} có đuôi lạ nên trình duyệt không phát; hãy đổi đuôi tên tệp thành {endings[0]}")
    if not alone:
        return Complaint(f"{name} phải đứng riêng; hãy để dòng ![…](…) cách chữ trên và dưới bằng một dòng trống")
    if size > HEAVY:
        said = f"{name} nặng {file_size(size)}, tốn dữ liệu của người xem; hãy nén còn dưới {file_size(HEAVY)}"
        return Complaint(said, fatal=False)
    return None
