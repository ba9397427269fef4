"""Sketches of GitHub's pages for the guide of those who set a site up: which words to look for, and where.

They are drawn, not taken: plain boxes with the words that GitHub's own documentation gives its buttons, and say so.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmark.guide import save, shot
from benchmark.shots import launch

WIDTH = 760  # pixels
_TABS = ("Code", "Issues", "Pull requests", "Actions", "Projects", "Settings")
_STYLE = """<style>
body{margin:0;padding:16px;font:15px/1.5 'Liberation Sans','DejaVu Sans',sans-serif;background:#fff;color:#222}
p{margin:12px 0}.note{margin:12px 0 0;color:#666;font-size:13px;font-style:italic}
.page{border:2px solid #999;padding:12px}
.row{display:flex;gap:20px;align-items:flex-start;justify-content:space-between}.side{width:150px;color:#888}
.tabs{display:flex;gap:18px;border-bottom:2px solid #bbb;padding-bottom:10px;color:#888}.main{flex:1}
.box{border:2px solid #999;border-radius:4px;padding:3px 10px;display:inline-block;background:#f4f4f4}
.in{margin-left:32px}
b{color:#222;outline:3px solid #c62828;outline-offset:2px;border-radius:2px}.go{background:#dcefdc}
i{display:inline-block;width:22px;height:22px;border-radius:11px;background:#c62828;color:#fff;margin-right:10px;
text-align:center;font:bold 14px/22px 'Liberation Sans','DejaVu Sans',sans-serif}
</style>"""
_NOTE = "Hình vẽ phác, không phải ảnh chụp: trên GitHub, tìm nút có đúng chữ này."


def _here(number: int, words: str, kind: str = "") -> str:
    """What is to be clicked as the step of a number; a box of a kind where it is a button."""
    return f'<i>{number}</i><b class="{kind}">{words}</b>'


def _tabs(chosen: str = "") -> str:
    shown = (_here(1, tab) if tab == chosen else f"<span>{tab}</span>" for tab in _TABS)
    return f'<div class="tabs">{" ".join(f"<span>{one}</span>" for one in shown)}</div>'


def _menu(*lines: str) -> str:
    """Buttons at the right, one under the other."""
    shown = "".join(f"<p>{line}</p>" for line in lines)
    return f'{_tabs()}<div class="row"><p>truong-hoa-phuong/trang-tin</p><div>{shown}</div></div>'


def _settings(tab: str, side: tuple[str, ...], *lines: str) -> str:
    """A page whose sections are at the left; the last of them is chosen."""
    left = "".join(f"<p>{one}</p>" for one in (*side[:-1], _here(2, side[-1])))
    main = "".join(f"<p>{line}</p>" for line in lines)
    return f'{_tabs(tab)}<div class="row"><div class="side">{left}</div><div class="main">{main}</div></div>'


def _other(words: str) -> str:
    return f'<span class="box in">{words}</span>'


SKETCHES = {
    "lap-1-dung-mau": _menu(
        _here(1, "Use this template ▾", "box go"),
        _here(2, "Create a new repository", "box"),
        _other("Open in a codespace"),
    ).replace("truong-hoa-phuong/trang-tin", "kho mã của dự án"),
    "lap-2-dat-ten": "".join(
        (
            "<p>Create a new repository</p>",
            f"<p>Owner: {_other('truong-hoa-phuong ▾')}</p>",
            f"<p>{_here(1, 'trang-tin', 'box')} &ensp; ở ô Repository name</p>",
            f"<p>{_here(2, 'Public ▾', 'box')} &ensp; ở ô Visibility, không chọn Private</p>",
            f"<p>{_here(3, 'Create repository', 'box go')}</p>",
        )
    ),
    "lap-3-tai-ve": _menu(
        _here(1, "Code ▾", "box go"), _here(2, "Open with GitHub Desktop", "box"), _other("Download ZIP")
    ),
    "lap-4-pages": _settings(
        "Settings",
        ("General", "Collaborators", "Environments", "Pages"),
        "GitHub Pages: Build and deployment",
        "Source",
        f"{_here(3, 'GitHub Actions ▾', 'box')} &ensp; không chọn Deploy from a branch",
    ),
    "lap-5-chay": _settings(
        "Actions",
        ("All workflows", "check", "inbox", "publish"),
        f"{_here(3, 'Run workflow ▾', 'box')} &emsp; {_here(4, 'Run workflow', 'box go')}",
        "✓ publish &ensp; dấu xanh là xong, dấu đỏ là có lỗi, bấm vào để xem",
    ),
    "lap-6-dia-chi": _settings(
        "Settings",
        ("General", "Pages"),
        "GitHub Pages: Your site is live at",
        f"{_here(3, 'https://truong-hoa-phuong.github.io/trang-tin/')} {_other('Visit site')}",
    ),
}


def take_sketches(out: Path) -> list[str]:
    """Writes the pictures, and gives their names with sizes."""
    pages = {
        name: f'{_STYLE}<div class="page">{inner}</div><p class="note">{_NOTE}</p>' for name, inner in SKETCHES.items()
    }
    with sync_playwright() as playwright:
        page = launch(playwright).new_page(viewport={"width": WIDTH, "height": 40})
        return [save(shot(page, html), out / f"{name}.webp") for name, html in pages.items()]
