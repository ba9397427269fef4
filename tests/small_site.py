"""Small sites as text: a tree of files → a real build → pages that can be asked what their readers see.

    bai-viet/a.md: {title: A, date: 02/4/2022, campaign: "Tự soi, tự sửa"}
    van-ban/x.md: {symbol: 27-HD/ĐU, body: "Một dòng."}
    gioi-thieu.md: "# Giới thiệu"

A mapping is a file's frontmatter, `body` what stands below it; a text is the whole file. Posts need not repeat the
fields that do not matter: author, cell and date have values of their own.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[1]
USUAL = {"author": "Tổ Toán – Tin", "cell": "Chi bộ trường THCS Ái Mộ", "date": "2022-04-01"}
NAV = ["index.md", "chuyen-de/index.md", "van-ban/index.md", "chi-bo/index.md", "tac-gia/index.md", "luu-tru/index.md"]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

Content = bytes | str | Mapping[str, Any]
Tree = str | Mapping[str, Content]


def files_of(tree: Tree) -> dict[str, bytes]:
    """The bytes of every file of a tree, by path under docs/."""
    files: Mapping[str, Content] = (yaml.load(tree, yaml.BaseLoader) or {}) if isinstance(tree, str) else tree
    return {path: _bytes(path, content) for path, content in files.items()}


def _bytes(path: str, content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    if isinstance(content, str):
        return content.encode()
    fields = {**(USUAL if path.startswith("bai-viet/") else {}), **content}
    if path.startswith("bai-viet/"):
        fields.setdefault("title", path.rpartition("/")[2].removesuffix(".md").upper())
    body = fields.pop("body", "Nội dung.\n")
    head = yaml.safe_dump({key: value for key, value in fields.items() if value is not None}, allow_unicode=True)
    return f"---\n{head}---\n\n{body}".encode()


class _Loader(yaml.SafeLoader):
    """Takes what mkdocs.yml says for when nothing is said in the environment."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])  # type: ignore[arg-type]


def usual_settings(**newsroom: Any) -> dict[str, Any]:
    """Those of this project, to be changed and written whole, without Material, which is slow for its 14,000 files."""
    found: dict[str, Any] = yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    found |= {"nav": NAV, "hooks": [str(PROJECT / "hooks/main.py")]}
    found["theme"]["name"] = None
    found["extra"]["newsroom"] |= {"share_cards": False, **newsroom}
    return found


def build(config_file: Path, engine: str, site_dir: Path | None = None, *, serving: bool = False) -> "Outcome":
    """A whole build in this process, as the command line does it; `engine` is mkdocs or properdocs."""
    if engine == "properdocs":
        __import__("properdocs.replacement")  # from here on `mkdocs` is ProperDocs, for hooks and tests alike
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config

    with _listening() as lines:
        try:
            config = load_config(str(config_file), site_dir=str(site_dir) if site_dir else None)
            config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
            run(config)
            config.plugins.on_shutdown()
            code = 0
        except SystemExit as error:  # Abort, by which MkDocs ends the command line
            code = 1 if isinstance(error.code, str) else int(error.code or 0)
    return Outcome(code, "\n".join(lines))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What is logged from WARNING up."""
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield lines
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


@dataclass(frozen=True)
class Outcome:
    """How a build ended; `log` is what it said from WARNING up."""

    code: int
    log: str

    @property
    def problems(self) -> list[str]:
        """The lines that name a file of docs/."""
        return re.findall(r"docs/[^:\n]+:\d+: .*", self.log)


@dataclass
class SmallSite:
    """A project folder of its own, with this project's hooks, templates and settings."""

    root: Path
    engine: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    site_url: str = "https://example.test/"

    def __post_init__(self) -> None:
        self.docs.mkdir(parents=True)
        config = {
            "INHERIT": str(PROJECT / "mkdocs.yml"),
            "hooks": [str(PROJECT / "hooks/main.py")],
            "theme": {"custom_dir": str(PROJECT / "overrides")},
            "extra": {"newsroom": dict(self.settings)},
            "nav": NAV,
            "site_url": self.site_url,
        }
        self.config.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, tree: Tree) -> None:
        """Adds or overwrites files of docs/."""
        for path, content in files_of(tree).items():
            (self.docs / path).parent.mkdir(parents=True, exist_ok=True)
            (self.docs / path).write_bytes(content)

    def try_build(self, tree: Tree = "", *, serving: bool = False) -> Outcome:
        """A build that may fail."""
        self.write(tree)
        return build(self.config, self.engine, serving=serving)

    def build(self, tree: Tree = "", *, serving: bool = False) -> Outcome:
        """A build that must not fail."""
        outcome = self.try_build(tree, serving=serving)
        assert outcome.code == 0, outcome.log
        return outcome

    def html(self, url: str) -> str:
        """A built page's source."""
        return (self.site / url / "index.html").read_text(encoding="utf-8")

    def page(self, url: str) -> "Seen":
        """A built page as seen."""
        return read(self.html(url))

    def titles(self, url: str) -> list[str]:
        """The posts that a page lists, from the top."""
        return self.page(url).titles

    def pages(self, below: str = "") -> set[str]:
        """The addresses of all built pages under an address."""
        found = (path.parent.relative_to(self.site).as_posix() for path in (self.site / below).rglob("index.html"))
        return {"" if url == "." else f"{url}/" for url in found}

    def bytes(self) -> dict[str, bytes]:
        """Every file of the built site."""
        files = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in files}


@dataclass
class Seen:
    """A page as read by a visitor: `sections` are posts by the heading above them, `links` all that it refers to."""

    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    sections: dict[str, list[str]] = field(default_factory=dict)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    body: str = ""
    text: str = ""

    @property
    def titles(self) -> list[str]:
        """The posts listed, from the top, under whatever heading."""
        return [title for titles in self.sections.values() for title in titles]

    def link(self, text: str) -> str:
        """Where the first link with this text leads; spaces count nothing."""
        links = ((_glued(one["="]), one["href"]) for tag, one in self.elements if tag == "a")
        return next(href for words, href in links if words == _glued(text))

    def all(self, tag: str) -> list[str]:
        """The texts of all elements of a kind."""
        return [one["="] for name, one in self.elements if name == tag]


def _glued(text: str) -> str:
    return "".join(text.split())


def read(html: str) -> Seen:
    """A page's source as seen."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.seen.text = " ".join(reader.seen.text.split())
    reader.seen.body = " ".join(reader.seen.body.split())
    return reader.seen


class _Reader(HTMLParser):
    """`=` among an element's attributes is the text in it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._open: list[tuple[str, dict[str, str]]] = []
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs} | {"=": ""}
        self.seen.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes))
        if name := attributes.get("id"):
            self.seen.ids.add(name)
        self.seen.links += [attributes[name] for name in ("href", "src", "action", "data") if name in attributes]
        self.seen.links += [one.split()[0] for one in attributes.get("srcset", "").split(",") if one.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # `<br />` counts as its own end
            return
        while self._open:
            name, attributes = self._open.pop()
            if name == tag:
                break
        else:
            return
        text = " ".join(attributes["="].split())
        attributes["="] = text
        if "card__title" in attributes.get("class", "").split():
            self.seen.sections.setdefault(self._heading, []).append(text)
        elif tag == "h2":
            self._heading = text

    def handle_data(self, data: str) -> None:
        if any(tag in ("script", "style", "head") for tag, _ in self._open):
            return
        self.seen.text += data
        for _, attributes in self._open:
            attributes["="] += data
        if any("prose" in attributes.get("class", "").split() for _, attributes in self._open):
            self.seen.body += data


@contextmanager
def clock(moment: int) -> Iterator[None]:
    """Builds take place at this second since 1970."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(moment)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
