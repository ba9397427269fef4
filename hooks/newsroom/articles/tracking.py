"""What networks hang on addresses that are copied out of them, to tell who followed whom: `?fbclid=…`."""

import re

_TAIL = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium)|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid"
    r"|mc_[ce]id|igshid|igsh|mibextid|zarsrc|gidzl|zalo_id|rdid|_ga|_gl|__cft__(?:\[\d+\]|%5B\d+%5D)?|__tn__|wt\.mc_id"
    r")=|si=[\w-]{8,}+\Z",  # the last one is YouTube's
    re.IGNORECASE,
)


def without_tracking(address: str) -> str:
    """The address of a page elsewhere, which leads to the same place; all others as they are."""
    if "?" not in address or not address.lower().startswith(("http://", "https://", "www.")):
        return address
    path, _, rest = address.partition("?")
    query, sign, place = rest.partition("#")
    query = "&".join(one for one in query.split("&") if not _TAIL.match(one))
    return f"{path}{'?' if query else ''}{query}{sign}{place}"
