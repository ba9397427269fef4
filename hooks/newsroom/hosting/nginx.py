"""nginx: a whole server as a file to be copied to `/etc/nginx/conf.d/`, for it reads none in the site's folder."""

import re
from collections.abc import Iterator

from newsroom.hosting.headers import ASK_AGAIN, COMPRESSED, FOREVER, NAMED_BY_CONTENT, TYPES, Hosting

OTHERS = r"(?:_headers|_redirects|nginx\.conf|web\.config|\.[^/]*)"
UNKNOWN = (".avif", ".csv", ".webmanifest")
"""Not in the list of types that nginx 1.22 brings."""
FOLDER = "/var/www/trang-tin"


def nginx_conf(hosting: Hosting) -> str:
    """Headers stand in one place alone: nginx drops those of a server wherever a location has one of its own."""
    return "\n".join(_lines(hosting)) + "\n"


def _lines(hosting: Hosting) -> Iterator[str]:
    base = re.escape(hosting.base)
    yield "# Do hệ thống tạo ra. Chép vào /etc/nginx/conf.d/, sửa các dòng có chữ SỬA, rồi chạy: nginx -s reload"
    caching = ("default", f'"{ASK_AGAIN}"'), (f'"~^{base}{NAMED_BY_CONTENT}$"', f'"{FOREVER}"')
    yield from ("map $uri $newsroom_caching {", *(f"  {pattern} {value};" for pattern, value in caching), "}")
    yield from ("server {", *(f"  {line}" for line in _server(hosting)), "}")


def _server(hosting: Hosting) -> Iterator[str]:
    yield "listen 80;  # SỬA: thêm chứng chỉ và listen 443 ssl"
    yield f"server_name {hosting.host};"
    yield "server_tokens off;"
    yield "absolute_redirect off;"
    yield "charset utf-8;"
    yield "charset_types text/css text/javascript text/plain application/javascript;"
    yield from ("gzip on;", "gzip_vary on;", "gzip_proxied any;", "gzip_min_length 512;")
    yield f"gzip_types {' '.join(one for one in COMPRESSED if one != 'text/html')};"
    yield from (f"add_header {name} {_quoted(value)} always;" for name, value in hosting.headers)
    yield "add_header Cache-Control $newsroom_caching always;"
    yield f"error_page 403 404 {hosting.base}404.html;"
    yield f"error_page 410 {hosting.base}404.html;"
    if hosting.base != "/":
        yield f"location = {_quoted(hosting.base[:-1])} {{ return 301 {_quoted(hosting.path(''))}; }}"
    for was, new in hosting.redirects:
        yield from (f"location = {old} {{ return 301 {_quoted(hosting.path(new))}; }}" for old in _forms(hosting, was))
    for url in hosting.gone:
        yield from (f"location = {old} {{ return 410; }}" for old in _forms(hosting, url))
    yield f"location ~ ^{re.escape(hosting.base)}(?:.*/)?{OTHERS}$ {{ return 404; }}"
    yield f"location {hosting.base} {{"
    yield f"  alias {FOLDER}/;  # SỬA: thư mục có trang tin"
    yield "  index index.html;"
    yield "  include mime.types;"
    yield f"  types {{ {' '.join(f'{kind} {ending[1:]};' for ending, kind in TYPES if ending in UNKNOWN)} }}"
    yield "}"


def _forms(hosting: Hosting, url: str) -> Iterator[str]:
    """An address as nginx compares it, decoded; that of a page may lack its last slash, or name its file."""
    path = hosting.base + url
    yield from map(_quoted, (path, path[:-1], f"{path}index.html") if url.endswith("/") else (path,))


def _quoted(text: str) -> str:
    """`$` would be a variable, and nothing can take that from it; no address or header of ours has one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
