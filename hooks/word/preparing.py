"""The pass over the XML: a Word text as it is printed, with nothing left in it that mammoth would lose or keep wrongly.

Tracked changes are accepted, hidden text goes, styles become direct formatting, numbering is counted, drawings become
marks and the contents of text boxes paragraphs. What comes out has paragraphs, runs, tables, links and notes, no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from word.container import Package
from word.drawings import chosen, read_drawing
from word.findings import Findings
from word.lines import Line
from word.marks import Item, Look, mark
from word.numbering import Numbering, Place, label
from word.ooxml import MC, M, W, flag, local, text_of, value
from word.runs import made_run, plain_run, prepared_run, text_run
from word.styles import Chain, Styles, first_value

_WRAPPERS = {"smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "rubyBase", "ruby"}
_HEADING = {"heading 1": "h1", "heading 2": "h2", "heading 3": "h3", "title": "title", "subtitle": "subtitle"}
_HEADINGS = _HEADING | {f"heading {number}": "h4" for number in range(4, 10)} | {"caption": "caption"}
_ALIGN = {"center": "center", "right": "right", "end": "right"}
MAX_SPAN = 60


@dataclass(frozen=True)
class Preparing:
    """Goes through one part of a file; `counts` are those of lists, by series and level."""

    package: Package
    styles: Styles
    numbering: Numbering
    findings: Findings
    part: str
    keep_fonts: bool = False
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def of(self, part: str) -> "Preparing":
        """The same for another part of the file."""
        return replace(self, part=part)

    def blocks(self, elements: Iterable[Element], near: str = "") -> Iterator[Element]:
        """Paragraphs and tables; `near` is what was read last, for the places of what is lost."""
        carried: tuple[Element, ...] = ()
        for element in elements:
            if element.tag == W + "p":
                near = text_of(element).strip() or near
                if _mark_is_deleted(element):
                    carried = (*carried, *element)
                    continue
                yield from self._paragraph(element, carried, near)
                carried = ()
            elif element.tag == W + "tbl":
                yield self._table(element, near)
            else:
                yield from self._inside(element, near)
        if carried:
            yield from self._paragraph(Element(W + "p"), carried, near)

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
            self._tell_equation(element, near)

    def _paragraph(self, element: Element, carried: tuple[Element, ...], near: str) -> Iterator[Element]:
        properties = element.find(W + "pPr")
        style = value(properties, "pStyle")
        chain = (*((properties,) if properties is not None else ()), *self.styles.paragraph(style))
        parts = [*carried, *element]
        line = Line.of(parts, style, near, self.styles, keep_fonts=self.keep_fonts)
        for encoding, sample in line.samples:
            self.findings.converted.setdefault(encoding, []).append(sample)
        content = list(self._inline(parts, line))
        made = Element(W + "p")
        made.append(text_run(mark(self._look(style, chain, bool(content)))))
        made.extend(one for one in content if one.tag != W + "txbxContent")
        yield made
        for box in content:
            if box.tag == W + "txbxContent":
                yield from self.blocks(box, near)

    def _look(self, style: str, chain: Chain, visible: bool) -> Look:
        align = _ALIGN.get(first_value(chain, "jc"), "")
        names = (self.styles.name(one.get(W + "styleId", "")) for one in self.styles.chain(style))
        heading = next((_HEADINGS[name] for name in names if name in _HEADINGS), "")
        outline = first_value(chain, "outlineLvl")
        if not heading and outline in ("0", "1", "2", "3"):
            heading = f"h{int(outline) + 1}"
        place = self.numbering.place(chain, style) if visible else None
        return Look(align, heading, self._item(place) if place else None)

    def _item(self, place: Place) -> Item | None:
        level, counts = self.numbering.level(place), self.counts.setdefault(place.series, {})
        counts[place.level] = counts[place.level] + 1 if place.level in counts else level.start
        for deeper in [one for one in counts if one > place.level]:
            del counts[deeper]
        if level.format == "bullet":
            return Item(place.level)
        if level.format == "none" or not level.text.strip():
            return None
        written = label(self.numbering, place, counts)
        plain = level.format == "decimal" and level.text.strip() == f"%{place.level + 1}."
        return Item(place.level, written, counts[place.level] if plain else None)

    def _inline(self, elements: Iterable[Element], line: Line) -> Iterator[Element]:
        for element in elements:
            name = local(element)
            if element.tag == W + "r":
                yield from self._run(element, line)
            elif name == "hyperlink" and element.tag.startswith(W):
                link = Element(element.tag, element.attrib)
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
                self._tell_equation(element, line.near)

    def _run(self, run: Element, line: Line) -> Iterator[Element]:
        look = plain_run(run, line, self.styles)
        if look is None:
            self.findings.counts["hidden"] += bool(text_of(run).strip())
            return
        children: list[Element] = []
        for child in prepared_run(run, look, self.findings, line.near):
            name = local(child)
            if name in ("drawing", "pict", "object", "AlternateContent"):
                yield from made_run(look, children)
                children = []
                yield from self._drawing(child, line)
            elif name == "ruby":
                yield from made_run(look, children)
                children = []
                yield from self._inline((one for one in child if local(one) == "rubyBase"), line)
            else:
                children.append(child)
        yield from made_run(look, children)

    def _drawing(self, element: Element, line: Line) -> Iterator[Element]:
        drawing = read_drawing(element, self.package, self.part)
        for said in drawing.lost:
            self.findings.tell(said, line.near)
        for use in drawing.pictures:
            self.findings.pictures.append(use)
            yield text_run(f"\ue001{len(self.findings.pictures) - 1}\ue003")
        yield from drawing.boxes

    def _tell_equation(self, element: Element, near: str) -> None:
        written = "".join(one.text or "" for one in element.iter(M + "t"))
        said = f"Công thức “{written}” không đưa được vào bài; hãy gõ lại bằng chữ hoặc chụp thành ảnh"
        self.findings.tell(said, near)

    def _table(self, table: Element, near: str) -> Element:
        made = Element(W + "tbl")
        for row in _unwrapped(table, "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.findings.counts["deleted"] += 1
                continue
            made.append(self._row(row, properties, near))
        return made

    def _row(self, row: Element, properties: Element | None, near: str) -> Element:
        made = Element(W + "tr")
        if flag(properties, "tblHeader"):
            made.append(_with_child("trPr", "tblHeader", {}))
        before = value(properties, "gridBefore")
        if before.isdecimal() and 0 < int(before) < MAX_SPAN:
            made.append(_cell({"gridSpan": before}, [Element(W + "p")]))
        for cell in _unwrapped(row, "tc"):
            kept = _kept_properties(cell.find(W + "tcPr"))
            made.append(_cell(kept, self.blocks(cell, near)))
        return made


def _mark_is_deleted(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _unwrapped(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if child.tag == W + name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _unwrapped(child, name)


def _kept_properties(properties: Element | None) -> Mapping[str, str]:
    span = value(properties, "gridSpan")
    merge = properties.find(W + "vMerge") if properties is not None else None
    kept = {"gridSpan": span} if span.isdecimal() and 1 < int(span) <= MAX_SPAN else {}
    return kept if merge is None else {**kept, "vMerge": merge.get(W + "val", "continue")}


def _cell(kept: Mapping[str, str], content: Iterable[Element]) -> Element:
    cell, properties = Element(W + "tc"), Element(W + "tcPr")
    properties.extend(Element(W + name, {W + "val": said}) for name, said in kept.items())
    cell.append(properties)
    cell.extend(content)
    return cell


def _with_child(name: str, inner: str, attributes: Mapping[str, str]) -> Element:
    element = Element(W + name)
    element.append(Element(W + inner, dict(attributes)))
    return element
