"""The way out: `export FOLDER [--json] [--config mkdocs.yml]` writes the whole site as plain Markdown with pictures.

Exit code 0 when all was written, else 1.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from leaving.exporting import Export, export  # noqa: E402
from leaving.writing import refusal, write  # noqa: E402
from newsroom.cache.refusals import reason  # noqa: E402


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py export", description="Xuất mọi bài và danh sách thành Markdown thuần.")
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục mới, hoặc đang trống")
    parser.add_argument("--json", action="store_true", help="in kết quả ở dạng JSON")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="tệp cài đặt")
    return parser.parse_args(arguments)


def export_to(folder: Path, config: Path) -> Export:
    """Raises ValueError for what is wrong with the site or the folder, a line each, and OSError."""
    from adapter.workplace import planned

    if said := refusal(folder):
        raise ValueError(f"{folder}: {said}")
    with planned(config) as (setup, plan, nav):
        made = export(setup, plan, nav)
        write(made, folder)
    return made


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    chosen = read_arguments(arguments)
    start = Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
    folder = start / chosen.folder
    made, error = None, ""
    try:
        made = export_to(folder, start / chosen.config)
    except ValueError as wrong:
        error = str(wrong)
    except OSError as wrong:
        error = f"không ghi được: {reason(wrong)}; thư mục {folder} còn dở dang, hãy xoá rồi chạy lại"
    if chosen.json:
        report = list(made.report) if made else []
        files = len(made.texts) + len(made.copies) if made else 0
        told = {"folder": str(folder), "files": files, "error": error or None, "report": report}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif made is None:
        print(f"Không xuất được:\n{error}", file=sys.stderr)
    else:
        for line in made.report:
            print(f"- {line}")
        print(f"Đã xuất {len(made.texts)} trang và {len(made.copies)} tệp vào {folder}.")
    return int(made is None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
