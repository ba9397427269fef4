"""Builds site/ with MkDocs, keeping what is the same; `--clean` keeps nothing. Other arguments go to `mkdocs build`."""

import os
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))


def nothing_to_do() -> bool:
    """Whether site/ is what a build would make, so that MkDocs need not even be loaded."""
    from newsroom.cache.store import digest
    from newsroom.cache.unchanged import is_unchanged

    site = (ROOT / "site").resolve()
    folder = ROOT / ".cache/newsroom" / digest(str(site))[:8]
    return is_unchanged(folder, ROOT / "mkdocs.yml", site)


def main(arguments: list[str]) -> None:
    """Runs `mkdocs build` unless there is nothing to do."""
    if not arguments and nothing_to_do():
        print("Không có gì thay đổi; site/ đã là bản mới nhất.")
        return
    if "--clean" in arguments:
        os.environ["NEWSROOM_CLEAN"] = "1"
    sys.argv = ["mkdocs", "build", *(argument for argument in arguments if argument != "--clean")]
    try:
        runpy.run_module("mkdocs", run_name="__main__")
    except SystemExit as done:
        leave(done.code)


def leave(code: str | int | None) -> None:
    """Ends at once: taking thousands of posts apart one by one would take Python a tenth of the whole time."""
    if isinstance(code, str):
        print(code, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main(sys.argv[1:])
