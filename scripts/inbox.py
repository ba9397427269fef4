"""Word files that were uploaded to GitHub → posts on a branch of their own, to be looked through and merged.

    inbox prepare            makes the inbox: a branch that shares no history with the published one
    inbox read REVISION      its Word files → a commit on a new branch, and report.md; nothing is sent
    inbox send               that branch → the remote
    inbox empty REVISION     the inbox as it was made, but for what somebody has put in since that revision
    inbox guard REVISION     an error for each Word file that was added to inbox/ on the way from a revision

The workflow `inbox.yml` calls the middle three in turn. Only `send` and `empty` need a token; what reads files that
anybody wrote runs without.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
INBOX, FOLDER, WORKFLOW = "hop-thu", "inbox", ".github/workflows/inbox.yml"
REPORT = "report.md"
_WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
_PICTURE = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp")
_MOST = 200  # files at a time
_README = """# Hộp thư

Kéo tệp Word (và ảnh gốc, nếu có) vào thư mục này rồi bấm “Commit changes”. Ít phút sau có một pull request với các
bài đã tạo; tệp Word được lấy khỏi đây và không bao giờ vào nhánh của trang tin.
"""
_ON_MAIN = """> **Tệp Word đã bị tải thẳng lên nhánh của trang tin.** Nhận pull request này thì tệp không còn ở
> bản mới nhất, nhưng lịch sử của kho vẫn giữ nó, kể cả tên người soạn và các thông tin khác trong tệp; kho công khai
> thì ai cũng lấy ra được. Lần sau hãy tải lên nhánh `{inbox}`.
"""
_WHO = ("-c", "user.name=Hộp thư", "-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com")


_AT = "@\u200b"  # whom GitHub does not call


class InboxError(Exception):
    """Something that stops the work; its text is the one line shown."""


def git(*arguments: str, data: bytes | None = None, index: str = "") -> bytes:
    """What git prints, in the repository of the folder that the command was called from. Raises InboxError."""
    environment = {**os.environ, "GIT_INDEX_FILE": index} if index else None
    done = subprocess.run(
        ["git", *arguments], cwd=place(), env=environment, input=data, capture_output=True, check=False
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["không rõ lý do"]
        raise InboxError(f"git {arguments[0]}: {lines[-1]}")
    return done.stdout


def line(*arguments: str) -> str:
    """The one line that git prints."""
    return git(*arguments).decode("utf-8").strip()


def place() -> Path:
    """The repository."""
    return Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())


def prepare() -> None:
    """Pushes the inbox, and no other branch: one commit without parents, so that it can't be merged by mistake."""
    workflow = line("rev-parse", f"HEAD:{WORKFLOW}")
    readme = git("hash-object", "-w", "--stdin", data=_README.encode()).decode().strip()
    tree = _tree({"inbox": {"README.md": readme}, ".github": {"workflows": {"inbox.yml": workflow}}})
    commit = line(*_WHO, "commit-tree", tree, "-m", "Hộp thư")
    git("push", "--force", "origin", f"{commit}:refs/heads/{INBOX}")
    print(f"Đã tạo nhánh {INBOX}. Người viết tải tệp Word lên ở trang …/upload/{INBOX}/{FOLDER} của kho trên GitHub.")


def _tree(entries: Mapping[str, Any]) -> str:
    rows = (
        f"100644 blob {one}\t{name}\n" if isinstance(one, str) else f"040000 tree {_tree(one)}\t{name}\n"
        for name, one in sorted(entries.items())
    )
    return git("mktree", data="".join(rows).encode()).decode().strip()


def read(revision: str) -> int:
    """Word files at a revision → a commit on top of what is checked out, and the report. 1 when none became a post."""
    paths = _files(revision)
    if not any(path.suffix.lower() in _WORD for path in paths):
        print("Hộp thư không có tệp Word nào.")
        _output(branch="")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _unpack(revision, paths, Path(folder))
        entries = _import(Path(folder))
    on_main = not line("rev-list", "-1", f"HEAD..{revision}")
    report = (_ON_MAIN.format(inbox=INBOX) + "\n" if on_main else "") + "\n".join(map(_told, entries))
    (place() / REPORT).write_text(report, encoding="utf-8", newline="\n")
    posts = [one for one in entries if one["post"]]
    _annotate(entries)
    if posts:
        branch = f"bai-moi/{line('rev-parse', '--short=12', revision)}"
        _commit(branch, posts, report, [str(path) for path in paths] if on_main else [])
        _output(branch=branch, title=_title(posts), revision=line("rev-parse", revision))
    return int(not posts)


def _files(revision: str) -> list[PurePosixPath]:
    listed = git("ls-tree", "-r", "-z", "--name-only", revision, "--", f"{FOLDER}/").decode("utf-8").split("\0")
    paths = [PurePosixPath(name) for name in listed if name]
    found = [one for one in paths if one.suffix.lower() in (*_WORD, *_PICTURE) and not one.name.startswith("~$")]
    if len(found) > _MOST:
        raise InboxError(f"hộp thư có {len(found)} tệp, mỗi lần chỉ nhận {_MOST}; hãy tải lên làm nhiều lần")
    return found


def _unpack(revision: str, paths: Sequence[PurePosixPath], folder: Path) -> None:
    for path in paths:
        target = (folder / path.relative_to(FOLDER)).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise InboxError(f"tên tệp không dùng được: {path}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(git("cat-file", "blob", f"{revision}:{path}"))


def _import(folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, str(ROOT / "scripts/import.py"), "--json", "--docs", str(place() / "docs"), "."]
    environment = {**os.environ, "NEWSROOM_CALLED_FROM": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)
    except ValueError:
        raise InboxError("không đọc được hộp thư; xem lý do ở trên") from None
    return found


def _commit(branch: str, posts: Sequence[Mapping[str, Any]], report: str, gone: Sequence[str]) -> None:
    """On a branch that is made for it; only the folders of the posts are added."""
    git("switch", "--create", branch)
    folders = [str((ROOT / one["post"]).resolve().parent) for one in posts]
    git("add", "--", *folders)
    if gone:
        git("rm", "--quiet", "--", *gone)
    git(*_WHO, "commit", "--quiet", "--cleanup=verbatim", "--file", "-", data=f"{_title(posts)}\n\n{report}".encode())


def _title(posts: Sequence[Mapping[str, Any]]) -> str:
    first = str(posts[0]["fields"].get("title") or posts[0]["file"]).replace("@", _AT)
    return first if len(posts) == 1 else f"{len(posts)} bài từ hộp thư: {first}…"


def _told(entry: Mapping[str, Any]) -> str:
    """A file's part of the report, in Markdown; nothing of what others wrote is a sign of it, or calls anybody."""
    if entry["error"]:
        return f"### {_safe(entry['file'])}\n\n**Không thành bài:** {_safe(entry['error'])}\n"
    told, words = entry["fields"].items(), entry["guessed"]
    fields = (f"| {name} | {_value(said)} | {_safe(words.get(name, ''))} |" for name, said in told)
    missing = f"**Còn thiếu: {', '.join(entry['missing'])}.** " if entry["missing"] else ""
    lines = [f"- {_safe(one)}" for one in entry["report"]]
    head = f"### {_safe(entry['fields'].get('title') or entry['file'])}\n\nTừ tệp {_safe(entry['file'])}. {missing}\n"
    return "\n".join([head, "| Mục | Giá trị | Theo chữ nào |", "|---|---|---|", *fields, "", *lines, ""])


def _value(said: object) -> str:
    return _safe("; ".join(map(str, said)) if isinstance(said, list) else str(said))


def _safe(text: str) -> str:
    plain = escape(" ".join(text.split()), quote=False)
    return re.sub(r"[\\`*_\[\]|#!~]", lambda sign: f"&#{ord(sign[0])};", plain).replace("@", _AT)


def _annotate(entries: Sequence[Mapping[str, Any]]) -> None:
    """What did not become a post, for GitHub to show, and for people."""
    for one in entries:
        if one["error"]:
            print(f"::error::{one['file']}: {one['error']}".replace("%", "%25").replace("\n", " "))
        else:
            print(f"{one['file']} → {one['post']}")


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
    return line(*_WHO, "commit-tree", tree, "-p", root, "-m", "Hộp thư")


def _is_letter(entry: bytes) -> bool:
    return bool(entry) and not entry.endswith(b"README.md")


def guard(revision: str) -> int:
    """1 when Word files are about to be merged."""
    command = ("diff", "--name-only", "-z", "--diff-filter=AMR", f"{revision}...HEAD", "--", f"{FOLDER}/")
    added = [one for one in git(*command).decode("utf-8").split("\0") if one.lower().endswith(_WORD)]
    for one in added:
        print(f"::error file={one}::tệp Word không được vào nhánh của trang tin; hãy tải lên nhánh {INBOX}")
    return int(bool(added))


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
