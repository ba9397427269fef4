"""A page costs by what it shows, not by how many pages there are."""

from conftest import MakeSite
from small_site import SmallSite

PAGE = "bai-viet/bai-0010/"


def _posts(count: int) -> dict[str, dict[str, str]]:
    """Posts of which the first fifty have the same neighbours however many follow."""
    return {
        f"bai-viet/bai-{n:04}.md": {
            "date": f"{n % 28 + 1:02}/{n // 28 % 12 + 1}/{2000 + n // 336}",
            "campaign": f"Chuyên đề {n // 25}",
            "directive": f"{n // 25 + 100}-HD/ĐU",
            "author": f"Tổ số {n // 25}",
        }
        for n in range(count)
    }


def test_bytes_of_a_post_do_not_grow_with_the_site(make_site: MakeSite) -> None:
    few, many = (_built(make_site, count) for count in (50, 500))
    assert many.html(PAGE) == few.html(PAGE)
    assert len(many.html("")) < 1.5 * len(few.html(""))


def _built(make_site: MakeSite, count: int) -> SmallSite:
    site = make_site(_posts(count), name=f"co-{count}-bai", share_cards=False)
    site.build()
    return site
