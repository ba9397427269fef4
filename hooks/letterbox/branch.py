"""The branch that is the inbox: it shares no history with the published one, and is emptied once it has been read."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from letterbox.git import WHO, InboxError, git, line
from letterbox.letters import FOLDER, WORD

INBOX, _WORKFLOW = "hop-thu", ".github/workflows/inbox.yml"
_README = """# Hộp thư

Kéo tệp Word (và ảnh gốc, nếu có) vào thư mục này rồi bấm “Commit changes”. Ít phút sau có một pull request với các
bài đã tạo; tệp Word được lấy khỏi đây và không bao giờ vào nhánh của trang tin.
"""


def prepare() -> None:
    """Pushes the inbox, and no other branch: one commit without parents, so that it can't be merged by mistake."""
    workflow = line("rev-parse", f"HEAD:{_WORKFLOW}")
    readme = git("hash-object", "-w", "--stdin", data=_README.encode()).decode().strip()
    tree = _tree({"inbox": {"README.md": readme}, ".github": {"workflows": {"inbox.yml": workflow}}})
    commit = line(*WHO, "commit-tree", tree, "-m", "Hộp thư")
    git("push", "--force", "origin", f"{commit}:refs/heads/{INBOX}")
    print(f"Đã tạo nhánh {INBOX}. Người viết tải tệp Word lên ở trang …/upload/{INBOX}/{FOLDER} của kho trên GitHub.")


def _tree(entries: Mapping[str, Any]) -> str:
    rows = (
        f"100644 blob {one}\t{name}\n" if isinstance(one, str) else f"040000 tree {_tree(one)}\t{name}\n"
        for name, one in sorted(entries.items())
    )
    return git("mktree", data="".join(rows).encode()).decode().strip()


def empty(revision: str) -> None:
    """Back to the commit that the inbox began with; what came since then is kept on top of it, and read next time."""
    seen = line("rev-parse", revision)
    root = line("rev-list", "--max-parents=0", seen).split()[0]
    if root in line("rev-list", "--max-parents=0", "HEAD").split():
        raise InboxError("đây không phải nhánh hộp thư; nhánh của trang tin không bị đụng tới")
    git("fetch", "--quiet", "origin", f"refs/heads/{INBOX}")
    now = line("rev-parse", "FETCH_HEAD")
    left = root if now == seen else _without(seen, now, root)
    git("push", f"--force-with-lease=refs/heads/{INBOX}:{now}", "origin", f"{left}:refs/heads/{INBOX}")


def _without(seen: str, now: str, root: str) -> str:
    """A commit with what lies in the inbox now, but not what lay there when it was read."""
    listed = git("ls-tree", "-r", "-z", seen, "--", f"{FOLDER}/").split(b"\0")
    done = b"".join(b"0 " + b"0" * 40 + b"\t" + one.split(b"\t", 1)[1] + b"\0" for one in listed if _is_letter(one))
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder) / "index")
        git("read-tree", now, index=index)
        git("update-index", "-z", "--index-info", data=done, index=index)
        tree = git("write-tree", index=index).decode().strip()
    return line(*WHO, "commit-tree", tree, "-p", root, "-m", "Hộp thư")


def _is_letter(entry: bytes) -> bool:
    return bool(entry) and not entry.endswith(b"README.md")


def guard(revision: str) -> int:
    """1 when Word files are about to be merged."""
    command = ("diff", "--name-only", "-z", "--diff-filter=AMR", f"{revision}...HEAD", "--", f"{FOLDER}/")
    added = [one for one in git(*command).decode("utf-8").split("\0") if one.lower().endswith(WORD)]
    for one in added:
        print(f"::error file={one}::tệp Word không được vào nhánh của trang tin; hãy tải lên nhánh {INBOX}")
    return int(bool(added))
