"""Links, pictures and attachments that lead nowhere, told to their authors."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from newsroom.addresses import UNFIT, find_target, unfit_in, url_of
from newsroom.articles.pages import PICTURE, Page, Reference, line_in
from newsroom.cache.refusals import patiently
from newsroom.frontmatter.schema import PageFields
from newsroom.labels import NEWS
from newsroom.layout_ids import is_layout_id
from newsroom.linking import Linker, files_named
from newsroom.plan import Planned
from newsroom.problems import Problem, suggest
from newsroom.slips import meant_address
from newsroom.vietnamese import nfc

_OWN_DISK = re.compile(r"[a-z]:|file:|\\", re.IGNORECASE)
_PREVIEW = re.compile(r"(?:https?:)?//(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?:[:/]|\Z)", re.IGNORECASE)
_VIDEO = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|tiktok\.com|fb\.watch)/", re.IGNORECASE
)
_NOTES = re.compile(r"fn(?:ref)?\d*:|__")
_SHOWN = 5  # names of places
_HINTS = 100  # guesses for one page: whoever has more dead links than that has moved a folder


class DeadLinks:
    """Knows of what can be meant by a link that leads nowhere, too: hidden pages, files that could not be read."""

    def __init__(
        self,
        linker: Linker,
        plan: Mapping[str, Planned],
        files: Mapping[str, Path],
        hidden: Iterable[Page[PageFields]],
    ) -> None:
        self._linker, self._plan, self._files = linker, plan, files
        self._beside: dict[str, list[str]] = {}
        for path in sorted(files):
            self._beside.setdefault(posixpath.dirname(path), []).append(posixpath.basename(path))
        self._texts: dict[str, str] = {}
        self._hints: Counter[str] = Counter()
        self._hidden = {key: "" for page in hidden for key in (page.path, page.url)}
        known = self._hidden.keys() | {planned.page.path for planned in plan.values() if planned.page}
        unread = [path for path in files if path.endswith(".md") and path not in known]
        self._unread = {key: "" for path in unread for key in (path, url_of(path))}

    def check(self, page: Page[PageFields]) -> Iterator[Problem]:
        """All of a page, at their lines."""
        for link in dict.fromkeys(page.article.links):
            yield from self._link(page, link)
        for picture in dict.fromkeys(reference.target for reference in page.article.pictures):
            if self._linker.inside(picture) is None:
                yield self._at(page, picture, _from_elsewhere(picture))
            else:
                yield from self._picture(page, picture)
        for embed in dict.fromkeys(page.article.embeds):
            said = f"bài nhúng nội dung từ “{embed}”, nơi sẽ biết ai đang đọc; hãy thay bằng một liên kết"
            yield self._at(page, embed, said)
        for field, path in files_named(page.fields):
            yield from self._field(page, field, path)

    def _picture(self, page: Page[PageFields], picture: str) -> Iterator[Problem]:
        found = self._linker.find(picture, page.path)
        if found is None or self._named_as_written(unescape(picture), page):
            yield from self._broken(page, picture, picture, "ảnh")
        elif not self._is_file(found):
            said = f"“{picture}” là một trang, không phải ảnh; hãy viết thành liên kết: [tên trang]({picture})"
            yield self._at(page, picture, said)

    def _is_file(self, url: str) -> bool:
        return url.partition("#")[0].partition("?")[0] in self._files

    def _field(self, page: Page[PageFields], field: str, path: str) -> Iterator[Problem]:
        inside = self._linker.inside(path)
        if inside is None:
            if meant := meant_address(path):
                yield page.problem(field, f"địa chỉ “{path}” viết sai; hãy viết “{meant}”")
            return
        found = self._linker.find(path, page.path)
        if found is None or self._named_as_written(inside, page):
            yield page.problem(field, f"không có tệp “{path}”{self._advice(inside, page, 'hãy đặt tệp cạnh bài')}")
        elif not self._is_file(found):
            yield page.problem(field, f"“{path}” là một trang, không phải tệp; hãy đặt liên kết trong bài")

    def _link(self, page: Page[PageFields], link: Reference) -> Iterator[Problem]:
        target = unescape(link.target)
        inside = self._linker.inside(target)
        if target in ("", "#"):
            yield self._empty(page, link)
        elif target.startswith("#"):
            yield from self._place(page, target, page, nfc(target[1:]))
        elif inside is None:
            yield from self._elsewhere(page, target)
        elif (found := self._linker.live(target, page.path)) is None or self._named_as_written(inside, page):
            yield from self._broken(page, target, inside, "liên kết")
        else:
            url, _, fragment = found.partition("#")
            planned = self._plan.get(url.partition("?")[0])
            if planned and fragment:
                yield from self._place(page, target, planned.page, unquote(fragment))

    def _empty(self, page: Page[PageFields], link: Reference) -> Problem:
        if link.text == PICTURE:
            said = "có ảnh không ghi tên tệp; hãy ghi tên tệp vào giữa hai dấu ngoặc ( ), hoặc xoá ![ ]( )"
        else:
            said = "có liên kết không ghi địa chỉ; hãy ghi địa chỉ vào giữa hai dấu ngoặc ( ), hoặc chỉ để lại chữ"
        text = patiently(self._files[page.path].read_bytes).decode("utf-8-sig")
        places = re.finditer(r"(!?)\[[^\]\n]*\]\((?:\s*|<>|#)(?:\s*[\"'][^)\n]*)?\)|(?:href|src)=[\"']#?[\"']", text)
        at = (one.start() for one in places if one[0].startswith(("!", "src")) == (link.text == PICTURE))
        return Problem(page.path, text.count("\n", 0, next(at, 0)) + 1, "", said)

    def _elsewhere(self, page: Page[PageFields], target: str) -> Iterator[Problem]:
        if _PREVIEW.match(target):
            said = "dẫn tới bản xem thử trên máy riêng; hãy ghi đường dẫn tới tệp .md của bài ấy"
            yield self._at(page, target, f"liên kết “{target}” {said}")
        elif meant := meant_address(target):
            yield self._at(page, target, f"liên kết “{target}” viết sai địa chỉ; hãy viết “{meant}”")

    def _place(
        self, page: Page[PageFields], target: str, other: Page[PageFields] | None, name: str
    ) -> Iterator[Problem]:
        """Whether a page has a place of that name; what its own template has is not known."""
        names = other.article.anchors if other else ()
        if name in names or is_layout_id(name) or name.startswith(":~:") or (other and other.fields.template):
            return
        named = [one for one in dict.fromkeys(names) if not _NOTES.match(one)]
        meant = suggest(name, named)
        known = ", ".join(f"#{one}" for one in named[:_SHOWN]) + (", …" if named[_SHOWN:] else "")
        hint = f"có phải ý bạn là “#{meant}”?" if meant else f"ở đó có: {known}" if known else "ở đó không có mục nào"
        said = f"liên kết “{target}” dẫn tới mục “{name}” không có ({hint}); hãy ghi lại tên mục, hoặc bỏ từ dấu #"
        yield self._at(page, target, said)

    def _broken(self, page: Page[PageFields], target: str, inside: str, what: str) -> Iterator[Problem]:
        target, inside = unescape(target), unescape(inside)
        misnamed = self._named_as_written(inside, page)
        if not misnamed and find_target(inside, page.path, self._unread) is not None:
            return  # what is wrong with that page has been told
        gone = not misnamed and self._linker.find(target, page.path) is not None
        if gone:
            said = f"dẫn tới bài đã gỡ nên tạm dẫn về /{NEWS.url}; hãy bỏ liên kết"
        elif not misnamed and find_target(inside, page.path, self._hidden) is not None:
            said = "dẫn tới bài chưa đăng; hãy bỏ liên kết hoặc đăng bài đó"
        elif _OWN_DISK.match(target):
            said = "dẫn tới tệp trên máy riêng; hãy chép tệp vào cạnh bài và chỉ ghi tên tệp"
        elif meant := meant_address(target):
            said = f"viết sai địa chỉ; hãy viết “{meant}”"
        else:
            said = f"không dẫn tới đâu{self._advice(inside, page, 'hãy xem lại tên tệp hoặc địa chỉ')}"
        yield self._at(page, target, f"{what} “{target}” {said}", fatal=not gone)

    def _at(self, page: Page[PageFields], text: str, said: str, *, fatal: bool = True) -> Problem:
        if page.path not in self._texts:
            self._texts[page.path] = nfc(patiently(self._files[page.path].read_bytes).decode("utf-8-sig"))
        whole = self._texts[page.path]
        written = text if text in whole else text.removeprefix("https://")  # `www.…` may have been typed without
        return Problem(page.path, line_in(whole, written), "", said, fatal)

    def _advice(self, target: str, page: Page[PageFields], usual: str) -> str:
        """What to do, with a guess among the files beside the page; some names of files no link can have."""
        meant = self._near(target, page)
        if sign := unfit_in(meant):
            said = f": tên “docs/{meant}” có “{sign}”, không dùng được trong địa chỉ"
            return f"{said}; hãy đổi thành “docs/{UNFIT.sub('-', meant)}” chẳng hạn, rồi ghi tên mới vào bài"
        return (f" (có phải ý bạn là “{posixpath.basename(meant)}”?)" if meant else "") + f"; {usual}"

    def _near(self, target: str, page: Page[PageFields]) -> str:
        """The file beside the page that a target must mean, if not what it is a slip of; empty if there is none."""
        if found := self._named_as_written(target, page):
            return found
        folder, name = posixpath.split(_joined(unquote(target), page.path))
        self._hints[page.path] += 1
        meant = suggest(name, self._beside.get(folder, ())) if self._hints[page.path] <= _HINTS else None
        return posixpath.join(folder, meant) if meant else ""

    def _named_as_written(self, target: str, page: Page[PageFields]) -> str:
        """The file that has a whole target for its name, where in an address it ends before the name does."""
        path = _joined(target, page.path) if "#" in target or "?" in target else ""
        return path if path in self._files else ""


def _joined(target: str, start: str) -> str:
    """The path under docs/ that a target of the file at `start` would be."""
    folder = "" if target.startswith("/") else posixpath.dirname(start)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/")))


def _from_elsewhere(picture: str) -> str:
    """What to say of a picture that is no file of the site."""
    if picture.lstrip().lower().startswith("data:"):
        return "ảnh dán thẳng vào chữ (data:…) không dùng được; hãy lưu thành tệp ảnh, đặt cạnh bài rồi ghi tên tệp"
    if _VIDEO.match(picture):
        return f"“{picture}” là video ở trang khác, không phải ảnh; hãy viết thành liên kết: [tên video]({picture})"
    return f"ảnh “{picture}” ở trang khác; hãy tải ảnh về, đặt cạnh bài rồi ghi tên tệp"
