"""Netlify and Cloudflare Pages: `_headers` and `_redirects`."""

from newsroom.hosting.headers import FOLDERS_BY_CONTENT, FOREVER, Hosting


def headers_file(hosting: Hosting) -> str:
    """Both hosts join headers that two rules give, so the rest, which they have asked for again, has none."""
    lines = [f"{hosting.base}*", *(f"  {name}: {value}" for name, value in hosting.headers)]
    for folder in (f"{hosting.assets}/*", *FOLDERS_BY_CONTENT):
        lines += [f"{hosting.base}{folder}", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def redirects_file(hosting: Hosting) -> str:
    """A line each. Netlify prefers the page that is at the old address; it leads to the same place."""
    lines = [f"{hosting.path(one.old)} {hosting.path(one.new)} 301\n" for one in hosting.redirects]
    return "".join(lines) or "# Chưa có địa chỉ cũ nào (redirect_from).\n"
