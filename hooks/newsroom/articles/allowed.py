"""The one list of the HTML that an article may have: whatever else its author wrote is taken out, and told."""

import re
from html import unescape
from urllib.parse import urlsplit

from newsroom.layout_ids import is_layout_id

VOID = frozenset({"br", "col", "hr", "img", "source", "track", "wbr"})
"""Those of ALLOWED that hold nothing and are never closed."""
_TEXT = "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike"
_TEXT += " strong sub sup time tt u var"
_BLOCKS = "address article aside blockquote caption center colgroup dd details div dl dt figcaption figure"
_BLOCKS += " h1 h2 h3 h4 h5 h6 li ol p pre section summary table tbody td tfoot th thead tr ul"
_MADE = "input label"  # by extensions, for boxes and tabs
SHOWN = VOID | frozenset(f"{_TEXT} {_BLOCKS} audio picture video".split())
DROPPED = frozenset({"script", "style", "template"})
"""Nobody would have seen what they hold, so it goes with them."""
ALLOWED = SHOWN | DROPPED | {"iframe"}
"""What is a tag at all where an author writes it; the rest is text."""
TAGS = SHOWN | frozenset(_MADE.split())
"""What stays."""

_EVERYWHERE = "aria-hidden aria-label class dir hidden id lang role tabindex title"
_OF_TAGS = {
    "a": "download href name rel target",
    "audio": "controls loop muted preload src",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "name open",
    "div": "data-tabs",
    "img": "alt decoding fetchpriority height loading src width",
    "input": "checked disabled name type",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "ol": "reversed start type",
    "q": "cite",
    "source": "src type",
    "td": "colspan headers rowspan",
    "th": "abbr colspan headers rowspan scope",
    "time": "datetime",
    "track": "default kind label src srclang",
    "video": "controls height loop muted playsinline poster preload src width",
}
ATTRIBUTES = {"*": frozenset(_EVERYWHERE.split())} | {tag: frozenset(names.split()) for tag, names in _OF_TAGS.items()}
LOOKS = frozenset(
    {"align", "background", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "clear", "color", "face"}
    | {"frame", "height", "hspace", "noshade", "nowrap", "rules", "size", "style", "valign", "vspace", "width"}
)
"""How something looks, which is the site's affair: Word and old pages are full of them."""
ADDRESSES = frozenset({"cite", "href", "poster", "src"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_VALUES = {
    "dir": {"auto", "ltr", "rtl"},
    "tabindex": {"-1", "0"},
    "target": {"_blank"},
    "type": {"1", "A", "I", "a", "checkbox", "i", "radio"},
}

KINDS = frozenset(
    {"abstract", "attention", "bug", "caution", "danger", "error", "example", "failure", "hint", "important", "info"}
    | {"note", "question", "quote", "success", "summary", "tip", "warning"}
)
"""Of boxes."""
ALIGNED = {side: f"align-{side}" for side in ("left", "center", "right", "justify")}
_CLASSES = KINDS | frozenset(ALIGNED.values())
_CLASSES |= frozenset(
    {"admonition", "admonition-title", "embed", "footnote", "footnote-backref", "footnote-ref", "glyph", "headerlink"}
    | {"keys", "md-button", "md-button--primary", "tabbed-content", "tabbed-set", "task-list", "task-list-item"}
    | {"toc", "toctitle"}
    | {"arithmatex", "codehilite", "highlight", "highlighttable", "linenodiv", "linenos", "math", "mermaid"}
)
_CLASS = re.compile(r"language-[\w+#.-]+|(?!js)[a-z]{1,2}\d?|err|hll")  # of code, as Pygments marks it up
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\t\n\r]")
_PADDING = "".join(map(chr, range(33)))


def scheme_of(address: str) -> str:
    """What browsers take for the scheme of an address, in lower case, empty for one without."""
    found = _SCHEME.match(_UNSEEN.sub("", address.strip(_PADDING)))
    return found[1].lower() if found else ""


def is_safe(address: str) -> bool:
    """Whether following an address runs nothing; entities in it are read as often as anybody may."""
    return all(scheme_of(one) in {"", *SCHEMES} for one in (address, unescape(address), unescape(unescape(address))))


def kept(tag: str, name: str, value: str) -> str | None:
    """What may stay of an attribute, None for nothing."""
    if name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
        return None
    if name == "class":
        return " ".join(one for one in value.split() if is_class(one)) or None
    if name in ADDRESSES:
        return value if is_safe(value) else None
    if name in _VALUES and tag != "source":
        return value if value in _VALUES[name] else None
    return None if name in ("id", "name") and is_layout_id(value) else value


def is_class(name: str) -> bool:
    """Whether a class has a meaning in texts, and none for the layout."""
    return name in _CLASSES or _CLASS.fullmatch(name) is not None


def is_on(address: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address is one on the web, at one of these hosts."""
    try:
        parts = urlsplit(address.strip())
        return parts.scheme == "https" and parts.netloc.lower() in hosts
    except ValueError:
        return False
