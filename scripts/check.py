"""Checks all content and settings and prints everything that is wrong; builds nothing. Exit code 1 on errors."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))


def run(config_file: Path = ROOT / "mkdocs.yml") -> int:
    """The exit code. Errors and warnings come in the order of the files; what is only a warning says so."""
    import main

    problems = main.check(config_file)
    for line, fatal in problems:
        print(line if fatal else f"{line} (chỉ nhắc)")
    errors = sum(fatal for _, fatal in problems)
    print(f"Có {errors} lỗi, {len(problems) - errors} lời nhắc." if problems else "Mọi bài đều ổn.")
    return int(errors > 0)


if __name__ == "__main__":
    sys.exit(run(*map(Path, sys.argv[1:])))
