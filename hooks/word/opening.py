"""A file on the disk → what it holds; what is not .docx goes through LibreOffice, or through Word, where one is."""

from collections.abc import Callable, Mapping
from pathlib import Path

from newsroom.cache.refusals import patiently
from word import refusals
from word.by_word import convert_by_word
from word.container import MAX_FILE
from word.office import convert
from word.reading import WordFile, read_word
from word.refusals import Refused

WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
_CONVERTED = {refusals.OLD_WORD: ".doc", refusals.ODT: ".odt", refusals.RTF: ".rtf"}
_WAYS: Mapping[str, Callable[[bytes, str], bytes | None]] = {
    "LibreOffice": lambda data, ending: convert(data, ending, "docx"),
    "Word": convert_by_word,
}


def read_file(path: Path, *, keep_fonts: bool) -> tuple[WordFile, tuple[str, ...]]:
    """Reads a Word file, with what is to be said of the way it was read. Raises Refused and OSError."""
    if path.stat().st_size > MAX_FILE:
        raise Refused(refusals.TOO_LARGE)
    data = patiently(path.read_bytes)
    try:
        return read_word(data, keep_fonts=keep_fonts), ()
    except Refused as error:
        ending = _CONVERTED.get(str(error), "")
        for program, way in _WAYS.items() if ending else ():
            if made := way(data, ending):
                return read_word(made, keep_fonts=keep_fonts), (f"Tệp {ending} được đọc qua {program}.",)
        raise
