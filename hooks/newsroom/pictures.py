"""The pictures of a build: what pages refer to, made ready, and what each place on a page shows of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import groupby
from pathlib import Path, PurePosixPath

from newsroom.addresses import find_target, inside, relative
from newsroom.articles.pages import Page, Reference, line_of
from newsroom.cache.refusals import patiently
from newsroom.card import CardPicture
from newsroom.docs import Docs
from newsroom.frontmatter.schema import DirectiveFields, PageFields, PostFields
from newsroom.media import Player, complaint, player_html
from newsroom.photos import Photo, Prepared, Request, Shown, fallback, gallery_html, picture_html, sources
from newsroom.photos.signatures import Kind, kind_of, moves
from newsroom.problems import Problem

INLINE_WIDTH = 800
_STILL = "ảnh “{}” là ảnh động, người đọc chỉ thấy khung hình đầu; nếu cần cảnh động, hãy đổi thành tệp .mp4"
PLAYED = ("video", "audio")
Prepare = Callable[[Sequence[Request], Path], Prepared]
"""Makes photos ready, in a folder that keeps them."""


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
        data = patiently(docs[self.page.path].read_bytes)
        line = max(line_of(f"]({self.target}", data), line_of(self.target, data))  # a name may be a word of the text
        return Problem(self.page.path, line, "", said, fatal)


@dataclass(frozen=True)
class Pictures:
    """Photos by their path under docs/. Their originals are not published: what leads to one leads to a rendition.

    What is shown like a picture but is a recording gets a player, and is published as it is.
    """

    docs: Docs
    paths: Mapping[str, str]
    photos: Mapping[str, Photo]
    cache: Path
    site_url: str = ""
    refused: frozenset[str] = frozenset()
    """Paths of what is shown and can't be."""

    def kind(self, path: str) -> Kind:
        """What a file of docs/ is."""
        return kind_of(self.docs[path], self.docs.digests[path])

    def uses(self, page: Page[PageFields]) -> Iterator[_Use]:
        """Every picture that a page refers to, as often as it does; what is shown as one must be one."""
        if card := self._card(page):
            yield card
        for use in self._named(page, page.article.pictures):
            if self.kind(use.path) not in PLAYED:
                yield use
        attached = [Reference(path) for path in _attached(page.fields)]
        for use in self._named(page, (*page.article.links, *attached)):
            if self.kind(use.path) == "picture":
                yield use

    def _named(self, page: Page[PageFields], references: Iterable[Reference]) -> Iterator[_Use]:
        for reference in references:
            if path := self.find(reference.target, page.path):
                yield _Use(page, unescape(reference.target), path)

    def _card(self, page: Page[PageFields]) -> _Use | None:
        """The field `image`, else the first picture of the text."""
        if named := getattr(page.fields, "image", ""):
            path = self.find(named, page.path)
            return _Use(page, "", path, crop=True) if path else None
        shown = self._named(page, page.article.pictures)
        return next((replace(use, crop=True) for use in shown if self.kind(use.path) not in PLAYED), None)

    def find(self, target: str, path: str) -> str | None:
        """The file that a link in the file at `path` leads to, None when it leads to none."""
        within = inside(unescape(target), self.site_url) or ""
        place = within.partition("#")[0].partition("?")[0]  # `tai.pdf#page=2`
        return find_target(place, path, self.paths) if place else None

    def _photo(self, target: str, page: Page[PageFields]) -> Photo | None:
        return self.photos.get(self.find(target, page.path) or "")

    def card_photo(self, page: Page[PageFields]) -> Photo | None:
        """The picture by which listings and share cards know a page."""
        card = self._card(page)
        return self.photos.get(card.path) if card else None

    def card_picture(self, page: Page[PageFields]) -> CardPicture | None:
        """The card's photo, cut to the shape of listings. It stands beside the title, so it has no text of its own."""
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
        """Figures for pictures that stand alone, a gallery for several, a player for each recording between them."""
        runs = groupby(references, lambda one: self._player(one, page))
        return "\n".join(player or self._figures(list(run), page) for player, run in runs)

    def _figures(self, references: Sequence[Reference], page: Page[PageFields]) -> str:
        """The first of the page is loaded at once."""
        found = ((self._photo(one.target, page), one) for one in references)
        shown = [Shown(photo, one.alt or one.text, one.text) for photo, one in found if photo]
        eager = references[0] == page.article.pictures[0]  # equal, not the same: the body may have been rendered again
        base = "../" * page.url.count("/")
        if len(shown) > 1:
            return gallery_html(shown, eager=eager, base=base)
        return picture_html(shown[0], eager=eager, base=base) if shown else ""

    def _player(self, reference: Reference, page: Page[PageFields]) -> str:
        """Gives a player for a recording; nothing for a picture."""
        path = self.find(reference.target, page.path)
        if path is None or self.kind(path) not in PLAYED:
            return ""
        first = self.card_photo(page)
        poster = relative(fallback(first.files, INLINE_WIDTH).path, page.url) if first else ""
        address, size = relative(path, page.url), self.docs[path].stat().st_size
        return player_html(Player(self.kind(path), address, reference.text, size, poster))

    def complaints(self, page: Page[PageFields]) -> Iterator[tuple[str, Problem]]:
        """Tells what is wrong with the recordings that a page plays, by path."""
        alone = {place for group in page.article.groups for place in group}
        for place, reference in enumerate(page.article.pictures):
            for use in self._named(page, [reference]):
                if self.kind(use.path) in PLAYED:
                    size = self.docs[use.path].stat().st_size
                    if said := complaint(use.path, self.kind(use.path), size, alone=place in alone):
                        yield use.path, use.problem(self.docs, said.message, fatal=said.fatal)

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
    docs: Docs, pages: Sequence[Page[PageFields]], cache: Path, prepare: Prepare, site_url: str = ""
) -> tuple[Pictures, list[Problem]]:
    """All that the pages refer to; every picture that cannot be used is a problem of each page it is on."""
    pictures = Pictures(docs, {path: path for path in docs if not path.endswith(".md")}, {}, cache, site_url)
    uses = [use for page in pages if not page.is_alone for use in pictures.uses(page)]
    wanted = [Request(docs[use.path], docs.digests[use.path], use.crop) for use in uses]
    ready = prepare(wanted, cache)
    photos = {use.path: ready.photos[docs[use.path]] for use in uses if docs[use.path] in ready.photos}
    told = [
        (use.path, use.problem(docs, str(ready.problems[docs[use.path]]), fatal=use.path not in photos))
        for use in dict.fromkeys(replace(use, crop=False) for use in uses)
        if docs[use.path] in ready.problems
    ]
    told += [one for page in pages if not page.is_alone for one in pictures.complaints(page)]
    still = [use for use in uses if use.path in photos and moves(docs[use.path], docs.digests[use.path])]
    told += [(use.path, use.problem(docs, _STILL.format(PurePosixPath(use.path).name), fatal=False)) for use in still]
    refused = frozenset(path for path, problem in told if problem.fatal)
    return replace(pictures, photos=photos, refused=refused), list(dict.fromkeys(problem for _, problem in told))


def _attached(fields: PageFields) -> Iterator[str]:
    """Lists a page's files to download."""
    if isinstance(fields, PostFields):
        yield from (one.path for one in fields.attachments)
    if isinstance(fields, DirectiveFields) and fields.attachment:
        yield fields.attachment


def warnings(pages: Iterable[Page[PageFields]], docs: Docs, unchecked: Sequence[str]) -> Iterator[Problem]:
    """Pictures without words for those who cannot see them, and pupils without a word of consent."""
    for page in pages:
        off = (*unchecked, *page.fields.unchecked)
        for picture in page.article.pictures:
            if not picture.text and "caption" not in off:
                name = unescape(picture.target)
                said = f"ảnh “{name}” chưa có chú thích; hãy viết vào giữa hai ngoặc vuông: ![chú thích]({name})"
                yield replace(_Use(page, name, "").problem(docs, said, fatal=False), check="caption")
        fields = page.fields
        if isinstance(fields, PostFields) and fields.pupils and not fields.consent and "consent" not in off:
            said = "bài có ảnh học sinh; hãy ghi ai đã đồng ý cho đăng ảnh, ví dụ: consent: Cha mẹ học sinh ký phiếu"
            yield replace(page.problem("pupils", said, fatal=False), check="consent")
