"""What stands on a share card; how it is drawn is known to the modules beside, which are slow to load."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SIZE = (1200, 630)


class CardPhoto(NamedTuple):
    """Where the photo lies that a card is drawn over, and the digest of what is in it."""

    place: Path
    digest: str


@dataclass(frozen=True)
class ShareCard:
    """What a share picture shows; `colours` are the settings' (primary, accent) as `#rrggbb`; any text may be empty."""

    title: str
    cell: str = ""
    date_text: str = ""
    site_name: str = ""
    colours: tuple[str, str] = ("#a61b1b", "#c8901a")
    photo: CardPhoto | None = None
