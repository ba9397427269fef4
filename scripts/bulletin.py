"""Posts as a booklet in A4: `bulletin 2026-11 | 2026-Q3 | 2026 [--campaign NAME] [--from DAY --to DAY] [--out FOLDER]`.

Writes HTML, and a PDF by the Chrome, Edge or Chromium that is there. Exit code 0 when both are written, else 1;
`--html` asks for no PDF.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from booklets.booklet import booklet  # noqa: E402
from booklets.choosing import Wanted, choose  # noqa: E402
from booklets.paper import NoPaperError, print_booklet  # noqa: E402
from browser import NoBrowserError, installed  # noqa: E402


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py bulletin", description="In các bài của một kỳ thành tập bản tin A4.")
    parser.add_argument("period", nargs="?", default="", metavar="KỲ", help="tháng 2026-11, quý 2026-Q3 hoặc năm 2026")
    parser.add_argument("--campaign", default="", metavar="TÊN", help="chỉ các bài của một chuyên đề")
    parser.add_argument("--from", dest="first", default="", metavar="NGÀY", help="từ ngày, ví dụ 01/9/2026")
    parser.add_argument("--to", dest="last", default="", metavar="NGÀY", help="đến hết ngày")
    parser.add_argument("--out", type=Path, default=Path(), metavar="THƯ_MỤC", help="nơi ghi tệp; mặc định là ở đây")
    parser.add_argument("--html", action="store_true", help="chỉ ghi tệp HTML")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def write_booklet(chosen: argparse.Namespace, start: Path) -> str:
    """What was written. Raises ValueError for what was asked and for faults of the site, NoPaperError, OSError."""
    from adapter.workplace import planned

    wanted = Wanted(chosen.period, chosen.campaign, chosen.first, chosen.last)
    with planned(start / chosen.config) as (setup, plan, _):
        made = booklet(choose(plan.filed.catalogue, wanted), setup, plan)
    folder = start / chosen.out
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{made.issue.slug}.html"
    page.write_text(made.html({}), encoding="utf-8", newline="\n")
    if chosen.html:
        return f"Đã ghi {page.name}: {len(made.articles)} bài."
    try:
        browser = installed()
    except NoBrowserError as error:
        raise NoPaperError(str(error)) from error
    if not browser:
        raise NoPaperError(
            f"máy này không có Chrome, Edge hay Chromium; hãy cài một trình duyệt, hoặc mở {page} rồi in"
        )
    numbers = print_booklet(made, browser, page.with_suffix(".pdf"))
    page.write_text(made.html(numbers), encoding="utf-8", newline="\n")
    return f"Đã ghi {page.with_suffix('.pdf').name} và {page.name}: {len(made.articles)} bài."


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    chosen = read_arguments(arguments)
    start = Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
    try:
        print(write_booklet(chosen, start))
    except (ValueError, NoPaperError) as error:
        print(f"Không in được: {error}.".replace("..", "."), file=sys.stderr)
        return 1
    except OSError as error:
        said = f"{error.filename}: {error.strerror}"
        print(f"Không ghi được {said}; nếu tệp đang mở, hãy đóng lại rồi chạy lại.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
