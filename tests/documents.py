"""A PDF with a page of text, as programs of offices write it: glyphs by number, and a table of their letters."""


def text_pdf(*lines: str) -> bytes:
    """Any letters; nothing is embedded, so that readers can take the text out but not draw it."""
    letters = "".join(dict.fromkeys("".join(lines)))
    code = {letter: f"{at:04X}" for at, letter in enumerate(letters, 1)}
    shown = "".join(f"<{''.join(code[one] for one in line)}> Tj 0 -20 Td\n" for line in lines)
    mapped = "".join(f"<{code[one]}> <{one.encode('utf-16-be').hex()}>\n" for one in letters)
    table = f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(letters)} beginbfchar\n{mapped}endbfchar"
    font = "/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R"
    cid = "/Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        _stream(f"BT /F 14 Tf 72 760 Td\n{shown}ET"),
        f"<< {font} >>",
        f"<< {cid}/Supplement 0 >> >>",
        _stream(f"begincmap\n{table}\nendcmap"),
    ]
    return _file(objects)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _file(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("ascii")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer << /Size {len(objects) + 1} /Root 1 0 R >>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode("ascii")
