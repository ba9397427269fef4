"""The pass over the XML: a Word text as it is printed, with nothing left in it that mammoth would lose or keep wrongly.

Tracked changes are accepted, hidden text goes, styles become direct formatting, numbering is counted, drawings become
marks and the contents of text boxes paragraphs. What comes out has paragraphs, runs, tables, links and notes, no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from xml.etree.ElementTree import Element

from word.container import Package
from word.drawings import chosen, read_drawing
from word.equations import flat
from word.findings import Findings
from word.hidden_cells import hidden_cells
from word.lines import Line
from word.looks import Looks
from word.marks import mark
from word.ooxml import MC, M, R, W, flag, local, text_of, value
from word.runs import DRAWN, KEPT, made_run, plain_run, prepared_run, text_run
from word.styles import Styles
from word.table_rows import prepared_table
from word.unknown import as_paragraph, as_run, holds_words

_WRAPPERS = {"smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "rubyBase"}
_APART = W + "txbxContent"
"""Holds blocks that stand in the middle of a line, and come after it."""


@dataclass(frozen=True)
class Preparing:
    """Goes through one part of a file."""

    package: Package
    styles: Styles
    looks: Looks
    findings: Findings
    part: str
    keep_fonts: bool = False

    def of(self, part: str) -> "Preparing":
        """Prepares another part of the file in the same way."""
        return replace(self, part=part)

    def blocks(self, elements: Iterable[Element], near: str = "") -> Iterator[Element]:
        """Paragraphs and tables; `near` is what was read last, for the places of what is lost."""
        carried: list[Element] = []
        for element in elements:
            if element.tag == W + "p":
                line = self._line(element, near)
                near = line.near
                carried += self._inline(element, line)
                if not _goes_on(element):
                    yield from self._paragraph(element, carried, line)
                    carried = []
            elif element.tag == W + "tbl":
                hidden = hidden_cells(element, self.styles)
                yield prepared_table(element, hidden, partial(self._cell, near), self.findings)
            else:
                yield from self._inside(element, near)
        if carried:
            yield from self._paragraph(last := Element(W + "p"), carried, self._line(last, near))

    def _cell(self, near: str, cell: Element, hidden: bool) -> Iterator[Element]:
        styles = replace(self.styles, hidden=hidden or self.styles.hidden)
        return replace(self, styles=styles).blocks(cell, near)

    def _inside(self, element: Element, near: str) -> Iterator[Element]:
        name = local(element)
        if element.tag == MC + "AlternateContent":
            yield from self.blocks(chosen(element), near)
        elif name in ("ins", "moveTo", "sdt") or name in _WRAPPERS:
            self.findings.counts["inserted"] += name in ("ins", "moveTo")
            yield from self.blocks(element, near)
        elif name in ("del", "moveFrom"):
            self.findings.counts["deleted"] += 1
        elif name == "altChunk":
            self.findings.tell("Phần chèn từ tệp khác không đưa được vào bài; hãy chép chữ của phần ấy vào Word", near)
        elif element.tag in (M + "oMath", M + "oMathPara"):
            self._tell_equation(near, flat(element))
        elif holds_words(element):
            self.findings.counts["odd"] += 1
            yield from self.blocks([as_paragraph(element)], near)

    def _line(self, element: Element, near: str) -> Line:
        style = value(element.find(W + "pPr"), "pStyle")
        line = Line.of(element, style, near, self.styles, keep_fonts=self.keep_fonts)
        for encoding, sample in line.samples:
            self.findings.converted.setdefault(encoding, []).append(sample)
        return line

    def _paragraph(self, element: Element, content: Sequence[Element], line: Line) -> Iterator[Element]:
        properties = element.find(W + "pPr")
        chain = (*((properties,) if properties is not None else ()), *self.styles.paragraph(line.style))
        made = Element(W + "p")
        made.append(text_run(mark(self.looks.of(line.style, chain, visible=bool(content)))))
        made.extend(one for one in content if one.tag != _APART)
        yield made
        for apart in content:
            if apart.tag == _APART:
                yield from self.blocks(apart, line.near)

    def _inline(self, elements: Iterable[Element], line: Line) -> Iterator[Element]:
        for element in elements:
            name = local(element)
            if element.tag == W + "r":
                yield from self._run(element, line)
            elif name == "hyperlink" and element.tag.startswith(W):
                link = Element(element.tag, self._address(element))
                link.extend(self._inline(element, replace(line, linked=True)))
                yield link
            elif name in ("ins", "moveTo", "sdt") or name in _WRAPPERS:
                self.findings.counts["inserted"] += name in ("ins", "moveTo")
                yield from self._inline(element, line)
            elif name in ("del", "moveFrom"):
                self.findings.counts["deleted"] += 1
            elif element.tag == MC + "AlternateContent":
                yield from self._inline(chosen(element), line)
            elif element.tag in (M + "oMath", M + "oMathPara"):
                self._tell_equation(line.near, flat(element))
            elif element.tag in (W + "p", W + "tbl"):  # no program should write them here, but some do
                yield _apart([element])
            elif not name.endswith("Pr"):
                yield from self._unknown(element, line)

    def _unknown(self, element: Element, line: Line) -> Iterator[Element]:
        run = as_run(element)
        made = list(self._inline(element, line) if run is None else self._run(run, line))
        self.findings.counts["odd"] += bool(made)
        yield from made

    def _run(self, run: Element, line: Line) -> Iterator[Element]:
        look = plain_run(run, line, self.styles)
        if look is None:
            self.findings.counts["hidden"] += bool(text_of(run).strip())
            return
        children: list[Element] = []
        for child in prepared_run(run, look, self.findings, line.near):
            name = local(child)
            if name == "instrText" and (child.text or "").lower().split()[:1] == ["eq"]:
                self._tell_equation(line.near, (child.text or "").strip())
            elif name in DRAWN or (len(child) and name not in KEPT):
                yield from made_run(look, children)
                children = []
                yield from self._within_run(child, line)
            else:
                children.append(child)
        yield from made_run(look, children)

    def _within_run(self, child: Element, line: Line) -> Iterator[Element]:
        if local(child) == "ruby":
            yield from self._ruby(child, line)
        elif local(child) in DRAWN:
            yield from self._drawing(child, line)
        else:
            self.findings.counts["odd"] += child.tag == W + "r"
            yield from self._inline([child], line)

    def _address(self, link: Element) -> dict[str, str]:
        """The attributes of a link, without an address that the file does not hold."""
        target = self.package.relationships(self.part).get(link.get(R + "id", ""))
        is_there = target is not None and target.kind == "hyperlink"
        return {name: said for name, said in link.attrib.items() if is_there or name != R + "id"}

    def _ruby(self, ruby: Element, line: Line) -> Iterator[Element]:
        """How letters are read stands above them in Word, and in brackets behind them in a post."""
        yield from self._inline((one for one in ruby if local(one) == "rubyBase"), line)
        reading = list(self._inline((inner for one in ruby if local(one) == "rt" for inner in one), line))
        yield from (text_run("("), *reading, text_run(")")) if reading else ()

    def _drawing(self, element: Element, line: Line) -> Iterator[Element]:
        drawing = read_drawing(element, self.package, self.part)
        for said in drawing.lost:
            self.findings.tell(said, line.near)
        for use in drawing.pictures:
            self.findings.pictures.append(use)
            yield text_run(f"\ue001{len(self.findings.pictures) - 1}\ue003")
        yield from map(_apart, drawing.boxes)

    def _tell_equation(self, near: str, written: str) -> None:
        said = f"Công thức “{written}” không đưa được vào bài; hãy gõ lại bằng chữ hoặc chụp thành ảnh"
        self.findings.tell(said, near)


def _apart(blocks: Iterable[Element]) -> Element:
    made = Element(_APART)
    made.extend(blocks)
    return made


def _goes_on(paragraph: Element) -> bool:
    """Whether the next paragraph goes on in the same line: the end of this one is deleted or hidden, or it is nothing
    but the large first letter of a text.
    """
    frame, end = paragraph.find(f"{W}pPr/{W}framePr"), paragraph.find(f"{W}pPr/{W}rPr")
    is_letter = frame is not None and frame.get(W + "dropCap", "none") != "none"
    return is_letter or (end is not None and (end.find(W + "del") is not None or bool(flag(end, "vanish"))))
