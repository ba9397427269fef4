"""Blocks that authors mean otherwise than Markdown reads them."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    CodeBlockProcessor,
    HashHeaderProcessor,
    ParagraphProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.util import HTML_PLACEHOLDER_RE

from newsroom.articles.habits.lines import WIDE_GAP, is_item, list_begins, with_breaks
from newsroom.articles.habits.notes import AddressProcessor, Notes
from newsroom.articles.habits.quotes import MoreThan
from newsroom.articles.habits.remarks import Remarks

_CODE = re.compile(r"[={}\\`]|</?[A-Za-z!]|(?<![\w.])[A-Za-z_][A-Za-z0-9_.]*+\(|^[ ]*(?:[#$]|//|>>>)", re.MULTILINE)
_MARKED = re.compile(r"\A[ ]*(?:[-*+•][ ]|\d+[.)][ ]|\||!\[)")
_UNDERLINE = re.compile(r"\A[^\n]*\n(?:={3,}|-{3,})[ ]*(?:\n|\Z)")
_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=\n)")
_SENTENCE = re.compile(r"[.!?…:;,][\"”’')*_]*\Z")
_LONGEST_TITLE = 90  # letters
_MAYBE_TITLE = re.compile(r"\A[ ]{0,3}#[^\W\d_]\w*+[ ]++[^#\s]")  # of hashtags, no word is without one

_INDENTED = (
    "dòng thụt vào từ bốn dấu cách nên thành mã; nếu là đoạn văn, hãy viết sát lề trái; "
    "nếu là mã, hãy đặt giữa hai dòng ```"
)
_RULE = (
    "dòng --- ở ngay dưới nên dòng này thành tiêu đề; nếu đúng là tiêu đề, hãy viết “## …”; "
    "nếu không, hãy bỏ trống một dòng trước ---"
)
_DASH = (
    "dòng bắt đầu bằng dấu gạch ở giữa đoạn; nếu là danh sách, hãy bỏ trống một dòng ở trước; "
    "nếu không, hãy nối vào dòng trên"
)
_COLUMNS = "các cột chia bằng dấu cách sẽ dính vào nhau khi hiện ra; hãy kẻ bảng bằng dấu |, hoặc viết mỗi cột một dòng"
_HASH = (
    "dấu # liền với chữ nên dòng này không phải là tiêu đề; nếu đúng là tiêu đề, hãy thêm dấu cách sau #; "
    "nếu không, hãy viết \\#"
)


class IndentedProcessor(CodeBlockProcessor):
    """Paragraphs whose first line is indented, as in Word, are paragraphs; what is neither prose nor code is told."""

    def __init__(self, parser: BlockParser, remarks: Remarks) -> None:
        super().__init__(parser)
        self._remarks = remarks

    def run(self, parent: Element, blocks: list[str]) -> None:
        indented, rest = self.detab(blocks[0], 1)
        if _is_prose(blocks[0]):
            lines = indented.split("\n")
            margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
            blocks[0] = "\n".join([*(line[margin:] for line in lines), *filter(None, [rest])])
            return
        if _CODE.search(indented) is None or not indented.isascii():
            self._remarks.tell(blocks[0], _INDENTED)
        super().run(parent, blocks)


def _is_prose(block: str) -> bool:
    is_put_away = HTML_PLACEHOLDER_RE.fullmatch(block.strip()) is not None  # code between fences, indented themselves
    has_marks = all(map(_MARKED.match, block.split("\n")))
    return is_put_away or has_marks or (not block.isascii() and not _CODE.search(block))


class HashProcessor(HashHeaderProcessor):
    """A `#` that stands right before a word is a hashtag's, as on Facebook."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#(?=[\s#]|\Z)#{0,5})(?=[ ]+\S|[^\s#])(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
    )


class LinesProcessor(ParagraphProcessor):
    """A list needs no empty line before it, and the lines of a poem stay lines."""

    def __init__(self, parser: BlockParser, remarks: Remarks) -> None:
        super().__init__(parser)
        self._remarks = remarks

    def run(self, parent: Element, blocks: list[str]) -> None:
        if "\n" in blocks[0].strip():
            lines = blocks[0].split("\n")
            begins = list_begins(lines, in_item=parent.tag == "li")
            if begins is not None:
                blocks[:1] = ["\n".join(lines[:begins]), "\n".join(lines[begins:]).replace("•", "-")]
            for line in filter(is_item, lines[1:begins]):
                self._remarks.tell(line.lstrip(" -*+"), _DASH)
            wide = [line for line in lines if "     " in line and WIDE_GAP.search(line)]
            if len(wide) > 1:
                self._remarks.tell(wide[0], _COLUMNS)
            blocks[0] = with_breaks(_BREAK.sub(r"\1  ", blocks[0]))
        if "#" in blocks[0]:
            for line in filter(_MAYBE_TITLE.match, blocks[0].split("\n")):
                self._remarks.tell(line, _HASH)
        super().run(parent, blocks)


class UnderlinedProcessor(SetextHeaderProcessor):
    """A sentence above `---` is a sentence above a rule; what may be a heading is one, and told."""

    def __init__(self, parser: BlockParser, remarks: Remarks) -> None:
        super().__init__(parser)
        self._remarks = remarks

    def test(self, parent: Element, block: str) -> bool:
        if not _UNDERLINE.match(block):
            return False
        line, below = block.split("\n", 2)[:2]
        return below[0] == "=" or not (_SENTENCE.search(line.rstrip()) or len(line) > _LONGEST_TITLE)

    def run(self, parent: Element, blocks: list[str]) -> None:
        line, below = blocks[0].split("\n", 2)[:2]
        if below[0] == "-":
            self._remarks.tell(line, _RULE)
        super().run(parent, blocks)


def read_blocks(converter: markdown.Markdown, remarks: Remarks) -> None:
    """Puts ours in the place of the library's own, but of none that an extension has put there."""
    parser, blocks = converter.parser, converter.parser.blockprocessors
    if type(blocks["code"]) is CodeBlockProcessor:
        blocks.register(IndentedProcessor(parser, remarks), "code", 80)
    converter.preprocessors.register(MoreThan(converter), "more-than", 15.2)
    converter.preprocessors.register(Notes(converter), "notes", 15.1)
    if type(blocks["hashheader"]) is HashHeaderProcessor:
        blocks.register(HashProcessor(parser), "hashheader", 70)
    if type(blocks["setextheader"]) is SetextHeaderProcessor:
        blocks.register(UnderlinedProcessor(parser, remarks), "setextheader", 60)
    if type(blocks["reference"]) is ReferenceProcessor:
        blocks.register(AddressProcessor(parser), "reference", 15)
    if type(blocks["paragraph"]) is ParagraphProcessor:
        blocks.register(LinesProcessor(parser, remarks), "paragraph", 10)
