"""The pictures of a build: what pages refer to, made ready, and what each place on a page shows of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import Path

from newsroom.addresses import find_target, is_external, is_picture, relative
from newsroom.articles.pages import Page, Reference, line_of
from newsroom.card import CardPicture
from newsroom.docs import Docs
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.photos import Photo, Request, Shown, fallback, gallery_html, picture_html, prepare_photos, sources
from newsroom.problems import Problem
from newsroom.progress import Progress

INLINE_WIDTH = 800


@dataclass(frozen=True)
class _Use:
    """A picture at `path` that a page names by `target`, empty for its field `image`; in a listing, too, if `crop`."""

    page: Page[PageFields]
    target: str
    path: str
    crop: bool = False

    def problem(self, docs: Docs, said: str, *, fatal: bool) -> Problem:
        """What is wrong with the picture, at the line that names it."""
        if not self.target:
            return self.page.problem("image", said, fatal=fatal)
        line = line_of(self.target, docs[self.page.path].read_bytes())
        return Problem(self.page.path, line, "", said, fatal)


@dataclass(frozen=True)
class Pictures:
    """Photos by their path under docs/. Their originals are not published: what leads to one leads to a rendition."""

    paths: Mapping[str, str]
    photos: Mapping[str, Photo]
    cache: Path

    def uses(self, page: Page[PageFields]) -> Iterator[_Use]:
        """Every picture that a page refers to, as often as it does."""
        card, pictures = self._card_path(page), page.article.pictures
        if card:
            named = getattr(page.fields, "image", "")
            yield _Use(page, "" if named else unescape(pictures[0].target), card, True)
        for reference in (*pictures, *page.article.links):
            if path := self.find(reference.target, page.path):
                yield _Use(page, unescape(reference.target), path)
        if isinstance(page.fields, PostFields):
            found = (self.find(one.path, page.path) for one in page.fields.attachments)
            yield from (_Use(page, path, path) for path in found if path)

    def find(self, target: str, path: str) -> str | None:
        """The picture that a link in the file at `path` leads to, None when it leads to none."""
        return None if is_external(target) else find_target(unescape(target), path, self.paths)

    def _card_path(self, page: Page[PageFields]) -> str | None:
        """The field `image`, else the first picture of the text."""
        pictures = page.article.pictures
        target = getattr(page.fields, "image", "") or (pictures[0].target if pictures else "")
        return self.find(target, page.path) if target else None

    def _photo(self, target: str, page: Page[PageFields]) -> Photo | None:
        return self.photos.get(self.find(target, page.path) or "")

    def card_photo(self, page: Page[PageFields]) -> Photo | None:
        """The picture by which listings and share cards know a page."""
        return self.photos.get(self._card_path(page) or "")

    def card_picture(self, page: Page[PageFields]) -> CardPicture | None:
        """The same, cut to the shape of listings. It stands beside the title, so it has no text of its own."""
        photo = self.card_photo(page)
        if photo is None:
            return None
        src = fallback(photo.crops)
        return CardPicture(src.path, src.width, src.height, "", sources(photo.crops)[:-1])

    def address(self, path: str) -> str | None:
        """Where readers see a picture large."""
        photo = self.photos.get(path)
        return fallback(photo.files, photo.width).path if photo else None

    def inline(self, reference: Reference, page: Page[PageFields]) -> str:
        """The address of a picture within a line of text."""
        photo = self._photo(reference.target, page)
        return escape(relative(fallback(photo.files, INLINE_WIDTH).path, page.url)) if photo else ""

    def group(self, references: Sequence[Reference], page: Page[PageFields]) -> str:
        """Figures for pictures that stand alone, a gallery for several; the first of the page is loaded at once."""
        found = ((self._photo(one.target, page), one) for one in references)
        shown = [Shown(photo, one.alt or one.text, one.text) for photo, one in found if photo]
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
        photo = self.photos.get(path or "")
        if photo is None or path in {self.find(one.target, page.path) for one in page.article.pictures}:
            return ""
        shown = Shown(photo, fields.image_caption or page.title, fields.image_caption)
        return picture_html(shown, eager=True, base="../" * page.url.count("/")) + "\n"

    def published(self) -> dict[str, Path]:
        """Every file to publish, by its path in the site, and where its bytes lie."""
        photos = self.photos.values()
        return {file.path: file.stored(self.cache) for photo in photos for file in (*photo.files, *photo.crops)}


def prepare_pictures(
    docs: Docs, pages: Sequence[Page[PageFields]], cache: Path, progress: Progress
) -> tuple[Pictures, list[Problem]]:
    """All that the pages refer to; every picture that cannot be used is a problem of each page it is on."""
    pictures = Pictures({path: path for path in docs if is_picture(path)}, {}, cache)
    uses = [use for page in pages if not page.is_alone for use in pictures.uses(page)]
    wanted = [Request(docs[use.path], docs.digests[use.path], use.crop) for use in uses]
    ready = prepare_photos(wanted, cache, progress=progress)
    photos = {use.path: ready.photos[docs[use.path]] for use in uses if docs[use.path] in ready.photos}
    problems = [
        use.problem(docs, str(ready.problems[docs[use.path]]), fatal=use.path not in photos)
        for use in dict.fromkeys(replace(use, crop=False) for use in uses)
        if docs[use.path] in ready.problems
    ]
    return replace(pictures, photos=photos), problems


def warnings(pages: Iterable[Page[PageFields]], docs: Docs) -> Iterator[Problem]:
    """Pictures without words for those who cannot see them, and pupils without a word of consent."""
    for page in pages:
        for picture in page.article.pictures:
            if not picture.text:
                name = unescape(picture.target)
                said = f"ảnh “{name}” chưa có chú thích; hãy viết vào giữa hai ngoặc vuông: ![chú thích]({name})"
                yield _Use(page, name, "").problem(docs, said, fatal=False)
        fields = page.fields
        if isinstance(fields, PostFields) and fields.pupils and not fields.consent:
            said = "bài có ảnh học sinh; hãy ghi ai đã đồng ý cho đăng ảnh, ví dụ: consent: Cha mẹ học sinh ký phiếu"
            yield page.problem("pupils", said, fatal=False)
