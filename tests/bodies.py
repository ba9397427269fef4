"""Bodies of posts as authors type them: the HTML that they become, and what their authors are told."""

import re

from newsroom.articles.markup import Renderer
from newsroom.articles.page_parser import parse_page

RENDERER = Renderer(["admonition", "attr_list", "fenced_code", "footnotes", "sane_lists", "tables", "toc"], {})
FIRST = 8
"""The line of a file on which its body begins."""
_HEAD = "---\ntitle: Tin\nauthor: Tổ Văn\ncell: Chi bộ\ndate: 01/10/2026\n---\n\n"


def html_of(body: str) -> str:
    """Without line ends."""
    return re.sub(r"\s*\n\s*", "", RENDERER.render(body).body.html)


def told_of(body: str) -> list[tuple[int, str]]:
    """Lines of the file with messages, none of which stops a build."""
    problems = parse_page("bai-viet/a.md", (_HEAD + body).encode(), RENDERER).problems
    assert not any(problem.fatal for problem in problems)
    return [(problem.line, problem.message) for problem in problems]
