"""Links, pictures and attachments: where they lead, and which of them lead nowhere."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from newsroom.addresses import find_target, is_external, is_picture, relative, url_of
from newsroom.articles.filling import Filling
from newsroom.articles.pages import Page, Post, Reference, line_of
from newsroom.catalogue import Catalogue
from newsroom.citations import Citation
from newsroom.frontmatter.schema import DirectiveFields, PageFields, PostFields
from newsroom.labels import NEWS
from newsroom.pictures import Pictures
from newsroom.plan import Planned
from newsroom.problems import Problem, suggest

_OWN_DISK = re.compile(r"[a-z]:|file:|\\", re.IGNORECASE)


class Linker:
    """Knows every address of the site: pages by path and URL, other files by path."""

    def __init__(
        self,
        plan: Mapping[str, Planned],
        files: Mapping[str, Path],
        hidden: Iterable[Page[PageFields]],
        pictures: Pictures,
    ) -> None:
        self._pictures = pictures
        self._places = files
        self._addresses = {url: url for url in plan}
        self._addresses |= {planned.page.path: url for url, planned in plan.items() if planned.page}
        self._addresses |= {path: path for path in files if not path.endswith(".md")}
        self._files = sorted(files)
        hidden = list(hidden)
        self._hidden = {key: "" for page in hidden for key in (page.path, page.url)}
        self._gone = {key: NEWS.url for page in hidden if _is_gone(page) for key in (page.path, page.url)}
        known = {*self._addresses, *self._hidden}
        unread = [path for path in files if path.endswith(".md") and path not in known]
        self._unread = {key: "" for path in unread for key in (path, url_of(path))}

    def check(self, page: Page[PageFields]) -> Iterator[Problem]:
        """Links, pictures and files of a page that lead nowhere, at their lines."""
        for link in dict.fromkeys(page.article.links):
            if not is_external(link.target) and self._live(link.target, page.path) is None:
                yield from self._broken(page, link.target, "liên kết")
        for picture in dict.fromkeys(reference.target for reference in page.article.pictures):
            if is_external(picture):
                said = f"ảnh “{picture}” ở trang khác; hãy tải ảnh về, đặt cạnh bài rồi ghi tên tệp"
                yield Problem(page.path, self._line_of(page, picture), "", said)
            elif self.find(picture, page.path) is None:
                yield from self._broken(page, picture, "ảnh")
        for embed in dict.fromkeys(page.article.embeds):
            said = f"bài nhúng nội dung từ “{embed}”, nơi sẽ biết ai đang đọc; hãy thay bằng một liên kết"
            yield Problem(page.path, self._line_of(page, embed), "", said)
        for field, path in _files_named(page.fields):
            found = self.find(path, page.path)
            if found is None:
                yield page.problem(field, f"không có tệp “{path}”{self._near(path, page)}; hãy đặt tệp cạnh bài")
            elif found not in self._places:
                yield page.problem(field, f"“{path}” là một trang, không phải tệp; hãy đặt liên kết trong bài")
            elif field == "image" and not is_picture(found):
                yield page.problem(field, f"“{path}” không phải tệp ảnh; hãy dùng ảnh JPEG hoặc PNG")

    def _broken(self, page: Page[PageFields], target: str, what: str) -> Iterator[Problem]:
        target = unescape(target)
        if find_target(target, page.path, self._unread) is not None:
            return  # what is wrong with that page has been told
        gone = find_target(target, page.path, self._gone) is not None
        if gone:
            said = f"{what} “{target}” dẫn tới bài đã gỡ nên tạm dẫn về /{NEWS.url}; hãy bỏ liên kết"
        elif find_target(target, page.path, self._hidden) is not None:
            said = f"{what} “{target}” dẫn tới bài chưa đăng; hãy bỏ liên kết hoặc đăng bài đó"
        elif _OWN_DISK.match(target):
            said = f"{what} “{target}” dẫn tới tệp trên máy riêng; hãy chép tệp vào cạnh bài và chỉ ghi tên tệp"
        elif target.startswith("www."):
            said = f"{what} “{target}” thiếu https://; hãy viết https://{target}"
        else:
            said = f"{what} “{target}” không dẫn tới đâu{self._near(target, page)}; hãy xem lại tên tệp hoặc địa chỉ"
        yield Problem(page.path, self._line_of(page, target), "", said, fatal=not gone)

    def _line_of(self, page: Page[PageFields], text: str) -> int:
        return line_of(text, self._places[page.path].read_bytes())

    def _near(self, target: str, page: Page[PageFields]) -> str:
        """A guess among the files beside the page."""
        folder = posixpath.dirname(posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target))))
        beside = [posixpath.basename(path) for path in self._files if posixpath.dirname(path) == folder]
        meant = suggest(posixpath.basename(unquote(target)), beside)
        return f" (có phải ý bạn là “{meant}”?)" if meant else ""

    def find(self, target: str, path: str) -> str | None:
        """The root-relative URL that a link in the file at `path` leads to; for a post that has expired, the news."""
        live = self._live(target, path)
        return find_target(unescape(target), path, self._gone) if live is None else live

    def named(self, page: Page[PageFields]) -> Iterator[str]:
        """Files of docs/ that a page links to, shows or attaches."""
        if page.is_alone:
            return
        references = (*page.article.links, *page.article.pictures)
        targets = [one.target for one in references] + [path for _, path in _files_named(page.fields)]
        for target in targets:
            found = None if is_external(target) else self.find(target, page.path)
            if found is not None and (path := found.partition("#")[0].partition("?")[0]) in self._places:
                yield path

    def _live(self, target: str, path: str) -> str | None:
        return find_target(unescape(target), path, self._addresses)

    def filling(self, page: Page[PageFields], catalogue: Catalogue) -> Filling:
        """What a page's body is filled with."""
        article = page.article
        return Filling(
            tuple(self._address(one, page) for one in article.links),
            tuple(self._pictures.inline(one, page) for one in article.pictures),
            tuple(self._pictures.group([article.pictures[i] for i in group], page) for group in article.groups),
            tuple(_citation(one, page, catalogue) for one in article.citations),
        )

    def _address(self, reference: Reference, page: Page[PageFields]) -> str:
        found = None if is_external(reference.target) else self.find(reference.target, page.path)
        if found is None:
            return escape(unescape(reference.target))
        return escape(relative(self._pictures.address(found) or found, page.url))


def _citation(cited: Citation, page: Page[PageFields], catalogue: Catalogue) -> str | None:
    """The address of the document's page, None where there is none or this is it."""
    post = cast(Post, page) if isinstance(page.fields, PostFields) else None
    url = catalogue.directive_url(cited, post)
    return relative(url, page.url) if url is not None and url != page.url else None


def _is_gone(page: Page[PageFields]) -> bool:
    """Whether a hidden post was out once: it expires by itself, so a link to it must stop no build."""
    return isinstance(page.fields, PostFields) and page.fields.expires is not None and not page.fields.draft


def _files_named(fields: PageFields) -> Iterator[tuple[str, str]]:
    if isinstance(fields, PostFields):
        yield from (("attachments", one.path) for one in fields.attachments if not is_external(one.path))
    if isinstance(fields, DirectiveFields) and fields.attachment and not is_external(fields.attachment):
        yield "attachment", fields.attachment
    image = getattr(fields, "image", "")
    if image:
        yield "image", image
