"""Drawings in a text: their pictures, with crop and turn; the text boxes in them; and what cannot be taken along."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from word.container import Package
from word.findings import PictureUse
from word.ooxml import MC, A, R, V, W, local
from word.runs import text_run

_KINDS = {
    "chart": "Biểu đồ của Word không đưa được vào bài; hãy chụp biểu đồ thành ảnh",
    "relIds": "Hình SmartArt không đưa được vào bài; hãy chụp hình thành ảnh",
    "OLEObject": "Tệp nhúng trong Word không đưa được vào bài; hãy lưu thành tệp riêng rồi đính kèm",
}
_OFFICE_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_BY_MACHINE = re.compile(r"automatically generated|AI-generated|được tạo tự động|được tự động tạo", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|heic|gif|bmp|tiff?|webp)\Z", re.IGNORECASE)
_DEGREE = 60_000
_SHARE = 100_000
_CHOSEN = ("wps", "wpg", "wpc", "pic", "wp14", "w14", "w15", "a14", "cx", "c14", "c16", "aink", "am3d", "v")


@dataclass(frozen=True)
class Drawing:
    """`pictures` in order, the contents of text boxes, and sentences on the rest."""

    pictures: tuple[PictureUse, ...] = ()
    boxes: tuple[Element, ...] = ()
    lost: tuple[str, ...] = ()


def chosen(element: Element) -> Sequence[Element]:
    """The side of an AlternateContent that Word itself would draw."""
    choices = [one for one in element if one.tag == MC + "Choice"]
    fallback = [one for one in element if one.tag == MC + "Fallback"]
    known = [one for one in choices if set(one.get("Requires", "").split()) <= set(_CHOSEN)]
    return list((known or fallback or choices or [element])[0])


def read_drawing(element: Element, package: Package, part: str) -> Drawing:
    """All of one `w:drawing`, `w:pict` or `w:object`; `part` is the one it stands in."""
    walker = _Walker(package, part)
    found = list(walker.over(element, 0.0))
    return Drawing(
        tuple(one for one in found if isinstance(one, PictureUse)),
        tuple(one for one in found if isinstance(one, Element)),
        tuple(dict.fromkeys(one for one in found if isinstance(one, str))),
    )


@dataclass(frozen=True)
class _Walker:
    package: Package
    part: str

    def over(self, element: Element, turn: float, alt: str = "") -> Iterator[PictureUse | Element | str]:
        name = local(element)
        alt = _alt(element) or alt
        if element.tag == MC + "AlternateContent":
            for child in chosen(element):
                yield from self.over(child, turn, alt)
            return
        if name == "txbxContent":  # in the strict format it may have another namespace
            yield element
            return
        if texts := _drawn_texts(element):
            yield _box(texts)
            return
        if _is_hidden(element):
            yield "Hình hoặc khung chữ bị ẩn trong Word không đưa vào bài"
            return
        if name in _KINDS:
            yield _KINDS[name]
        if element.tag in (A + "blip", V + "imagedata", V + "fill"):
            yield from self._picture(element, turn, alt)
        turned = turn + (_turn(element) if name in ("grpSp", "wgp") else 0.0)
        filled = element.find(A + "blipFill") is not None or any(local(one) == "blipFill" for one in element)
        for child in element:
            if local(child) == "blipFill" or (filled and child.tag == A + "blipFill"):
                yield from self._filled(child, element, turned, alt)
            else:
                yield from self.over(child, turned, alt)

    def _filled(self, fill: Element, shape: Element, turn: float, alt: str) -> Iterator[PictureUse | str]:
        blip = fill.find(A + "blip")
        if blip is None:
            return
        frame = next((one for one in (shape, *shape) for one in one.iter(A + "xfrm")), None)
        own = _degrees(frame.get("rot")) if frame is not None else 0.0
        cut = fill.find(A + "srcRect")
        left, top, right, bottom = (_share(cut.get(side)) if cut is not None else 0.0 for side in "ltrb")
        crop = left, top, right, bottom
        mirrored, flipped = _is_on(frame, "flipH"), _is_on(frame, "flipV")
        for one in self._picture(blip, turn + own, alt or _inner_alt(shape)):
            if isinstance(one, PictureUse):
                name = _file_name(shape) or one.name
                yield replace(one, crop=crop, name=name, mirrored=mirrored, flipped=flipped)
            else:
                yield one

    def _picture(self, blip: Element, turn: float, alt: str) -> Iterator[PictureUse | str]:
        key = blip.get(R + "embed") or blip.get(R + "id") or blip.get(R + "pict")
        link = blip.get(R + "link") or blip.get(R + "href")
        found = self.package.relationships(self.part).get(key or link or "")
        if found and not found.external and found.target.lower() in self.package.names:
            yield PictureUse(found.target, turn=turn, alt=alt, name=blip.get(_OFFICE_TITLE, ""))
        elif key or link:
            yield "Có ảnh chỉ được nối từ ngoài, không nằm trong tệp Word; hãy chèn lại chính ảnh đó"


def _drawn_texts(element: Element) -> tuple[str, ...]:
    """Lines that are drawn without being text of Word: its old WordArt, and shapes pasted from other programs."""
    if element.tag == V + "textpath":
        return tuple((element.get("string") or "").splitlines())
    lines = element.findall(A + "p") if element.tag == A + "txBody" else []
    return tuple("".join(one.text or "" for one in line.iter(A + "t")) for line in lines)


def _box(texts: Iterable[str]) -> Element:
    box = Element(W + "txbxContent")
    for text in texts:
        line = Element(W + "p")
        line.append(text_run(text))
        box.append(line)
    return box


def _is_hidden(shape: Element) -> bool:
    """Whether Word does not show a shape: its eye is closed in the list of selections, or VML says so."""
    own = (one for part in shape for one in (part, *(part if local(part).startswith("nv") else ())))
    closed = any(local(one) in ("docPr", "cNvPr") and _is_on(one, "hidden") for one in own)
    return closed or "visibility:hidden" in shape.get("style", "").replace(" ", "")


def _alt(element: Element) -> str:
    """What the author says is seen; what Word guesses by itself and names of files say nothing."""
    said = (element.get("descr") or "").strip() if local(element) in ("docPr", "cNvPr") else ""
    return "" if _BY_MACHINE.search(said) or _FILE.search(said) or " " not in said else " ".join(said.split())


def _file_name(shape: Element) -> str:
    """The name of the file that a picture was inserted from."""
    told = (one.get(key, "") for one in shape.iter() if local(one) == "cNvPr" for key in ("name", "descr"))
    return next((name.replace("\\", "/").rpartition("/")[2] for name in told if _FILE.search(name)), "")


def _is_on(frame: Element | None, name: str) -> bool:
    return frame is not None and frame.get(name) in ("1", "true")


def _inner_alt(shape: Element) -> str:
    return next((alt for one in shape.iter() if (alt := _alt(one))), "")


def _turn(group: Element) -> float:
    frame = next((one for child in group if local(child) == "grpSpPr" for one in child.iter(A + "xfrm")), None)
    return _degrees(frame.get("rot")) if frame is not None else 0.0


def _degrees(text: str | None) -> float:
    try:
        return int(text or "0") / _DEGREE
    except ValueError:
        return 0.0


def _share(text: str | None) -> float:
    try:
        return min(max(float((text or "0").rstrip("%")) / (100 if "%" in (text or "") else _SHARE), 0.0), 0.99)
    except ValueError:
        return 0.0
