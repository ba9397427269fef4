"""Content read without a build: a tree as in small_site → pages and their catalogue."""

from newsroom.articles.markup import Renderer
from newsroom.articles.page_parser import parse_page
from newsroom.articles.pages import Page, Post
from newsroom.catalogue import Catalogue, compile_catalogue
from newsroom.frontmatter.schema import PageFields, PostFields
from newsroom.problems import Problem
from small_site import Tree, files_of

RENDERER = Renderer(["tables"], {})


def pages_of(tree: Tree) -> list[Page[PageFields]]:
    """All pages of a tree in which nothing is wrong."""
    readings = [parse_page(path, data, RENDERER) for path, data in sorted(files_of(tree).items())]
    assert not [problem for reading in readings for problem in reading.problems]
    return [reading.page for reading in readings if reading.page]


def catalogue_of(tree: Tree) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue of a tree, and what is wrong with it."""
    pages = pages_of(tree)
    posts: list[Post] = [page for page in pages if isinstance(page.fields, PostFields)]  # type: ignore[misc]
    return compile_catalogue(posts, [page for page in pages if not isinstance(page.fields, PostFields)])
