"""Text → Markdown that shows exactly this text: what would mean something there is escaped, and nothing else."""

import re

from newsroom.articles.bare_addresses import MAIL, WEB

_ADDRESS = re.compile(f"{WEB}|{MAIL}")
_ALWAYS = re.compile(
    r"\\(?=[\\`*_{}\[\]()>#+\-.!|~])"  # a backslash that would escape
    r"|[`{]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # not within a word
    r"|\*(?!\s)|(?<!\s)\*"
    r"|\[(?=\^|!|TOC\]|[ xX]\]\s|[^\]]*\]\s?[(\[:])"
    r"|!(?=\[)"
)
_SIGNS = re.compile(r"([~=+^])(?=\1)|(?<=([~=+^]))\2|[~^](?=\S*[~^])|(?<=\S)[~^]")
_ASCII_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_OTHER_SIGN = re.compile(r"[^\w\s!-~]")
_CODE = re.compile(r"[\\`{]")  # comes before addresses are looked for
_ENTITY = re.compile(r"&(?=#\d|#[xX][0-9a-fA-F]|\w+;)")
_TAG = re.compile(r"<(?=[a-zA-Z/!?]|[^\s<>]*(?:@|\Z))")
_START = re.compile(r"\A(?P<sign>#|>|[-+*](?=\s|\Z)|=(?==*\s*\Z)|-(?=[-\s|:]*\Z)|!(?=!!)|\?(?=\?\?)|:(?=\s))")
_NUMBER = re.compile(r"\A(\d+)\.(?=\s|\Z)")


def escape(text: str, *, brackets: bool = False) -> str:
    """Inline text; with `brackets`, links or notes of ours stand beside it, so that no bracket may be left open."""
    brackets = brackets or (bool(_ADDRESS.search(text)) and any(sign in text for sign in ("](", "][", "]:")))
    made, at = "", 0
    for found in _ADDRESS.finditer(text):
        address = _CODE.sub(r"\\\g<0>", found[0])
        made += _escaped(text[at : found.start()], brackets) + (_without_brackets(address) if brackets else address)
        at = found.end()
    return made + _escaped(text[at:], brackets)


def escape_start(line: str) -> str:
    """A line of Markdown text whose beginning would make a list, heading or quotation of it."""
    if line.startswith("="):
        return "&#61;" + line[1:] if not line.strip("= ") else line
    if _NUMBER.match(line):
        return _NUMBER.sub(r"\1\\.", line, count=1)
    return "\\" + line if _START.match(line) and not line.startswith(":") else line


def referred(text: str) -> str:
    """Writes a reference for each sign of ASCII, which no rule of Markdown can take for anything but this sign."""
    return _ASCII_SIGN.sub(lambda found: f"&#{ord(found[0])};", text)


def referred_start(line: str) -> str:
    """A line of such text, in which other signs may begin a list."""
    return f"&#{ord(line[0])};{line[1:]}" if line and not line.isascii() and _OTHER_SIGN.match(line) else line


def _escaped(text: str, brackets: bool) -> str:
    text = _ALWAYS.sub(lambda found: "\\" + found[0], _ENTITY.sub("&amp;", text))
    text = _SIGNS.sub(lambda found: f"&#{ord(found[0])};", _TAG.sub("&lt;", text))
    return _without_brackets(text) if brackets else text


def _without_brackets(text: str) -> str:
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)
