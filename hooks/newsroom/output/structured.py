"""What pages tell search engines beside what readers see: schema.org types as JSON-LD."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from newsroom.addresses import absolute
from newsroom.plan import SEARCH
from newsroom.settings import Settings
from newsroom.views import HomeView, PostView, Signature, View

Data = Mapping[str, Any]
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True)
class Publisher:
    """Who publishes; `logo` is a path under the site's root."""

    settings: Settings
    site_url: str
    logo: str

    def full(self, url: str) -> str:
        """The full address of a root-relative one."""
        return absolute(self.site_url, url)

    @cached_property
    def organization(self) -> Data:
        """The organisation as articles name it."""
        logo = {"@type": "ImageObject", "url": self.full(self.logo), "width": 512, "height": 512}
        return {"@type": "Organization", "name": self.settings.name, "url": self.full(""), "logo": logo}


def structured_data(view: View, publisher: Publisher) -> Markup:
    """JSON for a script element; empty for a page that there is nothing to tell of."""
    found = [_filled(one) for one in _things(view, publisher)]
    if not found:
        return Markup("")
    text = _written({"@context": "https://schema.org", "@graph": found})
    for sign, code in _UNSAFE.items():  # within JSON these signs stand in texts alone
        text = text.replace(sign, code)
    return Markup(text)


def _things(view: View, publisher: Publisher) -> Iterator[Data]:
    if isinstance(view, HomeView):
        yield _web_site(publisher)
    if isinstance(view, PostView):
        yield _article(view, publisher)
    if view.breadcrumbs:
        yield _breadcrumbs(view, publisher)


def _filled(thing: Data) -> Data:
    return {name: value for name, value in thing.items() if value not in ("", [], None)}


def _article(view: PostView, publisher: Publisher) -> Data:
    card = view.card
    pictures = [view.share_image, *([card.picture.src] if card.picture else [])]
    sections = card.topics.get("campaign") or card.topics.get("cell") or ()
    return {
        "@type": "NewsArticle",
        "headline": card.title,
        "description": view.description or card.summary,
        "image": [publisher.full(path) for path in pictures if path] or [publisher.full(publisher.logo)],
        "datePublished": card.date.isoformat(),
        "dateModified": (view.updated or card.date).isoformat(),
        "author": [_author(one, publisher) for one in view.signatures],
        "publisher": publisher.organization,
        "articleSection": [one.title for one in sections],
        "inLanguage": "vi",
        "mainEntityOfPage": publisher.full(view.url),
    }


def _author(one: Signature, publisher: Publisher) -> Data:
    kind = "Organization" if one.is_collective else "Person"
    return {"@type": kind, "name": one.link.title, "url": publisher.full(one.link.url)}


def _breadcrumbs(view: View, publisher: Publisher) -> Data:
    """The way to the page, which is itself the last step."""
    steps = [(link.title, link.url) for link in view.breadcrumbs] + [(view.title, view.url)]
    items = [
        {"@type": "ListItem", "position": at, "name": title, "item": publisher.full(url)}
        for at, (title, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _web_site(publisher: Publisher) -> Data:
    settings, address = publisher.settings, publisher.full("")
    parent = {"@type": "Organization", "name": settings.parent} if settings.parent else None
    contact = {"address": settings.address, "email": settings.email, "telephone": settings.phone}
    whole = _filled({**publisher.organization, "parentOrganization": parent, **contact})
    target = {"@type": "EntryPoint", "urlTemplate": f"{publisher.full(SEARCH)}?q={{search_term_string}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {
        "@type": "WebSite", "name": settings.name, "url": address, "inLanguage": "vi", "publisher": whole,
        "potentialAction": search,
    }  # fmt: skip
