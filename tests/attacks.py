"""A site made of payloads, and visits to all of its pages: what ran there, and what stands there that could run."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from making_pictures import as_bytes, photo_like
from small_site import Content

IN_A_BODY = 10  # payloads
NAMES = ("x' onerror=ran(1) y='", "x${ran(1)}", "(ran(1))", "javascript;ran(1)", "{{ran(1)}}")
"""Of files; other signs can't be in addresses, and are refused."""
WATCH = """window.ran = n => console.error(`đã chạy: ${n}`);
for (const name of ["alert", "confirm", "prompt"]) window[name] = n => console.error(`đã chạy: ${name}`);
addEventListener("securitypolicyviolation", event =>
  console.error(`đã chạy, bị chặn: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""
# What could run, though nobody has touched it yet; the head and the footer have the site's own scripts.
LEFT = r"""() => {
  const found = [], safe = ["http:", "https:", "mailto:", "tel:"]
  const leads = ["action", "background", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"]
  const scheme = value => { try { return new URL(value, location).protocol } catch { return "https:" } }
  for (const one of document.querySelectorAll("*")) for (const {name, value} of one.attributes) {
    const runs = name.startsWith("on") || ["srcdoc", "style"].includes(name)
    if (runs || (leads.includes(name) && !safe.includes(scheme(value)))) found.push(`${one.tagName} ${name}=${value}`)
  }
  if (document.querySelector("meta[http-equiv=refresh i]")) found.push("meta refresh")
  const never = "base, embed, frame, iframe, link, math, meta, object, script, style, svg:not(.icon, .chart), template"
  for (const one of document.querySelectorAll(`main :is(${never}), .masthead :is(${never})`)) found.push(one.outerHTML)
  for (const one of document.querySelectorAll("main :is(form, input:not([type=checkbox], [type=radio]), textarea)"))
    if (one.closest(".prose")) found.push(one.outerHTML)
  for (const one of document.querySelectorAll("script[type$=json]")) JSON.parse(one.textContent)
  return found
}"""


def site_of(bodies: Sequence[str], fields: Sequence[str]) -> dict[str, Content]:
    """Files: a post for every ten bodies or every field's payload, whichever takes more, and topics of all kinds."""
    told_last = sorted(bodies, key=lambda one: "<!--" in one)  # what opens a comment hides what comes after it
    texts = [
        "\n\n".join(["Mở đầu.", *told_last[at : at + IN_A_BODY], "Kết thúc."])
        for at in range(0, len(bodies), IN_A_BODY)
    ]
    tree: dict[str, Content] = {"bai-viet/anh.jpg": as_bytes(photo_like(), "JPEG")}
    for number in range(max(len(texts), len(fields))):
        one, text = fields[number % len(fields)], texts[number] if number < len(texts) else "Chữ."
        caption = one.replace("[", "(").replace("]", ")")
        shown = f"![{caption}](anh.jpg)\n\n[{caption}](b0.md) theo 27-HD/ĐU{one} và {number}-HD/ĐU.\n\n"
        tree[f"bai-viet/b{number}.md"] = {**_post(one, number), "body": shown + text}
    for number, one in enumerate(fields):
        tree |= _topics(one, number)
    for name in NAMES:
        tree[f"bai-viet/{name}.md"] = {"title": name, "body": f"![{name}](<{name}.jpg>)\n\n[Tệp](<{name}.pdf>)"}
        tree[f"bai-viet/{name}.jpg"] = as_bytes(photo_like(), "JPEG")
        tree[f"bai-viet/{name}.pdf"] = b"%PDF-1.4"
    return tree


def _post(one: str, number: int) -> Mapping[str, Any]:
    return {
        "title": one, "summary": one, "author": [one, f"{one} hai"], "cell": one, "campaign": [one],
        "directive": [f"{number}-HD/ĐU"], "image": "anh.jpg", "image_caption": one, "description": one, "consent": one,
        "pupils": True, "attachments": [{"path": "anh.jpg", "title": one}],
    }  # fmt: skip


def _topics(one: str, number: int) -> Mapping[str, Content]:
    return {
        f"chuyen-de/c{number}.md": {"title": one, "aliases": [f"c{one}"], "description": one, "body": one},
        f"van-ban/v{number}.md": {"symbol": f"{number}-HD/ĐU", "title": one, "issuer": one, "body": one},
        f"chi-bo/d{number}.md": {"title": one, "aliases": [f"d{one}"], "address": one, "contact": one},
        f"tac-gia/t{number}.md": {"title": one, "aliases": [f"t{one}"], "role": one, "description": one},
    }


def settings_of(one: str) -> dict[str, Any]:
    """Every setting that pages show."""
    names = ("name", "school", "parent", "motto", "address", "email", "phone", "responsible")
    return {**dict.fromkeys(names, one), "abbreviations": {"NCKH": f"nghiên cứu {one}"}}


class Visitor:
    """Opens addresses one after the other, and notes what ran or could have."""

    def __init__(self, browser: Browser) -> None:
        self.found: list[str] = []
        self.opened = 0
        context = browser.new_context()
        context.add_init_script(WATCH)
        context.on("console", self._hear)
        self.page = context.new_page()
        self.page.on("dialog", self._dismiss)

    def open(self, address: str) -> Page:
        """Looks through a page once it is there."""
        before = len(self.found)
        self.page.goto(address)
        self.found += self.page.evaluate(LEFT)
        self.found[before:] = [f"{address}: {one}" for one in self.found[before:]]
        self.opened += 1
        return self.page

    def _hear(self, line: ConsoleMessage) -> None:
        if "đã chạy" in line.text:
            self.found.append(line.text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.found.append(f"hộp thoại: {dialog.message}")
        dialog.dismiss()

    def ask(self, address: str) -> None:
        """As above, of the page of results, once it has them."""
        self.open(address)
        expect(self.page.locator("#search-status")).not_to_contain_text("Đang tải", timeout=60_000)
        self.found += [f"{address}: {one}" for one in self.page.evaluate(LEFT)]


def visit_all(visitor: Visitor, site: Path, base: str, asked: Sequence[str]) -> None:
    """Every page and feed; results, the page for lost addresses and a post with each payload in the address."""
    for file in sorted([*site.rglob("*.html"), *site.rglob("feed.xml")]):
        visitor.open(base + quote(file.relative_to(site).as_posix().removesuffix("index.html")))
    for one in asked:
        for address in _addresses(one):
            visitor.ask(base + address) if address.startswith("tim-kiem") else visitor.open(base + address)


def _addresses(one: str) -> Iterator[str]:
    word = quote(one, safe="")
    yield f"tim-kiem/?q={word}"
    yield "tim-kiem/?" + "&".join(
        f"{name}={word}" for name in ("q", "chuyen-de", "van-ban", "chi-bo", "tac-gia", "nam")
    )
    yield f"tim-kiem/?q=a&tu={word}&den={word}&xep={word}&trang={word}#{word}"
    yield f"bai-viet/b0/#{word}"
    yield f"khong-co/{word}/?{word}#{word}"
