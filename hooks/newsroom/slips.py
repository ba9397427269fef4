"""Slips in addresses that lead to other sites: what the author meant to write."""

import re

from newsroom.problems import suggest

_MAIL = re.compile(r"\A[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(
    r"\A(?:www\.|(?:[\w-]+\.)+(?:com|edu|gov|info|net|org|test|vn)(?![\w.-]))\S*",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-z]{2,9})(?:[:;.,]?\s*[/\\]{2,}|[:;]\s*[/\\]?)\s*", re.IGNORECASE)
_WEB = ("http", "https")
_OTHERS = ("ftp", "ftps", "sftp", "mailto", "tel")  # near to those, or to each other, and no slips


def meant_address(target: str) -> str | None:
    """The address without its slip, None for one that has none."""
    meant = _without_slip(target.strip())
    return None if meant == target else meant


def _without_slip(target: str) -> str | None:
    head = _SCHEME.match(target)
    if _MAIL.fullmatch(target):
        return f"mailto:{target}"
    if _HOST.fullmatch(target):
        return f"https://{target}"
    return _with_scheme(head[1].lower(), target, target[head.end() :]) if head else None


def _with_scheme(scheme: str, target: str, rest: str) -> str | None:
    if _MAIL.fullmatch(rest) and (scheme.startswith("mail") or suggest(scheme, ("mailto",))):
        return f"mailto:{rest}"
    web = None if scheme in _OTHERS else scheme if scheme in _WEB else suggest(scheme, _WEB)
    if web and re.match(r"https?\b[:;/]", rest, re.IGNORECASE):  # pasted behind a scheme that was there
        return _without_slip(rest)
    meant = f"{web}://{rest or '…'}" if web else None
    return target if meant and meant.lower() == target.lower() else meant
