"""All that a body can be made of, each to be repeated until it is long: what it costs must grow with its length."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from newsroom.articles.allowed import ALLOWED
from newsroom.articles.markup import Renderer
from newsroom.articles.page_parser import parse_page
from newsroom.processes.limits import TookTooLong, watch
from small_site import usual_settings

_NOT_ALLOWED = "base body button embed form html link math meta object svg textarea title x:y xmp"
_OF_TAGS = ("<@>", "</@>", "<@>a</@>", "<@/>", "<@ ", '<@ a="', "<@ a='b'>", "<@>\n", "<@>\n\n", "</@>\n\n", "a<@>b ")
MARKDOWN = (
    *(
        "[",
        "]",
        "(",
        "![",
        "](",
        "[a](",
        "[a]",
        "[a][b]",
        "[^",
        "[^1]",
        "[^1]: a\n",
        "[^1]: a\n\n",
        "[a]: b\n",
        "[[a]]",
    ),
    *("*[a]: b\n", "<", "<!--", "<!-- a -->", "<![CDATA[", "<?", "<!", "</", "&", "&#1;", "&amp;", "&lt;", "&a;"),
    *("\\", "\\[", "\\*", "\\`", "`", "``", "``a`", "`a``", "`a` ", "```\n", "```\na\n```\n", "~~~\n", "```mermaid\n"),
    *("``` {.a}\n", "``` {.a}}\n", '``` python hl_lines="1"\n', "```\n~~~\n", "`` ```a`"),
    *("~~", "~~a~~", "==a==", "^^a^^", "++a++", "++a+", "*", "**", "*a*", "**a**", "*a", "a*", "*_", "_a_", "*a**b*"),
    *("|", "|\n", "|a|b|\n|-|-|\n", "|-", "|-|\n", "a|b\n-|-\n", "a\n-|", "> ", ">a\n", "> a\n\n", ">\n"),
    *(
        "- ",
        "- a\n",
        "- a\n\n",
        "-\n",
        "+\n",
        "1. a\n",
        "1. a\n\n",
        "1.\n",
        "- [ ] a\n",
        "1. a\n    1. b\n        1. c\n",
    ),
    *("    ", "    - a\n", "\t", "    a\n", " ", "\n", "a\n", "a\n\n", "a ", "a\tb\n", "# ", "# a\n", "## a\n\n"),
    *("a\n=\n", "a\n---\n", "---\n", "***\n", "===\n", "- - -\n", "!!! note\n", "!!! note\n\n    a\n\n", "[TOC]\n\n"),
    *("??? note\n", "???+ note\n\n    a\n\n", '=== "a"\n', '=== "a"\n\n    a\n\n', "{", "{: .a }", '{: a="', "{{a}}"),
    *(
        "a\n{: .b }\n\n",
        ":",
        ":a:",
        ":material-school:",
        ":material-a:",
        "a\n: b\n",
        ": a\n",
        "http://a.b ",
        "www.a.b ",
    ),
    *("a@b", "a@b.vn ", "<a@b>", "<http://a>", "27-HD/ĐU ", "Nghị quyết 04-NQ/TW ", "số 1 và ", "ngày 1/1/2022 "),
    *("\u0301", "\ue000", "\x02", "\x02wzxhzdk:0\x03", "![a](b.jpg)", "![a](b.jpg)\n\n", "[a](b.md)\n\n", "[a](<b>)"),
    *("[a](b 'c", "[a](b\\", '--8<-- "a"\n', "{% include 'a' %}", "$$", "1. a\n2", "a:\n- b\n", "<b><i>", "</b></i>"),
    *("<iframe src='", "<a href='javascript:a'>b</a>", "<tr><td>", "<p><p>", "<ul><li>", "<div markdown>\n"),
)
"""What may be written in a line, and lines."""
PIECES = (
    *MARKDOWN,
    *(form.replace("@", tag) for tag in (*sorted(ALLOWED), *_NOT_ALLOWED.split()) for form in _OF_TAGS),
)


def _each(form: str, count: int) -> str:
    return "".join(form.replace("@", str(number)) for number in range(count))


TOGETHER = {
    "footnotes": _each("a[^@]\n\n", 4000) + _each("[^@]: b\n\n", 4000),
    "one footnote": "[^1]: a\n\n" + "[^1] " * 10_000,
    "abbreviations": _each("*[A@]: b\n\n", 2000) + "\n" + "A1 chữ " * 8000,
    "a long abbreviation": f"*[A]: {'x' * 30_000}\n\n" + "A\n\n" * 10_000,
    "a long address": f"[r]: http://a.vn/{'x' * 30_000}\n\n" + "[r] " * 10_000,
    "references": _each("[a][r@]\n\n", 4000) + _each("[r@]: b\n", 4000),
    "places named twice": _each('<b id="x@">a</b> ', 3000) * 2,
    "headings and lists of them": "## a\n\n" * 3000 + "[TOC]\n\n" * 3000,
    "icons": _each(":material-school@: ", 5000),
    "no icons": ":material-schol: " * 5000,
    "classes": _each("<b class=q@>a</b> ", 4000),
    "handlers": _each("<b onclick@=a>a</b> ", 4000),
    "addresses that run": _each("[a](javascript:@) ", 5000),
    "a wide table": f"|{'a|' * 25_000}\n|{'-|' * 25_000}\n",
    "a long table and a wide row": "|a|\n|-|\n" + "|a|\n" * 10_000 + f"|{'a|' * 20_000}\n",
    "stairs": "".join(f"{'    ' * depth}- a\n" for depth in range(150)),
    "boxes in boxes": "".join(f"{'    ' * depth}!!! note\n" for depth in range(150)),
    "quotes in quotes": f"{'> ' * 90}a\n" * 500,
    "divisions": "<div>" * 10_000 + "</div>" * 5000,
    "links in links": "[" * 1000 + "a" + "](b)" * 1000,
}
"""What costs much only with something else."""


@lru_cache(maxsize=1)
def usual_renderer() -> Renderer:
    """As the project is set up."""
    names, configs = [], {}
    for one in usual_settings()["markdown_extensions"]:
        name, config = (one, {}) if isinstance(one, str) else next(iter(one.items()))
        names.append(name)
        configs[name] = config or {}
    return Renderer(names, configs)


def seconds_for(body: str, limit: float | None = None) -> tuple[float, bool]:
    """Of this process, until a page with this body is read or refused, and whether it was read."""
    data = f"---\ntitle: A\n---\n\n{body}".encode("utf-8", "surrogatepass")
    renderer = usual_renderer()
    start = time.process_time()
    with watch(limit) as watched:
        parsed = watched.call(lambda: parse_page("a.md", data, renderer))
    assert parsed.page or any(problem.fatal for problem in parsed.problems)
    return time.process_time() - start, parsed.page is not None


USUAL = "Một **hai** [ba](bon.md) `năm`, *sáu*.\n\n- Bảy\n- Tám\n\n" * 800
QUICK = 0.25  # seconds for it on a quick machine


def is_quick(work: Callable[[], object], seconds: float) -> bool:
    """Whether work takes less processor time than that on a quick machine, once in three times at least.

    Where it takes more, usual work right after it tells how quick this machine is now. What the tests before have left
    is not looked through by the collector meanwhile, as nothing is that a build has loaded.
    """
    gc.freeze()
    try:
        return any(_is_quick(work, seconds) for _ in range(3))
    finally:
        gc.unfreeze()


def _is_quick(work: Callable[[], object], seconds: float) -> bool:
    start = time.process_time()
    work()
    taken = time.process_time() - start
    return taken < seconds or taken < seconds * seconds_for(USUAL)[0] / QUICK


def slow_ones(bodies: Mapping[str, str], most: float) -> Iterator[str]:
    """Those that take more seconds than so many, and how many."""
    for name, body in bodies.items():
        try:
            taken, is_read = seconds_for(body, 20 * most)
        except TookTooLong:
            taken, is_read = 20 * most, False
        if taken > most:
            yield f"{name!r}: {taken:.1f} s, {'read' if is_read else 'refused'}"
