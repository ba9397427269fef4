"""What each kind of data about a page must have, by its own specification; each function gives all breaches."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit


def _is_address(value: object) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return bool(parts and parts.scheme in ("http", "https") and parts.netloc) and str(value).isascii()


def _is_date(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)) or datetime.fromisoformat(str(value)))
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_size(value: object) -> bool:
    return isinstance(value, int) and value > 0


TYPES: Mapping[str, Mapping[str, Any]] = {
    "NewsArticle": {
        "headline*": _is_text, "description": _is_text, "image*": _is_address, "datePublished*": _is_date,
        "dateModified*": _is_date, "author*": ("Person", "Organization"), "publisher*": ("Organization",),
        "articleSection": _is_text, "inLanguage": lambda value: value == "vi", "mainEntityOfPage*": _is_address,
    },
    "Person": {"name*": _is_text, "url": _is_address},
    "Organization": {
        "name*": _is_text, "url": _is_address, "logo": ("ImageObject",), "parentOrganization": ("Organization",),
        "address": _is_text, "email": lambda value: "@" in value, "telephone": _is_text,
    },
    "ImageObject": {"url*": _is_address, "width": _is_size, "height": _is_size},
    "BreadcrumbList": {"itemListElement*": ("ListItem",)},
    "ListItem": {"position*": _is_size, "name*": _is_text, "item": _is_address},
    "WebSite": {
        "name*": _is_text, "url*": _is_address, "inLanguage": lambda value: value == "vi",
        "publisher": ("Organization",), "potentialAction": ("SearchAction",),
    },
    "SearchAction": {
        "target*": ("EntryPoint",), "query-input*": lambda value: value == "required name=search_term_string",
    },
    "EntryPoint": {
        "urlTemplate*": lambda value: _is_address(value.partition("{")[0]) and "{search_term_string}" in value,
    },
}  # fmt: skip
"""The types of schema.org that pages use; a property with a star is one that search engines ask for."""


def json_ld_faults(thing: Mapping[str, Any]) -> list[str]:
    """Of a thing, and of all things in it."""
    return list(_of_thing(thing))


def _of_thing(thing: Mapping[str, Any]) -> Iterator[str]:
    kind = thing.get("@type", "")
    if kind not in TYPES:
        yield f"{kind} is no type"
        return
    rules = {name.rstrip("*"): rule for name, rule in TYPES[kind].items()}
    required = {name[:-1] for name in TYPES[kind] if name.endswith("*")}
    yield from (f"{kind} lacks {name}" for name in sorted(required - thing.keys()))
    for name, value in thing.items():
        if name == "@type":
            continue
        if name not in rules:
            yield f"{kind} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _of_value(f"{kind}.{name}", rules[name], one)
        if value in ([], "", None):
            yield f"{kind}.{name} is empty"
    places = [one.get("position") for one in thing.get("itemListElement", ())]
    if places != list(range(1, len(places) + 1)):
        yield "positions count from 1"


def _of_value(where: str, rule: Any, value: Any) -> Iterator[str]:
    if isinstance(rule, tuple):
        if not isinstance(value, dict) or value.get("@type") not in rule:
            yield f"{where} is one of {rule}"
        else:
            yield from _of_thing(value)
    elif not rule(value):
        yield f"{where} is {value!r}"


def open_graph_faults(head: Sequence[tuple[str, str]]) -> list[str]:
    """Of the properties of a page, in their order: the four that each page has once, and what belongs to them."""
    names = [name for name, _ in head]
    found = dict(head)
    told = [f"{name} stands {names.count(name)} times" for name in ("og:title", "og:type", "og:image", "og:url")
            if names.count(name) != 1]  # fmt: skip
    told += [f"{name} is no full address" for name in ("og:image", "og:url") if not _is_address(found.get(name))]
    told += [f"{name} is empty" for name, value in head if name.startswith("og:") and not value.strip()]
    if found.get("og:type") not in ("article", "website"):
        told.append("og:type is a known one")
    if found.get("og:type") != "article" and any(name.startswith("article:") for name in names):
        told.append("article:… is for articles")
    told += [f"{name} is no date" for name, value in head if name.endswith("_time") and not _is_date(value)]
    if not re.fullmatch("[a-z]{2}_[A-Z]{2}", found.get("og:locale", "vi_VN")):
        told.append("og:locale is a language and a country")
    return told


def manifest_faults(manifest: Mapping[str, Any]) -> list[str]:
    """Of a web application manifest, and of what browsers ask of one that is to be installed."""
    told = [
        f"{name} is missing" for name in ("name", "short_name", "start_url", "display", "icons") if name not in manifest
    ]
    known = {"name", "short_name", "description", "lang", "dir", "start_url", "scope", "id", "display", "theme_color",
             "background_color", "icons", "orientation", "shortcuts"}  # fmt: skip
    told += [f"{name} is unknown" for name in manifest.keys() - known]
    if manifest["display"] not in ("fullscreen", "standalone", "minimal-ui", "browser"):
        told.append("display is a mode")
    told += [f"{name} is no colour" for name in ("theme_color", "background_color")
             if not re.fullmatch("#[0-9a-f]{6}", manifest[name])]  # fmt: skip
    if urlsplit(manifest["start_url"]).netloc or not manifest["start_url"].startswith(manifest["scope"]):
        told.append("start_url is within the scope")
    sizes = {size for icon in manifest["icons"] if "any" in icon.get("purpose", "any").split()
             for size in icon["sizes"].split()}  # fmt: skip
    told += [f"no icon of {size}" for size in {"192x192", "512x512"} - sizes]
    for icon in manifest["icons"]:
        if not {"src", "sizes", "type"} <= icon.keys() or not re.fullmatch(r"\d+x\d+", icon["sizes"]):
            told.append("an icon has src, sizes and type")
        if set(icon.get("purpose", "any").split()) - {"any", "maskable", "monochrome"}:
            told.append("purpose is a known one")
    return told
