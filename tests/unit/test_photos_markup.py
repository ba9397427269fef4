"""The HTML of photos, as a browser reads it."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache.pictures import PictureFile
from newsroom.photos import Photo, Shown, gallery_html, picture_html, sources

Tag = tuple[str, dict[str, str | None]]


def photo(name: str = "ab12") -> Photo:
    def files(mime: str, ending: str, *widths: int) -> list[PictureFile]:
        return [PictureFile(f"assets/anh/{name}-{w}.{ending}", w, w * 3 // 4, mime) for w in widths]

    each = [
        *files("image/avif", "avif", 400, 800, 1600),
        *files("image/webp", "webp", 400, 800, 1600),
        *files("image/jpeg", "jpg", 800, 1600),
    ]
    return Photo(tuple(sorted(each, key=lambda file: file.width)))


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_figure_offers_the_best_encoding_first_and_leads_to_the_largest() -> None:
    page = Reader(picture_html(Shown(photo(), "Hội nghị", "Toàn cảnh hội nghị"), base="../../"))
    assert [one["type"] for one in page.all("source")] == ["image/avif", "image/webp"]
    (image,) = page.all("img")
    assert image["src"] == "../../assets/anh/ab12-800.jpg"
    assert (image["width"], image["height"], image["loading"]) == ("1600", "1200", "lazy")
    assert page.all("a")[0]["href"] == "../../assets/anh/ab12-1600.jpg"
    assert page.text == "Toàn cảnh hội nghị"


def test_every_srcset_names_each_width_once() -> None:
    page = Reader(picture_html(Shown(photo(), "x")))
    sets = [str(one["srcset"]) for one in page.all("source") + page.all("img")]
    widths = [[part.split()[1] for part in each.split(", ")] for each in sets]
    assert widths == [["400w", "800w", "1600w"], ["400w", "800w", "1600w"], ["800w", "1600w"]]
    assert all(one["sizes"] for one in page.all("source") + page.all("img"))


def test_the_first_photo_is_loaded_at_once() -> None:
    (image,) = Reader(picture_html(Shown(photo(), "x"), eager=True)).all("img")
    assert (image["loading"], image["fetchpriority"]) == ("eager", "high")


def test_of_a_gallery_only_the_first_is_loaded_at_once() -> None:
    images = Reader(gallery_html([Shown(photo(), "a"), Shown(photo("cd"), "b")], eager=True)).all("img")
    assert [image["loading"] for image in images] == ["eager", "lazy"]


def test_without_a_caption_there_is_no_place_for_one() -> None:
    assert not Reader(picture_html(Shown(photo(), "x"))).all("figcaption")


def test_sources_are_pairs_of_type_and_srcset() -> None:
    assert [mime for mime, _ in sources(photo().files)] == ["image/avif", "image/webp", "image/jpeg"]


@given(st.text(), st.text())
def test_nothing_written_by_an_author_becomes_markup(alt: str, caption: str) -> None:
    page = Reader(picture_html(Shown(photo(), alt, caption)))
    names = [tag for tag, _ in page.tags if tag != "figcaption"]
    assert names == ["figure", "a", "picture", "source", "source", "img"]
    assert page.all("img")[0].keys() == {
        "src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding",
    }  # fmt: skip
