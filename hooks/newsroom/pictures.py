"""The pictures of a build: what pages refer to, made ready, and what each place on a page shows of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from pathlib import Path

from newsroom.addresses import find_target, is_external, is_picture, relative
from newsroom.articles.pages import Page, Reference, line_of
from newsroom.card import CardPicture
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.photos import Photo, Prepared, Request, fallback, gallery_html, picture_html, prepare_all, sources
from newsroom.photos import Shown as ShownPhoto
from newsroom.photos.pool import Progress
from newsroom.problems import Problem

INLINE_WIDTH = 800


class Pictures:
    """Photos by their path under docs/. Their originals are not published: what leads to one leads to a rendition."""

    def __init__(self, files: Mapping[str, Path], cache: Path) -> None:
        self._files = {path: files[path] for path in files if is_picture(path)}
        self._addresses = {path: path for path in self._files}
        self._places = files
        self.cache = cache
        self._ready = Prepared()

    def prepare(self, pages: Sequence[Page[PageFields]], progress: Progress) -> Iterator[Problem]:
        """Makes all that the pages refer to; every picture that cannot be used is a problem of each page it is on."""
        wanted = [(page, list(self._wanted(page))) for page in pages if not page.is_alone]
        requests = [Request(self._files[path], crop) for _, found in wanted for _, path, crop in found]
        self._ready = prepare_all(requests, self.cache, progress=progress)
        for page, found in wanted:
            for target, path in dict.fromkeys((target, path) for target, path, _ in found):
                if error := self._ready.problems.get(self._files[path]):
                    yield self._problem(page, target, str(error))

    def _problem(self, page: Page[PageFields], target: str, said: str) -> Problem:
        if target == "":
            return page.problem("image", said)
        return Problem(page.path, line_of(target, self._places[page.path].read_bytes()), "", said)

    def _wanted(self, page: Page[PageFields]) -> Iterator[tuple[str, str, bool]]:
        """(target as written, path, whether a listing shows it too); the target of the field `image` is empty."""
        card = self._card_path(page)
        if card:
            named = getattr(page.fields, "image", "")
            yield "" if named else unescape(page.article.pictures[0].target), card, True
        for reference in (*page.article.pictures, *page.article.links):
            if path := self.find(reference.target, page.path):
                yield unescape(reference.target), path, False
        if isinstance(page.fields, PostFields):
            found = (self.find(one.path, page.path) for one in page.fields.attachments)
            yield from ((path, path, False) for path in found if path)

    def find(self, target: str, path: str) -> str | None:
        """The picture that a link in the file at `path` leads to, None when it leads to none."""
        return None if is_external(target) else find_target(unescape(target), path, self._addresses)

    def _card_path(self, page: Page[PageFields]) -> str | None:
        """The field `image`, else the first picture of the text."""
        pictures = page.article.pictures
        target = getattr(page.fields, "image", "") or (pictures[0].target if pictures else "")
        return self.find(target, page.path) if target else None

    def photo(self, path: str | None) -> Photo | None:
        """A picture that is ready."""
        return self._ready.photos.get(self._files[path]) if path in self._files else None

    def card_photo(self, page: Page[PageFields]) -> Photo | None:
        """The picture by which listings and share cards know a page."""
        return self.photo(self._card_path(page))

    def card_picture(self, page: Page[PageFields]) -> CardPicture | None:
        """The same, cut to the shape of listings. It stands beside the title, so it has no text of its own."""
        photo = self.card_photo(page)
        if photo is None:
            return None
        src = fallback(photo.crops)
        return CardPicture(src.path, src.width, src.height, "", sources(photo.crops)[:-1])

    def address(self, path: str) -> str | None:
        """Where readers see a picture large."""
        photo = self.photo(path)
        return fallback(photo.files, photo.width).path if photo else None

    def inline(self, reference: Reference, page: Page[PageFields]) -> str:
        """The address of a picture within a line of text."""
        photo = self.photo(self.find(reference.target, page.path))
        return escape(relative(fallback(photo.files, INLINE_WIDTH).path, page.url)) if photo else ""

    def group(self, references: Sequence[Reference], page: Page[PageFields]) -> str:
        """Figures for pictures that stand alone, a gallery for several; the first of the page is loaded at once."""
        found = ((self.photo(self.find(one.target, page.path)), one) for one in references)
        shown = [ShownPhoto(photo, one.alt or one.text, one.text) for photo, one in found if photo]
        eager = references[0] == page.article.pictures[0]  # equal, not the same: the body may have been rendered again
        base = "../" * page.url.count("/")
        if len(shown) == 1:
            return picture_html(shown[0], eager=eager, base=base)
        return gallery_html(shown, eager=eager, base=base)

    def lead(self, page: Page[PageFields]) -> str:
        """A post's field `image` as a figure above its text, unless the text shows that picture itself."""
        fields = page.fields
        if not isinstance(fields, PostFields) or not fields.image:
            return ""
        path = self.find(fields.image, page.path)
        photo = self.photo(path)
        if photo is None or path in {self.find(one.target, page.path) for one in page.article.pictures}:
            return ""
        shown = ShownPhoto(photo, fields.image_caption or page.title, fields.image_caption)
        return picture_html(shown, eager=True, base="../" * page.url.count("/")) + "\n"

    def published(self) -> dict[str, Path]:
        """Every file to publish, by its path in the site, and where its bytes lie."""
        photos = self._ready.photos.values()
        return {file.path: file.stored(self.cache) for photo in photos for file in (*photo.files, *photo.crops)}


def warnings(pages: Iterable[Page[PageFields]], files: Mapping[str, Path]) -> Iterator[Problem]:
    """Pictures without words for those who cannot see them, and pupils without a word of consent."""
    for page in pages:
        for picture in page.article.pictures:
            if not picture.text:
                line = line_of(unescape(picture.target), files[page.path].read_bytes())
                name = unescape(picture.target)
                said = f"ảnh “{name}” chưa có chú thích; hãy viết vào giữa hai ngoặc vuông: ![chú thích]({name})"
                yield Problem(page.path, line, "", said, fatal=False)
        fields = page.fields
        if isinstance(fields, PostFields) and fields.pupils and not fields.consent:
            said = "bài có ảnh học sinh; hãy ghi ai đã đồng ý cho đăng ảnh, ví dụ: consent: Cha mẹ học sinh ký phiếu"
            yield page.problem("pupils", said, fatal=False)
