"""Which documents a text says that it carries out: `Thực hiện …`, `Căn cứ …`; the others are only mentioned."""

import re
from collections.abc import Iterator, Sequence

from newsroom.citations import Citation, find_citations
from newsroom.vietnamese import fold, nfc

_CARRIES = r"(?:thuc hien|trien khai|can cu|quan triet|thi hanh|chap hanh|huong ung|cu the hoa)"
_BEGINS = re.compile(rf"\A\W*(?:tiep tuc |nham |de |nghiem tuc )?(?:{_CARRIES}|theo)\b")
_FILLING = "(?: (?:thuc hien|noi dung|tinh than|co hieu qua|tot|nghiem tuc|cac|cua|va|theo))*"
_CLOSE = re.compile(
    rf"\b(?:{_CARRIES}|theo)(?: (?:thuc hien|noi dung|tinh than|co hieu qua|tot|nghiem tuc|cac|cua|va|theo))*\s*\Z"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ỹ])")
_BEFORE = 60  # letters in which words that carry out must stand before a number in mid-sentence
_REACH = 12  # paragraphs, the lead among them


def directives_in(texts: Sequence[str]) -> Iterator[tuple[Citation, str]]:
    """Finds each document that a text carries out, with the words that say so."""
    seen: set[str] = set()
    for text in texts[:_REACH]:
        for sentence in _SENTENCE.split(nfc(text)):
            for citation in _carried_out(sentence):
                if citation.symbol.key not in seen:
                    seen.add(citation.symbol.key)
                    low, high = citation.span
                    words = " ".join(sentence[:low].split()[-3:])
                    yield citation, f"{words} {sentence[low:high]}".strip()


def _carried_out(sentence: str) -> Iterator[Citation]:
    folded = fold(sentence)
    begins, before = bool(_BEGINS.match(folded)), 0
    numbers = [one for one in find_citations(sentence) if not one.symbol.plenum]
    for citation in find_citations(sentence):
        low, high = citation.span
        listed = before and re.fullmatch(r"[\s,;]*(?:và\s+)?", sentence[before:low])
        if citation.symbol.plenum:
            if begins and not numbers and low < 40:
                yield citation
            continue
        close = _CLOSE.search(folded[max(0, low - _BEFORE) : low])
        if listed or close or (begins and (not before or _opens(folded, low))):
            yield citation
            before = high


def _opens(folded: str, low: int) -> bool:
    """Whether the words that begin the sentence are still about this number: no verb of what was done stands there."""
    return not re.search(r"\b(?:da|chi bo|duoc|vua|sang|chieu)\b", folded[:low])
