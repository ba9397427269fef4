"""Photos in real builds: what is published of them, and what is said of those that can't be."""

import io
from pathlib import Path

import pytest
from PIL import Image

from conftest import MakeSite
from making_pictures import SECRETS, animation, as_bytes, bomb, phone_heic, phone_jpeg, photo_like
from newsroom.processes import map_each
from small_site import SmallSite

POST = "bai-viet/a/index.md"


def published(site: SmallSite) -> dict[str, bytes]:
    """Every picture of the built site."""
    endings = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".gif", ".svg")
    return {path: data for path, data in site.bytes().items() if path.lower().endswith(endings)}


@pytest.fixture
def photos(make_site: MakeSite) -> SmallSite:
    """A post with a turned JPEG, an iPhone's HEIC, and a link to a third picture."""
    site = make_site()
    upright = photo_like(900, 600)
    site.build(
        {
            POST: {"body": "![Sân trường](Ảnh 1.JPG)\n\n![Thư viện](b.heic)\n\nXem [ảnh lớn](c.jpg).\n"},
            "bai-viet/a/Ảnh 1.JPG": phone_jpeg(upright, 6),
            "bai-viet/a/b.heic": phone_heic(photo_like(600, 450, seed=2)),
            "bai-viet/a/c.jpg": phone_jpeg(photo_like(500, 400, seed=3)),
        }
    )
    return site


def test_nothing_but_pixels_is_published(photos: SmallSite) -> None:
    pictures = published(photos)
    assert len(pictures) > 10
    for path, data in pictures.items():
        assert not [secret for secret in SECRETS if secret in data], path
        if path.endswith(".svg"):  # the site's own signs
            continue
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert not dict(image.getexif()), path
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info), path


def test_originals_stay_home_and_links_lead_to_renditions(photos: SmallSite) -> None:
    assert not [path for path in published(photos) if path.startswith("bai-viet/")]
    page = photos.page("bai-viet/a/")
    assert page.link("ảnh lớn").startswith("../../assets/anh/")
    assert not [link for link in page.links if link.endswith((".heic", "c.jpg")) and "assets" not in link]


def test_a_photo_is_a_figure_with_its_size_and_caption(photos: SmallSite) -> None:
    page = photos.page("bai-viet/a/")
    images = [one for tag, one in page.elements if tag == "img" and "assets/anh" in one.get("src", "")]
    assert [image["alt"] for image in images if image["alt"]] == ["Sân trường", "Thư viện"]
    first, second = (image for image in images if image["alt"])
    assert (first["width"], first["height"]) == ("900", "600")  # upright, though it was stored turned
    assert first["loading"] == "eager"
    assert second["loading"] == "lazy"
    assert page.all("figcaption") == ["Sân trường", "Thư viện"]
    assert 'class="gallery"' in photos.html("bai-viet/a/")


def test_the_image_of_the_frontmatter_stands_above_the_text_once(make_site: MakeSite) -> None:
    named = {"image": "a.jpg", "image_caption": "Buổi họp"}
    site = make_site({POST: named, "bai-viet/b/index.md": {**named, "body": "![Họp](a.jpg)"}})
    photo = phone_jpeg(photo_like())
    site.build({"bai-viet/a/a.jpg": photo, "bai-viet/b/a.jpg": photo})
    assert site.page("bai-viet/a/").all("figcaption") == ["Buổi họp"]
    assert site.page("bai-viet/b/").all("figcaption") == ["Họp"]


def test_what_is_done_to_a_published_picture_does_not_last(photos: SmallSite) -> None:
    """They may be links to the files in the cache, which are then found changed."""
    before = published(photos)
    for path, data in before.items():
        (photos.site / path).write_bytes(data[:-1] + b"?" if "/the/" in path else b"")
    photos.build()
    assert published(photos) == before


def test_a_picture_that_is_replaced_leaves_the_one_in_the_cache(photos: SmallSite) -> None:
    before = published(photos)
    photos.build({POST: {"title": "Khác"}})
    assert published(photos).keys() != before.keys()
    photos.build({POST: {"body": "![Sân trường](Ảnh 1.JPG)\n\n![Thư viện](b.heic)\n\nXem [ảnh lớn](c.jpg).\n"}})
    assert published(photos) == before


def test_a_listing_shows_the_first_photo_cropped(photos: SmallSite) -> None:
    images = [one for tag, one in photos.page("").elements if tag == "img" and "-crop-" in one["src"]]
    assert images
    assert int(images[0]["width"]) / int(images[0]["height"]) == pytest.approx(1.5, abs=0.01)


def test_every_post_and_listing_has_a_share_card(photos: SmallSite) -> None:
    for url in ("", "bai-viet/a/", "chi-bo/chi-bo-truong-thcs-ai-mo/", "tac-gia/to-toan-tin/"):
        metas = {one.get("property"): one.get("content", "") for tag, one in photos.page(url).elements if tag == "meta"}
        card = photos.site / metas["og:image"].removeprefix("https://example.test/")
        with Image.open(card) as image:
            assert image.size == (1200, 630), url


def test_a_document_that_is_only_mentioned_has_no_share_card_of_its_own(make_site: MakeSite) -> None:
    body = "Theo Chỉ thị 05-CT/TW và Hướng dẫn 27-HD/ĐU."
    site = make_site({"bai-viet/a.md": {"body": body, "directive": "27-HD/ĐU"}}, share_cards=True)
    site.build()
    assert _share_card(site, "van-ban/05-ct-tw/") == _share_card(site, "")
    assert _share_card(site, "van-ban/27-hd-du/") != _share_card(site, "")
    page = "---\nsymbol: 05-CT/TW\ntitle: Chỉ thị 05\n---\n"
    site.build({"van-ban/05-ct-tw.md": page})
    assert _share_card(site, "van-ban/05-ct-tw/") != _share_card(site, "")


def test_an_old_post_without_a_photo_is_shared_with_the_card_of_its_campaign_or_cell(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.share.SHARED", 1)
    fields = {"author": "Tổ Toán – Tin", "cell": "Chi bộ trường THCS Ái Mộ"}
    posts = {
        "bai-viet/a.md": {"title": "A", "date": "2022-04-01", "campaign": "Tự soi, tự sửa", **fields},
        "bai-viet/b.md": {"title": "B", "date": "2022-04-02", **fields},
        "bai-viet/c.md": {"title": "C", "date": "2022-04-03", **fields},
    }
    site = make_site(posts, share_cards=True)
    site.build()
    cards = {name: _share_card(site, f"bai-viet/{name}/") for name in "abc"}
    assert cards["a"] == _share_card(site, "chuyen-de/tu-soi-tu-sua/")
    assert cards["b"] == _share_card(site, "chi-bo/chi-bo-truong-thcs-ai-mo/")
    assert cards["c"] not in {cards["b"], _share_card(site, "")}
    assert all((site.site / card.removeprefix("https://example.test/")).is_file() for card in cards.values())


def _share_card(site: SmallSite, url: str) -> str:
    return next(one["content"] for _, one in site.page(url).elements if one.get("property") == "og:image")


def test_a_second_build_does_no_picture_work(photos: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[object] = []

    def watched(task, items, *rest):  # type: ignore[no-untyped-def]
        worked.extend(items)
        return map_each(task, items, *rest)

    before = published(photos)
    for module in ("newsroom.photos.batch", "newsroom.cards.batch"):
        monkeypatch.setattr(f"{module}.map_each", watched)
    photos.build()
    assert published(photos) == before
    assert worked == []
    photos.build({"bai-viet/a/c.jpg": phone_jpeg(photo_like(500, 400, seed=4))})
    assert len(worked) == 1


def test_bad_pictures_are_all_told_at_once_with_post_and_line(make_site: MakeSite) -> None:
    whole = phone_jpeg(photo_like())
    bad = {
        "hong.jpg": whole[: len(whole) // 3],
        "rong.jpg": b"",
        "chu.jpg": "Đây là chữ".encode(),
        "bom.png": bomb(),
        "ma.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    }
    body = "".join(f"![Ảnh]({name})\n\n" for name in (*bad, "thieu.jpg"))
    site = make_site({POST: {"body": body}, **{f"bai-viet/a/{name}": data for name, data in bad.items()}})
    problems = site.try_build().problems
    assert len(problems) == 6
    text = (site.docs / POST).read_text(encoding="utf-8").split("\n")
    for name, problem in zip((*bad, "thieu.jpg"), problems, strict=True):
        assert name in problem
        assert text[int(problem.split(":")[1]) - 1] == f"![Ảnh]({name})"
    assert not site.site.exists()


def test_a_photo_without_its_last_bytes_is_shown_and_its_author_reminded(make_site: MakeSite) -> None:
    site = make_site({POST: {"body": "Chữ.\n\n![Họp](cut.jpg)\n"}, "bai-viet/a/cut.jpg": phone_jpeg(photo_like())[:-2]})
    for _ in range(2):
        (problem,) = site.build().problems
        line = (site.docs / POST).read_text(encoding="utf-8").split("\n").index("![Họp](cut.jpg)") + 1
        assert problem.startswith(f"docs/{POST}:{line}: ảnh “cut.jpg” có vẻ bị cắt")
        assert site.page("bai-viet/a/").all("figcaption") == ["Họp"]


def test_odd_pictures_work(make_site: MakeSite) -> None:
    odd = {
        "Ngang.JPG": as_bytes(photo_like().convert("CMYK"), "JPEG"),
        "dong.gif": animation(),
        "muoi-sau.png": as_bytes(Image.new("I;16", (300, 200), 40_000), "PNG"),
        "trong.png": as_bytes(Image.new("RGBA", (300, 200), (200, 0, 0, 90)), "PNG"),
    }
    body = "".join(f"![Ảnh]({name})\n\n" for name in odd)
    site = make_site({POST: {"body": body}, **{f"bai-viet/a/{name}": data for name, data in odd.items()}})
    site.build()
    assert len(site.page("bai-viet/a/").all("figcaption")) == 4


def test_a_picture_without_words_and_pupils_without_consent_are_warned_of(make_site: MakeSite) -> None:
    site = make_site({POST: {"pupils": "true", "body": "Chữ.\n\n![](a.jpg)\n"}})
    outcome = site.build({"bai-viet/a/a.jpg": phone_jpeg(photo_like())})
    consent, caption = sorted(outcome.problems, key=lambda line: "chú thích" in line)
    assert "đồng ý" in consent
    assert "pupils" in consent
    line = (site.docs / POST).read_text(encoding="utf-8").split("\n").index("![](a.jpg)") + 1
    assert caption.startswith(f"docs/{POST}:{line}: ")
    assert "a.jpg" in caption


def test_the_sample_site_gives_nothing_away(built_site: Path) -> None:
    pictures = [path for path in built_site.rglob("*") if path.suffix in (".jpg", ".png", ".webp", ".avif")]
    assert pictures
    for path in pictures:
        with Image.open(path) as image:
            assert not dict(image.getexif()), path
            assert not {"exif", "xmp", "icc_profile"} & set(image.info), path
