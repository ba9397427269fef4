"""The navigation: which pages mkdocs.yml names, and what templates are given of them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NavEntry:
    """An entry of the navigation, as templates know MkDocs' own."""

    title: str
    url: str
    is_homepage: bool
    is_link: bool
    children: None = None


def nav_titles(nav: Any, title: str = "") -> dict[str, str]:
    """The paths that `nav` names, at whatever depth, with the titles that it gives them."""
    if isinstance(nav, str):
        return {nav: title} if nav.endswith(".md") else {}
    inner = nav.items() if isinstance(nav, dict) else [("", one) for one in nav or []]
    return {path: name for label, one in inner for path, name in nav_titles(one, label).items()}
