"""Words where the format has none: in elements that Word does not know, or beside those in which they should stand."""

from xml.etree.ElementTree import Element

from word.ooxml import W

_OF_A_LINE = (W + "r", W + "t", W + "hyperlink")


def holds_words(element: Element) -> bool:
    """Whether anything is written in an element, of whatever kind it is."""
    return any(one.tag == W + "t" for one in element.iter())


def as_paragraph(element: Element) -> Element:
    """What stands where a paragraph should."""
    made = Element(W + "p")
    made.extend([element] if element.tag in _OF_A_LINE else element)
    return made


def as_run(element: Element) -> Element | None:
    """What stands where a run should, be it text alone; None for what holds no text of its own."""
    if element.tag != W + "t" and element.find(W + "t") is None:
        return None
    made = Element(W + "r")
    made.extend([element] if element.tag == W + "t" else element)
    return made
