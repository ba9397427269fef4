"""Checks all content and settings and prints everything that is wrong; builds nothing. Exit code 1 on errors.

`check [--json | --github] [--since REVISION] [mkdocs.yml]`
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

if TYPE_CHECKING:
    from newsroom.problems import Problem


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py check", description="Kiểm tra mọi bài viết, không dựng trang.")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in kết quả ở dạng JSON")
    form.add_argument("--github", action="store_true", help="in thành lời nhắc trên từng dòng của GitHub")
    parser.add_argument("--since", metavar="BẢN", help="chỉ nhắc về tệp đã đổi từ bản này của git; lỗi thì báo hết")
    parser.add_argument("config", nargs="?", type=Path, default=ROOT / "mkdocs.yml", help="tệp cài đặt")
    return parser.parse_args(arguments)


def as_json(problem: "Problem") -> dict[str, object]:
    """One entry; `check` is the name by which a reminder is turned off, null for what can't be."""
    return {
        "file": problem.file,
        "line": problem.line or None,
        "field": problem.field or None,
        "check": problem.check or None,
        "message": problem.message,
        "fatal": problem.fatal,
    }


def as_annotation(problem: "Problem") -> str:
    """A command of GitHub's workflows, which shows it at the line of a pull request."""
    place = f"file={_property(problem.file)}" + (f",line={problem.line}" if problem.line else "")
    said = f"{problem.field}: {problem.message}" if problem.field else problem.message
    title = f",title={_property(problem.check)}" if problem.check else ""
    return f"::{'error' if problem.fatal else 'warning'} {place}{title}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_line(problem: "Problem") -> str:
    """For people; what is only a reminder says so, and the name by which it is turned off."""
    if problem.fatal:
        return f"{problem} ({problem.check})" if problem.check else str(problem)
    return f"{problem} (chỉ nhắc{f': {problem.check}' if problem.check else ''})"


def changed_since(revision: str, folder: Path) -> frozenset[str]:
    """Files, from a folder of a git repository, that changed on the way from a revision. Raises ValueError."""
    command = ["git", "diff", "--name-only", "--relative", "-z", f"{revision}...HEAD", "--"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        raise ValueError(f"không so được với bản “{revision}” của git; hãy xem lại tên bản, hoặc bỏ --since") from None
    return frozenset(done.stdout.split("\0"))


def show(problems: Sequence["Problem"], chosen: argparse.Namespace) -> None:
    """In the form that was asked for."""
    if chosen.json:
        print(json.dumps([as_json(problem) for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        print(as_annotation(problem) if chosen.github else as_line(problem))
    errors = sum(problem.fatal for problem in problems)
    print(f"Có {errors} lỗi, {len(problems) - errors} lời nhắc." if problems else "Mọi bài đều ổn.")


def main(arguments: Sequence[str]) -> int:
    """The exit code. Errors and warnings come in the order of the files."""
    from adapter.workplace import check

    chosen = read_arguments(arguments)
    config = Path(os.environ.get("NEWSROOM_CALLED_FROM") or ".", chosen.config)
    try:
        files = changed_since(chosen.since, config.absolute().parent) if chosen.since else None
    except ValueError as error:
        print(f"Không kiểm tra được: {error}.", file=sys.stderr)
        return 1
    problems = [one for one in check(config) if one.fatal or files is None or one.file in files]
    show(problems, chosen)
    return int(any(problem.fatal for problem in problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
