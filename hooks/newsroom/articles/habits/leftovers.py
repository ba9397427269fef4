"""Signs of Markdown that came out as letters, and footnotes that go nowhere."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.footnotes import FootnoteExtension

from newsroom.articles.habits.remarks import FORMULA, Remark

_SIGNS = re.compile(
    r"(?:(?=[*~=\[\]^`!$【\ue200-\ue206:<{%tẩ])|^)(?:"  # where any of them begins: most letters are passed at once
    r"(?P<stars>(?<![*\d(\[])(?<!\b[A-Z])(?<!\b[A-Z][A-Z0-9])\*\*(?![*\d]))|(?P<waves>(?<!~)~~(?!~))"
    r"|(?P<equals>(?<![=<>!])==(?=[ ][^=\n]{1,200}[ ]==(?![=>])))"
    r"|\[\^(?P<note>[^\[\]\s](?:[^\[\]\n]{0,59}[^\[\]\s])?)\]|(?P<inline>\^\[(?=\S))|(?P<fence>^(?:```|~~~))"
    r"|(?P<picture>(?<!\w)!\[[^\]\n]{0,99}\]?[ ]?\(?)"
    r"|(?P<link>\]\[|\]\(|\][ ]\((?=https?:|www\.|[^()\s]{1,99}\.(?:docx?|md|pdf|pptx?|xlsx?)[)#])"
    r"|\][ ]\[(?=[^\[\]\n]{1,99}\.(?:docx?|md|pdf|pptx?|xlsx?)\]))|(?P<wiki>\[\[[^\[\]\n]{1,99}\]\])"
    r"|(?P<formula>\$\$?(?! )[^$\n\\^_{=+]{0,80}[\\^_{=+][^$\n]{0,80}(?<! )\$(?!\d)|\$[A-Za-z]\$)"
    r"|(?P<machine>【[^【】\n]{0,30}】|\[cite(?:_start|_end|:[ \d,]{1,40})\]|\[oaicite:\d+\]|[\ue200-\ue206]"
    r"|:contentReference\[[^\[\]\n]{0,40}\](?:\{[^{}\n]{0,40}\})?"
    r"|\bturn\d{1,2}(?:search|view|news|image|file|fetch)\d{1,3}\b|^ChatGPT (?:đã )?nói:|^Chắc chắn rồi!"
    r"|^Bạn có muốn (?:tôi|mình) (?:chỉnh|giúp|làm|rút|soạn|thêm|viết)|^Nếu bạn (?:cần|muốn), (?:tôi|mình) có thể)"
    r"|(?P<pasted>^Sent from my |^Đã gửi từ (?:iPhone|Outlook)|\bẨn bớt$|^Thích · (?:Trả lời|Phản hồi)\b"
    r"|\[(?:hình ảnh|image|sticker|photo|ảnh|video|tệp|file)\](?=[ ]*(?:\[[^\[\]()]*\][ ]*)?$))"
    r"|(?P<blank>\[(?:tên|họ|điền|nhập|ghi|chèn|thêm|ngày|tháng|số|địa điểm|thời gian|chức vụ|đơn vị|insert|your|name"
    r"|date)(?:[ ,/][^\[\]\n\d]{0,60})?\](?![(\[:]))|(?P<forum>\[/(?:b|i|u|s|img|url|color|size|center|quote)\])"
    r"|(?P<other>\[/?(?:caption|gallery|embed|playlist|vc_\w{1,30}|et_pb_\w{1,30})\b[^\[\]\n]{0,80}\]|<%=?[^%\n]{1,80}%>"
    r"|\{\{[^{}\n]{1,80}\}\}|\{%[^%\n]{1,80}%\})|(?P<remark>%%[ ]?[^%\s][^%\n]{0,300}%%)"
    r"|(?P<table>^[^\n|]*\|[^\n]*)\n(?=[ |:]*--[-:| ]*$))",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNS_ALONE = ("[", "$", "{", "--", "【", "\ue200")
_TWO_SIGNS = (("*", "**"), ("~", "~~"), ("=", "=="), ("`", "```"), ("%", "%%"), ("%", "%>"))
"""With the first of them, for which a text is looked through in a tenth of the time."""
_WORDS = (
    *("oaicite", "turn0", "turn1", "Sent from", "Đã gửi từ", "Ẩn bớt", "Thích · ", "ChatGPT", "Chắc chắn rồi!"),
    *("Bạn có muốn", "Nếu bạn cần,", "Nếu bạn muốn,"),
)
"""Without any of all these a text has no match."""
_SAID = {
    "stars": "dấu ** hiện ra thành chữ; hãy đặt ** sát chữ ở cả đầu và cuối chỗ in đậm, hoặc viết \\*\\* nếu là chữ",
    "waves": "dấu ~~ hiện ra thành chữ; hãy đặt ~~ sát chữ ở cả đầu và cuối chỗ gạch ngang, hoặc bỏ dấu này",
    "equals": "dấu == hiện ra thành chữ; hãy đặt == sát chữ ở hai đầu chỗ tô nền, hoặc viết `==` nếu là dấu bằng",
    "fence": "dấu {1} mở một đoạn mã mà không có dòng {1} đóng; hãy thêm dòng {1} ở cuối đoạn mã, hoặc bỏ dấu này",
    "note": "chú thích [^{0}] chưa có lời; hãy thêm dòng “[^{0}]: …” ở cuối bài, hoặc bỏ dấu này",
    "inline": "chú thích ^[…] hiện ra thành chữ; hãy viết [^1] ở đây và thêm dòng “[^1]: …” ở cuối bài",
    "picture": "ảnh hiện ra thành chữ; hãy viết liền ![chú thích](tên tệp)",
    "link": "liên kết hiện ra cả dấu ngoặc; hãy viết liền [chữ hiện ra](địa chỉ)",
    "formula": FORMULA,
    "wiki": "liên kết {1} hiện ra thành chữ; hãy viết [chữ hiện ra](tên tệp)",
    "other": "mã {1} của trang khác hiện ra thành chữ; hãy xoá, hoặc viết `…` nếu nhắc đến mã",
    "remark": "ghi chú giữa hai dấu %% vẫn hiện ra; hãy xoá, hoặc đặt trong <!-- … -->",
    "machine": "“{1}” là dấu vết của công cụ trò chuyện; hãy xoá, và xem lại nguồn của câu này",
    "pasted": "“{1}” có vẻ dán thừa từ trang hay thư khác; hãy xoá, nếu là ảnh hay tệp thì chèn vào",
    "blank": "“{1}” có lẽ là chỗ trống chưa điền; hãy điền, hoặc viết \\[ nếu đúng là chữ của bài",
    "forum": "mã {1} hiện ra thành chữ; hãy viết **đậm**, *nghiêng*, [chữ](địa chỉ), ![chú thích](tên tệp)",
    "table": "hàng gạch ở dưới có số ô khác hàng này nên bảng hiện ra thành chữ; hãy viết hai hàng có số ô bằng nhau",
}
_NO_WORDS = "liên kết không có chữ nào để bấm; hãy viết chữ vào giữa hai ngoặc vuông: [chữ hiện ra](địa chỉ)"
_UNREAD = re.compile(r"\*\*[^\s*][^*\n]*\*\*|\[[^\[\]\n]+\]\([^()\s]+\)")
_IN_HTML = (
    "trong thẻ HTML, dấu ** và liên kết […](…) hiện ra thành chữ; hãy bỏ thẻ ở ngoài, hoặc viết <b>…</b>, <a href=…>"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[\^([^\[\]\n]*+)\]:(.*)", re.MULTILINE)
_AROUND = 15  # letters
_TWICE = "chú thích [^{0}] được viết hai lần, lời này không hiện ra; hãy đặt cho nó một tên khác"
_UNUSED = "chú thích [^{0}] không được nhắc trong bài; hãy thêm [^{0}] vào chỗ cần chú thích, hoặc bỏ dòng này"


def may_have_signs(text: str) -> bool:
    """Whether it is worth while to look for signs that Markdown left in any of its blocks."""
    return (
        any(map(text.__contains__, _SIGNS_ALONE))
        or any(sign in text and signs in text for sign, signs in _TWO_SIGNS)
        or any(map(text.__contains__, _WORDS))
    )


def signs_left(text: str) -> Iterator[Remark]:
    """Finds signs that Markdown left in a block of prose, in which letters that are no prose have been blanked."""
    if may_have_signs(text):
        for found in _SIGNS.finditer(text):
            message = _SAID[found.lastgroup or ""].format(found["note"], found[0])
            table = found["table"]
            yield Remark((table,), message) if table else Remark(_places(text, found), message, found[0].strip())


def links_without_words(root: Element) -> Iterator[Remark]:
    """Links that nobody sees, before their addresses are taken out of a tree."""
    for link in root.iter("a"):
        target = link.get("href", "")
        if target and not len(link) and not (link.text or "").strip():
            yield Remark((f"]({target}", f"]({target[:_AROUND]}"), _NO_WORDS)


def signs_in_html(text: str) -> Iterator[Remark]:
    """Finds signs of Markdown in the text of a block of HTML, in which it has no say."""
    for found in _UNREAD.finditer(text) if "**" in text or "](" in text else ():
        yield Remark((found[0], found[0][:_AROUND]), _IN_HTML)


def _places(text: str, found: re.Match[str]) -> tuple[str, ...]:
    """Gives a sign with letters on both sides, then on either: beyond them the source may have signs that are gone."""
    before = text[max(found.start() - _AROUND, 0) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + _AROUND].partition("\n")[0]
    sign, places = found[0], (before.strip() and after.strip(), before.strip(), after.strip())
    written = (before + sign + after, before + sign, sign + after)
    return tuple(place for place, has_words in zip(written, places, strict=True) if has_words)


def lost_footnotes(converter: markdown.Markdown) -> Iterator[Remark]:
    """Tells the footnotes that were lost of the body that was converted last."""
    for extension in converter.registeredExtensions:
        if isinstance(extension, FootnoteExtension) and extension.footnotes:
            used, text = frozenset(extension.footnote_order), "\n".join(converter.lines)  # type: ignore[attr-defined]
            yield from _lost(_DEFINITION.finditer(text), used)


def _lost(definitions: Iterable[re.Match[str]], used: frozenset[str]) -> Iterator[Remark]:
    last: dict[str, re.Match[str]] = {}
    for found in definitions:
        if found[1] in last:
            yield Remark((last[found[1]][0].strip()[:60],), _TWICE.format(found[1]))
        last[found[1]] = found
    for name, found in last.items():
        if name not in used:
            yield Remark((found[0].strip()[:60],), _UNUSED.format(name))
