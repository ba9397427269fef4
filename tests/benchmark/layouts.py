"""The same articles laid out for each generator, each with as much of the same pages as it can make."""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmark.articles import AUTHORS, Article
from newsroom.vietnamese import slug

ROOT = Path(__file__).resolve().parents[2]
Layout = Callable[[Path, Iterable[Article]], None]
ADDRESS = "https://example.test/"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _head(**fields: object) -> str:
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _body(article: Article, after_first: str = "") -> str:
    first, *others = [re.sub(r"([<*#\[_`{])", r"\\\1", paragraph) for paragraph in article.paragraphs]
    return "\n\n".join([first + after_first, *others]) + "\n"


def post_path(article: Article) -> str:
    """Where one of our posts stands in a project."""
    return f"docs/bai-viet/{article.date:%Y/%m}/{article.name}.md"


def post_text(article: Article) -> str:
    """The file of one of our posts."""
    fields = {name: getattr(article, name) for name in ("title", "author", "cell", "directive", "campaign")}
    return _head(**fields, date=article.date.isoformat()) + _body(article)


def write_post(folder: Path, article: Article) -> None:
    """Puts one of our posts where it belongs."""
    _write(folder / post_path(article), post_text(article))


def ours(folder: Path, articles: Iterable[Article]) -> None:
    """A copy of this project with these posts for content, and without share cards, which no peer draws."""
    for name in ("hooks", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("gioi-thieu.md", "huong-dan/index.md"):  # in the navigation
        _write(folder / "docs" / name, "# Trang tin\n")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    _write(folder / "mkdocs.yml", settings.replace("  newsroom:\n", "  newsroom:\n    share_cards: false\n", 1))
    for article in articles:
        write_post(folder, article)


def ours_with_cards(folder: Path, articles: Iterable[Article]) -> None:
    """The same with share cards, as the project comes."""
    ours(folder, articles)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")


def plain(folder: Path, articles: Iterable[Article]) -> None:
    """MkDocs with Material and nothing else: no listing, no taxonomy, no feed."""
    _write(folder / "docs/index.md", "# Trang tin\n")
    nav = "nav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
    _write(folder / "mkdocs.yml", f"site_name: Trang tin\nsite_url: {ADDRESS}\n{MATERIAL}{nav}")
    for article in articles:
        text = _head(title=article.title) + _body(article)
        _write(folder / f"docs/bai-viet/{article.date:%Y/%m}/{article.name}.md", text)


MATERIAL = "theme: {name: material, language: vi, font: false}\n"


def blog(folder: Path, articles: Iterable[Article]) -> None:
    """Material's blog plugin: authors, categories, archive; tags for what is left."""
    plugins = "plugins: [search, tags, {blog: {authors_profiles: true, archive_date_format: yyyy/MM}}]\n"
    _write(folder / "mkdocs.yml", f"site_name: Trang tin\nsite_url: {ADDRESS}\n{MATERIAL}{plugins}")
    _write(folder / "docs/index.md", "# Trang tin\n")
    _write(folder / "docs/blog/index.md", "# Tin\n")
    people = {slug(name): {"name": name, "description": "-", "avatar": f"{ADDRESS}a.png"} for name in AUTHORS}
    _write(folder / "docs/blog/.authors.yml", json.dumps({"authors": people}, ensure_ascii=False))
    for article in articles:
        head = _head(title=article.title, authors=[slug(article.author)], categories=[article.campaign],
                     tags=[article.directive, article.cell])  # fmt: skip
        head = head.replace("---\n", f"---\ndate: {article.date}\n", 1)
        _write(folder / f"docs/blog/posts/{article.name}.md", head + _body(article, "\n\n<!-- more -->"))


def hugo(folder: Path, articles: Iterable[Article]) -> None:
    """Hugo with four taxonomies and the smallest of themes: a page here is a tenth of one of ours."""
    kinds = {"author": "authors", "campaign": "campaigns", "cell": "cells", "directive": "directives"}
    lines = "".join(f"{one} = '{many}'\n" for one, many in kinds.items())
    _write(folder / "hugo.toml", f"baseURL = '{ADDRESS}'\ntitle = 'Trang tin'\n[taxonomies]\n{lines}"
           "[pagination]\npagerSize = 10\n")  # fmt: skip
    frame = "<!doctype html><html lang=vi><meta charset=utf-8><title>{{ .Title }}</title>"
    card = '<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ .Summary }}'
    pages = '{{ range (.Paginate .Pages).Pages }}%s{{ end }}{{ template "_internal/pagination.html" . }}' % card  # noqa: UP031 - braces
    _write(folder / "layouts/_default/single.html", f"{frame}<h1>{{{{ .Title }}}}</h1>{{{{ .Content }}}}")
    _write(folder / "layouts/_default/list.html", f"{frame}<h1>{{{{ .Title }}}}</h1>{pages}")
    for article in articles:
        topics = {many: [getattr(article, one)] for one, many in kinds.items()}
        head = _head(title=article.title, date=article.date.isoformat(), **topics)
        _write(folder / f"content/posts/{article.name}.md", head + _body(article))


def pelican(folder: Path, articles: Iterable[Article]) -> None:
    """Pelican with its own theme, month archives and a feed."""
    settings = {
        "SITENAME": "Trang tin", "SITEURL": ADDRESS.rstrip("/"), "PATH": "content", "TIMEZONE": "Asia/Ho_Chi_Minh",
        "DEFAULT_LANG": "vi", "DEFAULT_PAGINATION": 10, "MONTH_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%m}/index.html",
    }  # fmt: skip
    _write(folder / "pelicanconf.py", "".join(f"{name} = {value!r}\n" for name, value in settings.items()))
    for article in articles:
        head = {
            "Title": article.title, "Date": article.date, "Author": article.author, "Slug": article.name,
            "Category": article.campaign.replace(",", ""), "Tags": f"{article.directive}, {article.cell}",
        }  # fmt: skip
        lines = "".join(f"{name}: {value}\n" for name, value in head.items())
        _write(folder / f"content/{article.name}.md", f"{lines}\n{_body(article)}")
