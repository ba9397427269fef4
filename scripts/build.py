"""Builds site/, keeping what is the same; `--clean` keeps nothing. Other arguments go to `mkdocs build`."""

import gc
import os
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))


def is_up_to_date() -> bool:
    """Whether site/ is what MkDocs would make, brought up to date if need be: most builds need not even load it."""
    from newsroom.cache.record import folder_for
    from newsroom.update import update

    site = ROOT / "site"
    done = update(folder_for(ROOT / "mkdocs.yml", site), site.resolve(), print)
    if done is None:
        return False
    for warning in done.warnings:
        print(f"WARNING -  newsroom: {warning}", file=sys.stderr)
    news = f"Đã cập nhật site/: {done.files} tệp được làm mới." if done.files else "Không có gì thay đổi;"
    print(news if done.files else f"{news} site/ đã là bản mới nhất.")
    return True


def main(arguments: list[str]) -> None:
    """Runs `mkdocs build` when that is needed."""
    gc.disable()  # what is loaded stays, and looking through it for circles takes long
    if not arguments and not os.environ.get("NEWSROOM_CLEAN") and is_up_to_date():
        leave(0)
    from newsroom.settings_file import fault_in

    if said := fault_in(ROOT / "mkdocs.yml", os.environ):
        leave(said)
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
