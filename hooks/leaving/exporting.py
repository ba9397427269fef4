"""A plan of the site → all files of the export, each with where its bytes come from; nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from leaving.addresses import Addresses
from leaving.bodies import as_markdown
from leaving.pages import Writer
from leaving.project import settings_of
from newsroom.addresses import relative
from newsroom.navigation import NavEntry
from newsroom.plan import Planned
from newsroom.planning import Plan
from newsroom.setup import Setup
from newsroom.views import RedirectView

DOCS, ORIGINALS = "docs", "ban-goc"


@dataclass(frozen=True)
class Export:
    """Texts and copies by path in the export's folder; sentences on what is not as it was."""

    texts: dict[str, str]
    copies: dict[str, Path]
    report: tuple[str, ...]


def export(setup: Setup, plan: Plan, nav: tuple[NavEntry, ...]) -> Export:
    """All pages but search, which generators have their own of; pictures as the site shows them, and as they lie."""
    views = {url: one.view() for url, one in plan.pages.items() if one.spec.kind != "search"}
    moved = {url: view for url, view in views.items() if isinstance(view, RedirectView)}
    pages = [url for url in views if url not in moved]
    pictures = plan.published_pictures()
    files = {**pictures, **{path: plan.parsed.docs[path] for path in plan.assets}}
    addresses, report, texts = Addresses(frozenset(pages), files), list[str](), dict[str, str]()
    for url in pages:
        body, told = _body(plan, plan.pages[url], url, addresses)
        texts[f"{DOCS}/{url}index.md"] = Writer(url, addresses).page(views[url], body)
        report += told
    for url, view in moved.items():
        texts[f"{DOCS}/{url}index.html"] = _redirect(relative(view.target, url))
    texts["mkdocs.yml"] = settings_of(setup.config, [one for one in nav if one.url in pages or one.is_link])
    named = addresses.used | plan.assets
    copies = {f"{DOCS}/{path}": files[path] for path in sorted(named)} | _originals(plan)
    return Export(texts, copies, (*report, *_left_behind(addresses, plan)))


def _body(plan: Plan, planned: Planned, url: str, addresses: Addresses) -> tuple[str, list[str]]:
    if planned.page is None:
        return "", []
    path = planned.page.path
    html = plan.with_body(planned, plan.content(planned)).html
    try:
        written = as_markdown(html, lambda target: addresses.seen_from(url, target))
    except RecursionError:
        return html, [f"docs/{path}: thân bài để nguyên dạng HTML vì lồng quá nhiều lớp."]
    told = [] if written.proven else [f"docs/{path}: bản Markdown có thể hiện khác bài gốc; hãy so lại."]
    if written.raw:
        told.append(f"docs/{path}: {written.raw} khối để dạng HTML vì Markdown không có cách viết.")
    return written.text, told


def _redirect(target: str) -> str:
    to = escape(target)
    return (
        f'<!doctype html>\n<html lang="vi"><meta charset="utf-8"><title>Đã chuyển</title>'
        f'<meta http-equiv="refresh" content="0; url={to}"><a href="{to}">Trang đã chuyển sang địa chỉ mới</a></html>\n'
    )


def _originals(plan: Plan) -> dict[str, Path]:
    """Pictures as they lie in docs/, and pages that are not published, beside what a generator reads."""
    docs = plan.parsed.docs
    paths = [*plan.pictures.photos, *(page.path for page in plan.filed.hidden)]
    return {f"{ORIGINALS}/{path}": docs[path] for path in sorted(paths)}


def _left_behind(addresses: Addresses, plan: Plan) -> Iterator[str]:
    if addresses.dropped:
        said = ", ".join(f"/{one}" for one in sorted(addresses.dropped))
        yield f"Liên kết tới những chỗ không xuất thành chữ thường: {said}."
    if hidden := sorted(page.path for page in plan.filed.hidden):
        yield f"Chưa đăng hoặc đã gỡ nên chỉ có trong {ORIGINALS}/: {', '.join(f'docs/{path}' for path in hidden)}."
    if plan.pictures.photos:
        yield (
            f"Ảnh trong {DOCS}/ là bản lớn nhất mà trang tin đăng, không còn vị trí chụp; ảnh gốc nguyên vẹn ở "
            f"{ORIGINALS}/, xin đừng đăng thư mục ấy."
        )
