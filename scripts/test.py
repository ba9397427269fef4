"""Lints, checks types and runs the tests; with arguments, only pytest, which gets them."""

import os
import subprocess
import sys

import pytest

import browser

LINTERS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))
# As many workers as processors, to a limit; tests of one module stay together, because they share built sites. Modules
# come in the order of files: by the number of tests, the one that takes longest, the law, would be alone at the end.
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadscope", "--no-loadscope-reorder")


def lint() -> list[str]:
    """Runs every linter, whatever the others say; returns the commands that found something."""
    failed = []
    for command in map(list, LINTERS):
        print(f"— {' '.join(command)}", flush=True)
        if subprocess.run([sys.executable, "-m", *command], check=False).returncode:
            failed.append(" ".join(command))
    return failed


def main(arguments: list[str]) -> int:
    """The exit code: pytest's, or 1 when only a linter failed. Pytest's closing line is the last line printed."""
    try:
        os.environ["CHROMIUM"] = browser.find()
    except browser.NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    os.environ["FIREFOX"] = browser.find_firefox()
    failed = [] if arguments else lint()
    if failed:
        print(f"Chưa đạt: {', '.join(failed)}. Các phép thử vẫn chạy:", flush=True)
    return int(pytest.main([*PARALLEL, *arguments])) or int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
