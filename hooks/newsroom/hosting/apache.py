"""Apache and LiteSpeed: `.htaccess`."""

import re
from collections.abc import Iterator

from newsroom.hosting.headers import ASK_AGAIN, COMPRESSED, FOREVER, NAMED_BY_CONTENT, TYPES, Hosting

OTHERS = r"^(?:\.htaccess|_headers|_redirects|nginx\.conf|web\.config)$"


def htaccess(hosting: Hosting) -> str:
    """What a server has no module for it leaves out. The addresses in it are those below the site's own, SITE_URL."""
    return "\n".join(_lines(hosting)) + "\n"


def _lines(hosting: Hosting) -> Iterator[str]:
    yield "# Do hệ thống tạo ra: sửa ở đây sẽ mất khi đăng lại."
    yield "Options -Indexes"
    yield "DirectoryIndex index.html"
    yield "AddCharset utf-8 .html .css .js .json .xml .txt .svg"
    yield f"ErrorDocument 404 {hosting.base}404.html"
    yield f"ErrorDocument 410 {hosting.base}404.html"
    yield from (f"AddType {kind} {ending}" for ending, kind in TYPES)
    yield from _block("FilesMatch", f'"{OTHERS}"', ["Require all denied"])
    yield from _module("headers", _headers(hosting))
    yield from _module("deflate", [f"AddOutputFilterByType DEFLATE {' '.join(COMPRESSED)}"])
    yield from _module("alias", _redirects(hosting))


def _headers(hosting: Hosting) -> Iterator[str]:
    yield from (f'Header always set {name} "{_quoted(value)}"' for name, value in hosting.headers)
    named = f'SetEnvIf Request_URI "^{re.escape(hosting.base)}{NAMED_BY_CONTENT}$" named_by_content'
    yield from _module("setenvif", [named])  # without it all is asked for again
    yield f'Header set Cache-Control "{FOREVER}" env=named_by_content'
    yield f'Header set Cache-Control "{ASK_AGAIN}" env=!named_by_content'
    yield "Header always unset X-Powered-By"


def _redirects(hosting: Hosting) -> Iterator[str]:
    for one in hosting.redirects:
        yield f'RedirectMatch 301 "{_pattern(hosting, one.old)}" "{_quoted(hosting.path(one.new))}"'
    for url in hosting.gone:
        yield f'RedirectMatch 410 "{_pattern(hosting, url)}"'


def _pattern(hosting: Hosting, url: str) -> str:
    """Matches an address as Apache compares it, decoded; that of a page may lack its last slash, or name its file."""
    path = re.sub(r"([^\w/ -])", r"\\\1", hosting.base + url)
    return f"^{path[:-1]}(?:/(?:index\\.html)?)?$" if url.endswith("/") else f"^{path}$"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _module(name: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    yield from _block("IfModule", f"mod_{name}.c", lines)


def _block(name: str, argument: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    inner = [f"  {line}" for line in lines]
    if inner:
        yield from (f"<{name} {argument}>", *inner, f"</{name}>")
