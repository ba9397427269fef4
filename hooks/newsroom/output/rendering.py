"""What templates are given beside their view: dates as people read them, and the parts that many pages share.

A card stands on some ten pages, header and footer on all. Each is rendered once, with a mark where the way to the
site's root goes, which differs from page to page.
"""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import Any, cast

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from newsroom.cache.store import Store
from newsroom.card import Card
from newsroom.icons import icon
from newsroom.kinds import KINDS
from newsroom.labels import ARCHIVE, Link
from newsroom.output.policy import page_policy, security_headers
from newsroom.settings import Settings
from newsroom.vietnamese import format_date, format_day, format_long
from newsroom.views import View

ROOT = "\ue002"  # private use, as in markup.py: no text of ours holds it


class _Environment(jinja2.Environment):
    """Whose globals do not change once it has a template: for each page they are compared, and copied."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Gives one dict for Jinja's chain of two, which takes some eight times as long."""
        return {**self.globals, **(d or {})}


def environment(loader: jinja2.BaseLoader, site: Settings, **more: object) -> jinja2.Environment:
    """Jinja with our filters and globals, escaping whatever is not marked as HTML; `more` are globals of the build.

    `problems` are told at the head of every page; `assets` is the folder of scripts and styles, `share_card` the
    picture of pages that have none of their own; a `preview` may follow changes.
    """
    env = _Environment(loader=loader, autoescape=True, auto_reload=False)
    env.filters |= {"day": format_day, "weekday": format_date, "long": format_long, "iso": lambda day: day.isoformat()}
    parts = Parts(env)
    env.filters |= {"card": parts.card, "names": parts.names, "shown": Card.shown}  # as calls they take longer
    env.globals |= {"masthead": parts.masthead, "foot": parts.foot, "head": parts.head, "tools": parts.tools}
    env.globals |= {"policy": parts.policy, "icon": icon}
    env.globals |= {"indexes": {kind.name: kind.link for kind in KINDS}, "archive": ARCHIVE}
    env.globals |= {"site": site, "problems": (), "assets": "assets", "icon_180": "", "share_card": ""}
    env.globals |= {"preview": False, **more}
    return env


def response_headers(templates: Sequence[str], site: Settings, assets: str) -> Mapping[str, str]:
    """What hosts should send with every page of the site, by name: its policy, and what no element can say."""
    env = environment(jinja2.FileSystemLoader(templates), site, assets=assets)
    return security_headers(Parts(env).policy())


def scrollable(html: str) -> Markup:
    """The text of a page; what may be wider than a phone scrolls in itself, by keyboard too."""
    if "<table>" in html:
        frame = '<div class="table" role="group" aria-label="Bảng" tabindex="0">'
        html = html.replace("<table>", f"{frame}<table>").replace("</table>", "</table></div>")
    return Markup(html.replace("<pre>", '<pre tabindex="0">'))


class OwnTemplates(jinja2.FileSystemLoader):
    """Finds a template in any of the folders, but lists those of `own` alone, and what else is `named`.

    Material brings 14,000 files, at all of which MkDocs would look to copy the few that are scripts and styles.
    """

    def __init__(self, folders: Sequence[str], own: str, named: Iterable[str | None]) -> None:
        super().__init__(folders)
        self._own, self._named = own, {name for name in named if name}

    def list_templates(self) -> list[str]:
        """Lists the templates for MkDocs, which copies what is no template."""
        return sorted({*(jinja2.FileSystemLoader(self._own).list_templates() if self._own else ()), *self._named})


class KeptCode(jinja2.BytecodeCache):
    """Templates as they were compiled in an earlier build, or by another process of this one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Leaves the bucket empty when there is none."""
        if code := self._store.load(f"template-{bucket.key}"):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template's bytecode for whoever needs it next."""
        self._store.save(f"template-{bucket.key}", bucket.bytecode_to_string())


class Parts:
    """Parts of pages, each made once a build."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._cards: dict[tuple[str, str, int], str] = {}
        self._names: dict[tuple[Link, ...], str] = {}
        self._heads: dict[tuple[str, str], str] = {}
        self._in_nav: set[str] | None = None
        self._foot = ""
        self._head = ""
        self._policy = ""
        self._tools = Markup("")

    def card(self, one: Card, base: str, look: str = "card", level: int = 3) -> Markup:
        """A post as listings show it: picture above (`card`), beside (`row`), large (`lead`), or in short (`brief`)."""
        key = one.url, look, level
        if key not in self._cards:
            self._cards[key] = str(self._macros.card(one, ROOT, look, level))
        return Markup(self._cards[key].replace(ROOT, base))

    def names(self, links: tuple[Link, ...], base: str) -> Markup:
        """Links side by side."""
        if links not in self._names:
            self._names[links] = str(self._macros.listed(links, ROOT))
        return Markup(self._names[links].replace(ROOT, base))

    @property
    def _macros(self) -> Any:
        return self._env.get_template("parts/cards.html").module

    def masthead(self, nav: Sequence[Any], view: View, base: str) -> Markup:
        """The header; on it, the entry of the page and of the part of the site that it is in are marked."""
        if self._in_nav is None:
            self._in_nav = {entry.url for item in nav for entry in item.children or (item,)}
        key = view.url if view.url in self._in_nav else "", view.url.partition("/")[0]
        if key not in self._heads:
            self._heads[key] = self._part("parts/header.html", {"nav": nav, "view": view})
        return Markup(self._heads[key].replace(ROOT, base))

    def head(self, base: str) -> Markup:
        """What the heads of all pages have alike."""
        self._head = self._head or self._part("parts/head.html", {})
        return Markup(self._head.replace(ROOT, base))

    def foot(self, base: str) -> Markup:
        """The footer."""
        self._foot = self._foot or self._part("parts/footer.html", {})
        return Markup(self._foot.replace(ROOT, base))

    def tools(self) -> Markup:
        """What readers can do with a post."""
        self._tools = self._tools or Markup(self._part("parts/tools.html", {}))
        return self._tools

    def policy(self) -> Markup:
        """What pages may load and run: the code in their heads and footers, and the site's own files."""
        if not self._policy:
            self.head("")
            self.foot("")
            site = cast(Settings, self._env.globals["site"])
            preview = bool(self._env.globals["preview"])
            self._policy = page_policy((self._head, self._foot), site.video_hosts, preview=preview)
        return Markup(self._policy)

    def _part(self, name: str, context: Mapping[str, object]) -> str:
        return self._env.get_template(name).render({**context, "base": ROOT})
