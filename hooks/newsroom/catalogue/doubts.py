"""What is to be asked about a document that a post says it carries out."""

from collections.abc import Collection, Iterable

from newsroom.catalogue.directives import Written
from newsroom.catalogue.documents import Documents, is_ambiguous
from newsroom.catalogue.naming import Naming
from newsroom.citations import find_citations
from newsroom.kinds import DIRECTIVE
from newsroom.problems import suggest
from newsroom.vietnamese import format_day, slug

EXAMPLES = "hãy viết như “27-HD/ĐU” hoặc “30/2020/NĐ-CP”"


def unread(name: str, documents: Documents, names: Collection[str]) -> str:
    """Tells that a name is neither a number nor that of a page; nothing where it is."""
    if slug(name) in names:
        return ""
    listed = ", ".join(dict.fromkeys(citation.symbol.text for citation in find_citations(name)))
    if listed:
        several = f"[{listed}]" if "," in listed else listed
        return f"mục này chỉ ghi số văn bản, nhiều số thì ghi thành danh sách; hãy viết: {DIRECTIVE.name}: {several}"
    near = suggest(name, documents.numbers())
    hint = f"; có phải ý bạn là “{near}”?" if near else ""
    return f"không đọc được số văn bản “{name}”; {EXAMPLES}{hint}"


def doubt(naming: Naming, documents: Documents) -> str:
    """What is to be asked about a number, if anything: which of its documents it means, or whether it is a slip.

    A number of known type and issuers is no slip.
    """
    symbol, fitting = naming.symbol, documents.fitting(naming)
    if is_ambiguous(fitting):
        pages = [one.page for one in fitting if one.page]
        return (
            f"số “{symbol.text}” hợp với nhiều văn bản; hãy ghi tên trang của một trong các văn bản: {_choices(pages)}"
        )
    if documents.bearing(symbol.key) or symbol.is_usual:
        return ""
    if near := suggest(symbol.text, documents.numbers(declared=True)):
        said = f"chưa có văn bản “{symbol.text}”; có phải ý bạn là “{near}”?"
        return f"{said} Nếu đúng là văn bản khác, hãy tạo trang docs/{DIRECTIVE.folder}/{symbol.slug}.md"
    return ""


def _choices(pages: Iterable[Written]) -> str:
    return "; ".join(
        f"“{page.url.split('/')[-2]}” ({page.fields.issuer or 'chưa rõ nơi ban hành'}"
        + (f", {format_day(page.fields.date)})" if page.fields.date else ")")
        for page in pages
    )
