"""Comments leave a body before anything else reads it, wherever they stand and however many blocks they span."""

import re

import markdown
from markdown.preprocessors import Preprocessor

_CODE_OR_COMMENT = re.compile(
    r"(?<!\\)(?<!`)(?P<code>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|<!--(?:.*?-->|(?P<open>.*))",  # behind one without an end nothing ends, and nothing need be looked for
    re.DOTALL,
)
_BLANK = re.compile(r"\n[ \t]*\n")


class _Comments(Preprocessor):
    """Between the taking out of fenced code, in which they are examples, and that of raw HTML."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return _CODE_OR_COMMENT.sub(_kept, text).split("\n") if "<!--" in text else lines


def _kept(found: re.Match[str]) -> str:
    if found["open"] is not None:
        return found[0]
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    is_code = line.startswith(("    ", "\t")) and not _BLANK.search(found[0])  # or the converter takes it out
    return found[0] if found["code"] or is_code else ""


def drop_comments(converter: markdown.Markdown) -> None:
    """From all that a converter reads."""
    converter.preprocessors.register(_Comments(converter), "comments", 22)
