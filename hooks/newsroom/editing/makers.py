"""Files to download that name whoever made them, where no reader looks but anybody can."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from newsroom.articles.pages import Page, line_of
from newsroom.cache.refusals import patiently
from newsroom.cache.store import digest_of
from newsroom.docs import Docs
from newsroom.frontmatter.schema import PageFields
from newsroom.problems import Problem
from newsroom.properties import Properties, properties_of

_BY_SETTING = "ghi clean_attachments: true trong mkdocs.yml"
_BY_HAND = (
    "mở tệp bằng Word hay Excel, vào File > Info > Inspect Document, xoá thuộc tính rồi lưu (PDF thì xuất lại), hoặc "
    + _BY_SETTING
)
_OF_PICTURES = f"nén ảnh bằng Compress Pictures trong Word (PDF thì xuất lại), hoặc {_BY_SETTING}"
_LARGE = (
    "giải nén ra quá 500 MB nên máy không xoá thuộc tính, cả nơi chụp ghi trong ảnh; hãy nén ảnh bằng Compress "
    "Pictures, chia thành nhiều tệp, hoặc đăng bản PDF"
)
_FIXED = "đăng bản khác: tệp đã ký số, máy không xoá vì sửa là hỏng chữ ký"


class Makers:
    """What files say of their makers; `known` are those seen before, by the digest of what is in them."""

    def __init__(self, docs: Docs, known: dict[str, Properties]) -> None:
        self._docs = docs
        self._known = known
        self.seen: dict[str, Properties] = {}

    def of(self, path: str) -> Properties:
        """Gives what a file of docs/ says of its makers, nothing where it can't be opened."""
        try:
            digest = self._docs.digests[path] or digest_of(patiently(self._docs[path].read_bytes))
        except OSError:
            return Properties()
        key = f"{digest}{PurePosixPath(path).suffix.lower()}"
        if key not in self.seen:
            self.seen[key] = self._known[key] if key in self._known else properties_of(self._docs[path])
        return self.seen[key]


def made_by(
    page: Page[PageFields], files: Iterable[tuple[str, str]], docs: Docs, makers: Makers, *, cleans: bool
) -> Iterator[Problem]:
    """What a page gives to download; where the build `cleans` files, those alone that it can't clean."""
    for path, _ in files:
        found = makers.of(path)
        if found.is_fixed or found.is_large or not cleans:
            name = PurePosixPath(path).name
            for said in _said(name, found, cleans=cleans):
                line = line_of(name, patiently(docs[page.path].read_bytes))
                yield Problem(page.path, line, "", said, fatal=False, check="maker")


def _said(name: str, found: Properties, *, cleans: bool) -> Iterator[str]:
    if cleans and found.is_large:
        yield f"tệp “{name}” {_LARGE}"
        return
    if found.makers:
        said = f"thuộc tính của tệp “{name}” còn ghi {', '.join(f'“{one}”' for one in found.makers[:5])}; nếu không "
        yield f"{said}muốn ai cũng đọc được thì {_FIXED if found.is_fixed else _BY_HAND}"
    if found.tells_place:
        said = f"ảnh trong tệp “{name}” còn ghi nơi chụp; nếu không muốn ai cũng biết thì "
        yield f"{said}{_FIXED if found.is_fixed else _OF_PICTURES}"
