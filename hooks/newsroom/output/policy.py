"""What browsers are told to refuse: anything but the site's own scripts, styles, pictures and recordings."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

_INLINE = re.compile(r"<(script|style)(\s[^<>]{0,300})?>(.{0,2000}?)</\1>", re.DOTALL)
_DATA = re.compile(r"\ssrc=|type=\"(?!module\")[^\"]*\"")  # which no browser runs, or is no inline code


def page_policy(parts: Iterable[str], frames: Sequence[str], *, preview: bool = False) -> str:
    """A Content-Security-Policy; `parts` is HTML with the inline code that may run, `frames` hosts of videos.

    A `preview` lets the server that shows it put its own script into pages, by which they follow changes.
    """
    scripts, styles = _hashes(parts)
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(["'unsafe-inline'"] if preview else scripts)],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": [f"https://{host}" for host in frames] or ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def security_headers(policy: str) -> Mapping[str, str]:
    """What a host should send with every page, by the name of the header; `policy` is that of the pages."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'self'",  # which the element of a page can't say
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _hashes(parts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Gives the hashes of scripts and of styles, each once."""
    found: dict[str, dict[str, None]] = {"script": {}, "style": {}}
    for part in parts:
        for tag, attributes, code in _INLINE.findall(part):
            if not _DATA.search(attributes):
                digest = hashlib.sha256(code.encode()).digest()
                found[tag][f"'sha256-{base64.b64encode(digest).decode()}'"] = None
    return list(found["script"]), list(found["style"])
