"""Whether pages are what HTML asks for, by parsers of others: syntax, ids, and where links and anchors lead."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

ADDRESSES = ("href", "src", "action", "data", "poster", "cite", "formaction")
VNU = "vnu-jar@26.9.27"  # 30 MB, so it is not among the packages that every test run installs


@dataclass(frozen=True)
class Document:
    """A page of a site; `url` is the address at which readers have it."""

    path: Path
    url: str

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.path.read_bytes())
        return root, [f"line {line}: {code} {data or ''}" for (line, _), code, data in parser.errors]

    @property
    def errors(self) -> list[str]:
        """What the strict parser would stop at, all of it."""
        return self._parsed[1]

    @cached_property
    def ids(self) -> Counter[str]:
        """Those of all elements, templates too."""
        return Counter(one.attrib["id"] for one in self._parsed[0].iter() if "id" in one.attrib)

    @property
    def links(self) -> Iterator[str]:
        """All addresses that the page names, as they stand there."""
        for one in self._parsed[0].iter():
            yield from (one.attrib[name] for name in ADDRESSES if name in one.attrib)
            yield from (part.split()[0] for part in one.attrib.get("srcset", "").split(",") if part.strip())
            if one.tag == "meta" and "://" in one.attrib.get("content", ""):
                yield one.attrib["content"]

    @property
    def references(self) -> Iterator[str]:
        """Ids that other attributes name."""
        for one in self._parsed[0].iter():
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"):
                yield from one.attrib.get(name, "").split()


def documents(site: Path, address: str) -> list[Document]:
    """All pages of a built site."""
    pages = sorted(site.rglob("*.html"))
    return [Document(path, urljoin(address, path.relative_to(site).as_posix())) for path in pages]


def faults(site: Path, address: str) -> list[str]:
    """A line for everything that is wrong in a page of a site that is to be at this address."""
    pages = {page.path: page for page in documents(site, address)}
    return [f"{page.path.relative_to(site)}: {said}" for page in pages.values() for said in _of(page, pages, address)]


def _of(page: Document, pages: dict[Path, Document], address: str) -> Iterator[str]:
    yield from page.errors
    yield from (f"id {name} stands {count} times" for name, count in page.ids.items() if count > 1)
    yield from (f"no element has the id {name}" for name in page.references if name not in page.ids)
    site = page.path.parents[len(urlsplit(page.url).path.strip("/").split("/")) - _depth(address) - 1]
    for link in dict.fromkeys(page.links):
        if said := _leads_nowhere(link, page, pages, site, address):
            yield f"{link} {said}"


def _depth(address: str) -> int:
    return len([part for part in urlsplit(address).path.split("/") if part])


def _leads_nowhere(link: str, page: Document, pages: dict[Path, Document], site: Path, address: str) -> str:
    whole = urljoin(page.url, link)
    if not whole.startswith(address):
        return "" if urlsplit(whole).netloc != urlsplit(address).netloc else "leads out of the site"
    parts = urlsplit(whole[len(address) :])
    place = site / unquote(parts.path)
    place = place / "index.html" if place.is_dir() else place
    if not place.is_file():
        return "leads nowhere"
    name = unquote(parts.fragment)
    known = pages.get(place)
    return "has an anchor that is not there" if name and known and name not in known.ids else ""


def nu_faults(site: Path, tools: Path) -> list[str] | None:
    """What the Nu HTML checker takes for errors; None where there is no Java or no npm to fetch it with."""
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not (shutil.which("java") and shutil.which("npm")):
        return None
    if not jar.is_file():
        tools.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(tools), VNU]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    command = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stderr
    return [f"{one.get('url')}:{one.get('lastLine')}: {one['message']}" for one in json.loads(said)["messages"]]
