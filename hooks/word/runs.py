"""One run: what it looks like once styles are counted, and its letters as they are printed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from newsroom.frontmatter.head import clean
from word.findings import Findings
from word.lines import Line, raw_text
from word.marks import OURS
from word.old_fonts import Encoding, encoding_of, is_unicode, to_unicode
from word.ooxml import W, local, value
from word.styles import Styles, first_value, font_of

KEPT = {"footnoteReference", "endnoteReference", "fldChar", "instrText", "tab"}
DRAWN = {"drawing", "pict", "object", "AlternateContent", "ruby"}


@dataclass(frozen=True)
class RunLook:
    """`marks` are the properties that readers see; `encoding` is that of the letters, if not Unicode."""

    marks: tuple[tuple[str, str], ...]
    encoding: Encoding
    font: str
    capitals: bool


def plain_run(run: Element, line: Line, styles: Styles) -> RunLook | None:
    """Reads a run without its looks; None when the run is hidden."""
    own = run.find(W + "rPr")
    style = styles.run(own, line.style)
    if style.is_hidden:
        return None
    chain, named = style.chain, styles.name(value(own, "rStyle"))
    marks = [(name, "1") for name in ("b", "i", "strike") if style.toggled(name)]
    if first_value(chain, "u") not in ("", "none") and not line.linked and "hyperlink" not in named:
        marks.append(("u", "single"))
    if (script := first_value(chain, "vertAlign")) in ("superscript", "subscript"):
        marks.append(("vertAlign", script))
    font = font_of(chain, styles.theme)
    encoding = encoding_of(font)
    is_old = encoding in line.converted and not is_unicode(raw_text(run), encoding, font)
    return RunLook(tuple(marks), encoding if is_old else "", font, style.toggled("caps"))


def prepared_run(run: Element, look: RunLook, findings: Findings, near: str) -> Iterator[Element]:
    """The children of a run that are printed; drawings come as they are."""
    for child in run:
        name = local(child)
        if name in DRAWN or (child.tag.startswith(W) and name in KEPT):
            yield child
        elif name in ("br", "cr"):  # where a page or a column ends, letters do not run on either
            yield Element(W + "br")
        elif name == "sym":
            yield from _symbol(child, findings, near)
        elif name == "ptab":
            yield Element(W + "tab")
        elif child.tag.startswith(W) and (text := _text(child, look)):
            yield _written(text)
        elif len(child) and name != "t" and not name.endswith("Pr"):  # it may hold what none should, words
            yield child


def made_run(look: RunLook, children: Sequence[Element]) -> Iterator[Element]:
    """A run that says all that it looks like itself."""
    if children:
        made, properties = Element(W + "r"), Element(W + "rPr")
        properties.extend(Element(W + name, {W + "val": said}) for name, said in look.marks)
        made.append(properties)
        made.extend(children)
        yield made


def text_run(text: str) -> Element:
    """A run of plain text."""
    made = Element(W + "r")
    made.append(_written(text))
    return made


def _written(text: str) -> Element:
    made = Element(W + "t")
    made.text = text
    return made


def _text(child: Element, look: RunLook) -> str:
    name = local(child)
    if name == "softHyphen":
        return to_unicode("\xad", look.encoding, look.font) if look.encoding == "TCVN3" else ""
    if name == "noBreakHyphen":
        return "-"
    if name != "t":
        return ""
    text = OURS.sub("", child.text or "")
    text = to_unicode(text, look.encoding, look.font) if look.encoding else text
    text = clean(text)
    return text.upper() if look.capitals else text


def _symbol(child: Element, findings: Findings, near: str) -> Iterable[Element]:
    code, font = child.get(W + "char", ""), child.get(W + "font", "")
    if letter := _letter(font, code):
        return [_written(letter)]
    findings.tell(f"Ký hiệu của phông {font or 'lạ'} không đưa được vào bài; hãy gõ lại ký hiệu ấy", near)
    return []


@cache
def _letter(font: str, code: str) -> str:
    from mammoth.docx.dingbats import dingbats

    try:
        number = int(code, 16)
    except ValueError:
        return ""
    found = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
    return chr(found) if found else ""
