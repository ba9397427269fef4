"""Posts of a period as a report in a Word file: `report 2026 | 2026-Q3 | 2026-11 [--out FILE]`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from mkdocs.exceptions import PluginError  # noqa: E402

from adapter.workplace import read  # noqa: E402
from newsroom.statistics import posts_of, read_period  # noqa: E402
from reports.contents import compile_report  # noqa: E402


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py report", description="Viết báo cáo số tin, bài của một kỳ thành tệp Word.")
    parser.add_argument("period", metavar="KỲ", help="năm (2026), quý (2026-Q3) hoặc tháng (2026-11)")
    parser.add_argument("--out", type=Path, metavar="TỆP", help="tên tệp Word; không ghi thì là bao-cao-<kỳ>.docx")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """The exit code; what a post has wrong is told first, since figures without it would be wrong, too."""
    chosen = read_arguments(arguments)
    start = Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
    try:
        period = read_period(chosen.period)
        settings, filed = read(start / chosen.config)
    except (ValueError, PluginError) as error:
        print(error, file=sys.stderr)
        return 1
    if wrong := [str(problem) for problem in filed.problems if problem.fatal]:
        print("\n".join([*wrong, f"Có {len(wrong)} lỗi; hãy sửa rồi chạy lại."]), file=sys.stderr)
        return 1
    from reports.document import write_report

    out = start / (chosen.out or Path(f"bao-cao-{period.slug}.docx"))
    try:
        out.write_bytes(write_report(compile_report(filed.catalogue, settings, period)))
    except OSError as error:
        print(f"Không ghi được {out}: {error.strerror}; nếu tệp đang mở trong Word, hãy đóng lại.", file=sys.stderr)
        return 1
    print(f"Đã viết {out.name}: {len(posts_of(filed.catalogue, period))} bài trong {period.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
