"""The address that a site is published at: feeds, canonical links, share pictures and sitemap begin with it."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from newsroom.cache.refusals import UNREADABLE

_EXAMPLE = "https://truong.example.edu.vn/chi-bo/"


def fault_of(site_url: str) -> str:
    """What is wrong with an address, and what to write; nothing when others can begin with it."""
    parts = _split(site_url)
    if not site_url.strip():
        return f"chưa có địa chỉ của trang tin; hãy ghi địa chỉ đầy đủ, ví dụ {_EXAMPLE}"
    if parts and parts.scheme not in ("http", "https"):
        meant = f"https://{site_url.strip().lstrip('/:')}" if "." in site_url and "://" not in site_url else _EXAMPLE
        return f"“{site_url}” thiếu https:// ở đầu; hãy ghi địa chỉ đầy đủ, ví dụ {meant}"
    if not parts or not _ascii_host(parts) or re.search(r"\s", site_url):
        return f"“{site_url}” không phải là địa chỉ; hãy ghi địa chỉ đầy đủ, ví dụ {_EXAMPLE}"
    if "@" in parts.netloc:
        plain = site_url.replace(f"{parts.netloc.rpartition('@')[0]}@", "", 1)
        return f"địa chỉ của trang tin không được có tên và mật khẩu; hãy chỉ ghi {plain}"
    if parts.query or parts.fragment:
        return f"“{site_url}” có phần sau dấu ? hoặc #; hãy bỏ phần ấy, chỉ ghi {re.split('[?#]', site_url)[0]}"
    return ""


def _split(site_url: str) -> SplitResult | None:
    """None for what has no parts, or a port that none can be."""
    try:
        parts = urlsplit(site_url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def as_uri(site_url: str) -> str:
    """As sitemaps and feeds must have it: `https://Trường.vn/tin bài/` → `https://xn--trng-f2y.vn/tin%20b%C3%A0i/`."""
    parts = urlsplit(site_url)
    port = f":{parts.port}" if parts.port else ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~")
    return urlunsplit((parts.scheme, _ascii_host(parts) + port, path, parts.query, parts.fragment))


def _ascii_host(parts: SplitResult) -> str:
    """Nothing for a name that none can have."""
    host = parts.hostname or ""
    try:
        return f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def fault_in(config: Path, environment: Mapping[str, str]) -> str:
    """Finds what is wrong with the address in mkdocs.yml, in one line; before MkDocs says it in English.

    Where the file does not name an address itself, or cannot be read, there is nothing to say yet.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        """Tells the tag !ENV from text; of the others, only MkDocs knows what they mean."""

    def variables(loader: yaml.SafeLoader, node: yaml.Node) -> object:
        if isinstance(node, yaml.SequenceNode):
            *names, default = map(str, loader.construct_sequence(node))
        else:
            names, default = [str(loader.construct_scalar(node))], ""  # type: ignore[arg-type]
        return next(((name, environment[name]) for name in names if name in environment), default)

    Loader.add_constructor("!ENV", variables)
    Loader.add_multi_constructor("", lambda loader, suffix, node: None)
    try:
        found = yaml.load(config.read_text(encoding="utf-8"), Loader)
    except (ValueError, yaml.YAMLError):
        return ""
    except OSError:
        return f"{config.name}: {UNREADABLE}" if config.exists() else ""
    if not isinstance(found, dict) or "site_url" not in found:
        return ""
    value = found["site_url"]
    where, text = value if isinstance(value, tuple) else ("", value)
    said = fault_of(str(text if text is not None else ""))
    place = f"biến môi trường {where}" if where else f"{config.name}: site_url"
    return f"{place}: {said}" if said else ""
