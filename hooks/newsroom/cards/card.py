"""What stands on a share card; how it is drawn is known to the modules beside, which are slow to load."""

from dataclasses import dataclass
from pathlib import Path

SIZE = (1200, 630)


@dataclass(frozen=True)
class ShareCard:
    """What a share picture shows; `colours` are the settings' (primary, accent) as `#rrggbb`; any text may be empty."""

    title: str
    cell: str = ""
    date_text: str = ""
    site_name: str = ""
    colours: tuple[str, str] = ("#a61b1b", "#c8901a")
    photo: Path | None = None

    @property
    def ending(self) -> str:
        """Letters on flat colour are smaller as PNG, photos as JPEG."""
        return "jpg" if self.photo else "png"
