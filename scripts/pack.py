"""Builds the site and packs it for shared hosting; `--since` takes but what has changed since it was last packed.

Exit code that of the build where it failed.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from newsroom.hosting.packing import change, digests_of, recall_pack, remember_pack, write_zip  # noqa: E402

WHOLE, PART, GONE = "trang-tin.zip", "thay-doi.zip", "can-xoa.txt"


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser(
        "run.py pack", description="Dựng rồi gói trang tin thành tệp zip để tải lên máy chủ."
    )
    parser.add_argument("--since", action="store_true", help="chỉ gói những tệp đã đổi từ lần gói trước")
    parser.add_argument("--out", type=Path, default=ROOT / "pack", help="thư mục ghi tệp zip, thường là pack/")
    return parser.parse_args(arguments)


def pack(out: Path, *, since: bool) -> list[str]:
    """Writes the zip, and the list of what is to be taken away; what there is to say, a line each."""
    site, record = ROOT / "site", ROOT / ".cache/newsroom/packed.txt"
    now, before = digests_of(site), recall_pack(record)
    found = change(now, before if since else {})
    gone = change(now, before).gone
    for name in (WHOLE, PART, GONE):  # what is left of another time would be taken for this one's
        (out / name).unlink(missing_ok=True)
    said = []
    if found.files:
        name = PART if since and before else WHOLE
        write_zip(out / name, site, found.files)
        size = f"{(out / name).stat().st_size / 1_000_000:.1f}".replace(".", ",")
        said.append(
            f"Đã gói {len(found.files)} tệp ({size} MB) vào {out / name}; hãy giải nén vào thư mục của trang tin."
        )
    else:
        said.append("Từ lần gói trước không có gì thay đổi.")
    if gone:
        out.mkdir(parents=True, exist_ok=True)
        (out / GONE).write_text("".join(f"{path}\n" for path in gone), encoding="utf-8", newline="\n")
        said.append(f"Trên máy chủ hãy xoá {len(gone)} tệp ghi trong {out / GONE}.")
    remember_pack(record, now)
    return said


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    chosen = read_arguments(arguments)
    done = subprocess.run([sys.executable, str(ROOT / "scripts/build.py")], cwd=ROOT, check=False)
    if done.returncode:
        return done.returncode
    try:
        print("\n".join(pack(chosen.out, since=chosen.since)))
    except OSError as error:
        print(f"Không gói được: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
