"""The page of figures on paper and for those who listen: printed by a real browser, and read back."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from conftest import MakeSite
from hosting import serve

POSTS = {
    f"bai-viet/{year}-{month:02}.md": {"date": f"{year}-{month:02}-03", "campaign": f"Chuyên đề {month % 3}"}
    for year in (2023, 2024, 2025)
    for month in range(1, 13)
}
DARKEST = """() => {
  const luminance = colour => {
    const canvas = document.createElement("canvas").getContext("2d")
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
  }
  return [...document.querySelectorAll(".chart rect, .chart text, .figures td")]
    .map(one => luminance(one instanceof SVGElement ? getComputedStyle(one).fill : getComputedStyle(one).color))
}"""


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, make_site: MakeSite, browser: Browser) -> Iterator[Page]:
    site = make_site(POSTS)
    site.build()
    with serve(site.site) as base, browser.new_context(color_scheme=request.param) as context:
        one = context.new_page()
        one.goto(f"{base}thong-ke/")
        yield one


def test_figures_on_paper(page: Page) -> None:
    """Dark on white whatever the screen has, each chart on one page with its heading, and all figures as text."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    pages = ["".join(sheet.extract_text().split()) for sheet in reader.pages]  # a blank may stand beside any mark
    whole = "".join(pages)
    for said in ("Theo tháng", "Theo quý", "Theo chuyên đề", "Tháng 12 năm 2025", "Quý I năm 2024", "Chuyên đề 2"):
        assert said.replace(" ", "") in whole, said
    assert any("Theochuyênđề" in one and "Chuyênđề0" in one for one in pages)
    page.emulate_media(media="print")
    assert max(page.evaluate(DARKEST)) < 0.5
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    overflow = page.evaluate(
        "[...document.querySelectorAll('.chart')].filter(one => one.scrollWidth > one.clientWidth)"
    )
    assert overflow == []


def test_figures_for_those_who_listen(page: Page) -> None:
    """A chart is one picture with a sentence of what it shows; the numbers are in a table of its name."""
    charts = page.get_by_role("main").get_by_role("img")
    assert charts.count() >= 4
    for at in range(charts.count()):
        said = charts.nth(at).aria_snapshot()
        assert "Số bài theo" in said and "Nhiều nhất:" in said
    assert page.get_by_role("table", name="Số bài theo chuyên đề").get_by_role("row").count() == 4
