"""A text that was copied out of a chat together with its frame, and is shown as program code, with all its signs."""

import re

import markdown
from markdown.preprocessors import Preprocessor

from newsroom.articles.habits.remarks import Remarks

_FENCE = re.compile(r"\A[ ]{0,3}(`{3,}+|~{3,}+)[ ]*+([^`\s]*+)")
_TEXTS, _CODE = {"", "markdown", "md", "text", "txt", "plaintext"}, "\0"
_SENTENCE = re.compile(r"\A[ ]*(?:[-*+>#]+[ ]+|\*\*)?[^\W\d_a-z]")
_ENDS = (".", "!", "?", "…", "”", ":")
_LONG, _MANY = 60, 2  # letters of a sentence; sentences, of which one alone may be a sample
_SAID = "đoạn giữa hai dòng {0} hiện ra như mã máy, cả các dấu; nếu là chữ của bài, hãy bỏ hai dòng {0}"


class FencedProse(Preprocessor):
    """Tells of it."""

    def __init__(self, md: markdown.Markdown, remarks: Remarks) -> None:
        super().__init__(md)
        self._remarks = remarks

    def run(self, lines: list[str]) -> list[str]:
        if not any(line.startswith(("```", "~~~", " ")) for line in lines):
            return lines
        fence, first, sentences = "", "", 0
        for line in lines:
            begun = _FENCE.match(line)
            if not fence and begun:
                fence, first, sentences = begun[1], "" if begun[2].lower() in _TEXTS else _CODE, 0
            elif fence and begun and begun[1] == fence and not begun[2]:
                if sentences >= _MANY and first != _CODE:
                    self._remarks.tell(first, _SAID.format(fence))
                fence = ""
            elif fence:
                first = first or line.strip()
                sentences += _is_sentence(line.rstrip())
        return lines


def _is_sentence(line: str) -> bool:
    return len(line) >= _LONG and line.endswith(_ENDS) and not line.isascii() and _SENTENCE.match(line) is not None
