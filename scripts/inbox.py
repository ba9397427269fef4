"""Word files that were uploaded to GitHub → posts on a branch of their own, to be looked through and merged.

    inbox prepare            makes the inbox: a branch that shares no history with the published one
    inbox read REVISION      its Word files → a commit on a new branch, and report.md; nothing is sent
    inbox send               that branch → the remote
    inbox empty REVISION     the inbox as it was made, but for what somebody has put in since that revision
    inbox guard REVISION     an error for each Word file that was added to inbox/ on the way from a revision

The workflow `inbox.yml` calls the middle three in turn. Only `send` and `empty` need a token; what reads files that
anybody wrote runs without.
"""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from letterbox.branch import INBOX, empty, guard, prepare  # noqa: E402
from letterbox.git import WHO, InboxError, git, line, place  # noqa: E402
from letterbox.letters import WORD, import_all, letters_at, unpack  # noqa: E402
from letterbox.report import annotate, report, title_of  # noqa: E402

_REPORT = "report.md"
_ON_MAIN = """> **Tệp Word đã bị tải thẳng lên nhánh của trang tin.** Nhận pull request này thì tệp không còn ở
> bản mới nhất, nhưng lịch sử của kho vẫn giữ nó, kể cả tên người soạn và các thông tin khác trong tệp; kho công khai
> thì ai cũng lấy ra được. Lần sau hãy tải lên nhánh `{inbox}`.
"""


def read(revision: str) -> int:
    """Word files at a revision → a commit on top of what is checked out, and the report. 1 when none became a post."""
    paths = letters_at(revision)
    if not any(path.suffix.lower() in WORD for path in paths):
        print("Hộp thư không có tệp Word nào.")
        _output(branch="")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        unpack(revision, paths, Path(folder))
        entries = import_all(Path(folder))
    on_main = not line("rev-list", "-1", f"HEAD..{revision}")
    text = (_ON_MAIN.format(inbox=INBOX) + "\n" if on_main else "") + report(entries)
    (place() / _REPORT).write_text(text, encoding="utf-8", newline="\n")
    posts = [one for one in entries if one["post"]]
    annotate(entries)
    if posts:
        branch = f"bai-moi/{line('rev-parse', '--short=12', revision)}"
        _commit(branch, posts, text, [str(path) for path in paths] if on_main else [])
        _output(branch=branch, title=title_of(posts), revision=line("rev-parse", revision))
    return int(not posts)


def _commit(branch: str, posts: Sequence[Mapping[str, Any]], text: str, gone: Sequence[str]) -> None:
    """On a branch that is made for it; only the folders of the posts are added."""
    git("switch", "--create", branch)
    folders = [str((ROOT / one["post"]).resolve().parent) for one in posts]
    git("add", "--", *folders)
    if gone:
        git("rm", "--quiet", "--", *gone)
    git(*WHO, "commit", "--quiet", "--cleanup=verbatim", "--file", "-", data=f"{title_of(posts)}\n\n{text}".encode())


def _output(**values: str) -> None:
    """For the steps after this one, where there are such."""
    if file := os.environ.get("GITHUB_OUTPUT"):
        with Path(file).open("a", encoding="utf-8") as out:
            out.writelines(f"{name}={' '.join(value.split())}\n" for name, value in values.items())


def send() -> None:
    """Pushes the branch that is checked out."""
    branch = line("branch", "--show-current")
    if not branch.startswith("bai-moi/"):
        raise InboxError("chưa có bài nào để gửi; hãy chạy “inbox read” trước")
    git("push", "origin", f"HEAD:refs/heads/{branch}")


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    try:
        match list(arguments):
            case ["prepare"]:
                prepare()
            case ["read", revision]:
                return read(revision)
            case ["send"]:
                send()
            case ["empty", revision]:
                empty(revision)
            case ["guard", revision]:
                return guard(revision)
            case _:
                print("Cách dùng: inbox prepare | read BẢN | send | empty BẢN | guard BẢN", file=sys.stderr)
                return 2
    except (InboxError, OSError) as error:
        print(f"Hộp thư: {error}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
