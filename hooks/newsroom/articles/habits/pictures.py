"""Pictures that are typed with a space too many, or as other programs write them: `! [chú thích] (hop.jpg)`."""

import re

from markdown.preprocessors import Preprocessor

_SPACED = re.compile(r"(?:(?<!\S)|(?<=\A))(!|\A! )(\[[^\]\n]{0,300}\])[ ]?(?=\([^()\n]{1,200}\.\w{2,5}\))")
_WIKI = re.compile(r"!\[\[([^\[\]|\n]{1,200}\.\w{2,5})(?:\|([^\[\]|\n]{0,300}))?\]\]")


class Pictures(Preprocessor):
    """Writes them as Markdown does, where no code can be meant."""

    def run(self, lines: list[str]) -> list[str]:
        return [_meant(line) if "!" in line and "[" in line and "`" not in line else line for line in lines]


def _meant(line: str) -> str:
    return _SPACED.sub(r"!\2", _WIKI.sub(_as_picture, line))


def _as_picture(found: re.Match[str]) -> str:
    caption = found[2] if found[2] and not found[2].isdigit() else ""  # else a width
    return f"![{caption}](<{found[1]}>)" if " " in found[1] else f"![{caption}]({found[1]})"
