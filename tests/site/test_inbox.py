"""The inbox, from an upload to a branch with posts, against a bare repository in the place of GitHub."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from making_pictures import SECRETS, phone_jpeg, photo_like
from repositories import git
from small_site import PROJECT
from word_files import WordFile, article

POST = "docs/bai-viet/2023/03/chi-bo-noi-chuyen-chuyen-de-quy-ii"
WORD = article().line("Gọi @nhom và <b>").bytes()


class Remote:
    """A bare repository with a published branch and an inbox, and a clone of the former."""

    def __init__(self, root: Path) -> None:
        self.bare, self.clone, self.root = root / "kho.git", root / "may", root
        git(root, "init", "--quiet", "--bare", str(self.bare))
        git(root, "clone", "--quiet", str(self.bare), str(self.clone))
        git(self.clone, "switch", "--quiet", "--create", "main")
        self.put(self.clone, {"docs/index.md": b"# Trang tin\n", ".github/workflows/inbox.yml": b"name: inbox\n"})
        git(self.clone, "push", "--quiet", "origin", "main")

    def put(self, folder: Path, files: dict[str, bytes]) -> None:
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "a")

    def upload(self, branch: str, files: dict[str, bytes]) -> str:
        """As GitHub's page does: a commit on top of a branch. Gives its name, once the clone has it."""
        folder = self.root / f"up-{len(list(self.root.iterdir()))}"
        git(self.root, "clone", "--quiet", "--branch", branch, str(self.bare), str(folder))
        self.put(folder, files)
        git(folder, "push", "--quiet", "origin", branch)
        revision = git(folder, "rev-parse", "HEAD").strip()
        git(self.clone, "fetch", "--quiet", "origin", revision)
        return revision

    def inbox(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "NEWSROOM_CALLED_FROM": str(self.clone),
            "GITHUB_OUTPUT": str(self.root / "output.txt"),
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, str(PROJECT / "scripts/inbox.py"), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)

    def files(self, branch: str) -> list[str]:
        return git(self.bare, "ls-tree", "-r", "--name-only", branch).split()


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    return Remote(tmp_path)


def test_a_word_file_becomes_a_branch_and_never_comes_near_the_published_one(remote: Remote) -> None:
    assert remote.inbox("prepare").returncode == 0
    begun = git(remote.bare, "rev-parse", "hop-thu")
    files = {"inbox/bai.docx": WORD, "inbox/hong.docx": b"x", "inbox/~$bai.docx": b"x"}
    revision = remote.upload("hop-thu", files)
    done = remote.inbox("read", revision)
    assert done.returncode == 0 and "::error::hong.docx: " in done.stdout, done.stderr
    assert remote.inbox("send").returncode == 0
    assert remote.inbox("empty", revision).returncode == 0

    output = (remote.root / "output.txt").read_text(encoding="utf-8")
    assert output.split("\n")[:2] == [f"branch=bai-moi/{revision[:12]}", "title=Chi bộ nói chuyện chuyên đề quý II"]
    branch = f"bai-moi/{revision[:12]}"
    assert set(remote.files(branch)) - set(remote.files("main")) == {f"{POST}/index.md"}
    assert git(remote.bare, "rev-list", "--count", f"main..{branch}").strip() == "1"
    assert git(remote.bare, "rev-parse", "hop-thu") == begun and "inbox/bai.docx" not in remote.files("hop-thu")
    assert ".docx" not in git(remote.bare, "rev-list", "--objects", "--all")


def test_the_report_is_the_text_of_the_pull_request(remote: Remote) -> None:
    remote.inbox("prepare")
    draft = WordFile().line("CHI BỘ HỌP @all | *a*", "bc").line("Mọi người bàn việc của quý này, và ai cũng có ý kiến.")
    remote.inbox("read", remote.upload("hop-thu", {"inbox/a.docx": draft.bytes(), "inbox/hong.docx": b"x"}))
    report = (remote.clone / "report.md").read_text(encoding="utf-8")
    assert "**Còn thiếu: author, cell, date.**" in report and "**Không thành bài:**" in report
    assert "@all" not in report and "*a*" not in report
    assert report.strip() in git(remote.clone, "log", "-1", "--format=%B", "bai-moi/" + _branch(remote))
    assert "report.md" not in git(remote.clone, "ls-tree", "-r", "--name-only", "HEAD")


def _branch(remote: Remote) -> str:
    return git(remote.clone, "branch", "--show-current").strip().removeprefix("bai-moi/")


def test_what_came_meanwhile_stays_in_the_inbox(remote: Remote) -> None:
    remote.inbox("prepare")
    first = remote.upload("hop-thu", {"inbox/Bài một.docx": WORD})
    remote.upload("hop-thu", {"inbox/khac.docx": WORD})
    assert remote.inbox("empty", first).returncode == 0
    assert remote.files("hop-thu") == [".github/workflows/inbox.yml", "inbox/README.md", "inbox/khac.docx"]
    git(remote.clone, "fetch", "--quiet", "origin", "hop-thu")
    assert remote.inbox("empty", "FETCH_HEAD").returncode == 0
    assert ".docx" not in git(remote.bare, "rev-list", "--objects", "hop-thu")


def test_photos_beside_the_only_word_file_come_along_without_metadata(remote: Remote) -> None:
    remote.inbox("prepare")
    files = {"inbox/lễ/bai.docx": WORD, "inbox/lễ/San truong.jpg": phone_jpeg(photo_like(1200, 900))}
    revision = remote.upload("hop-thu", files)
    assert remote.inbox("read", revision).returncode == 0 and remote.inbox("send").returncode == 0
    photo = remote.clone / POST / "san-truong.jpg"
    assert photo.exists() and not any(secret in photo.read_bytes() for secret in SECRETS)
    assert f"{POST}/san-truong.jpg" in remote.files(f"bai-moi/{revision[:12]}")


def test_word_files_in_a_pull_request_are_refused(remote: Remote) -> None:
    git(remote.clone, "switch", "--quiet", "--create", "patch-1")
    assert remote.inbox("guard", "main").returncode == 0
    remote.put(remote.clone, {"inbox/a.docx": WORD})
    done = remote.inbox("guard", "main")
    assert done.returncode == 1 and done.stdout.startswith("::error file=inbox/a.docx::")


def test_nothing_but_bad_files_leaves_all_as_it_was(remote: Remote) -> None:
    remote.inbox("prepare")
    done = remote.inbox("read", remote.upload("hop-thu", {"inbox/hong.docx": b"x"}))
    assert done.returncode == 1 and "::error::hong.docx" in done.stdout
    assert not (remote.root / "output.txt").exists() and remote.inbox("send").returncode == 1
    assert git(remote.clone, "status", "--porcelain").split() == ["??", "report.md"]


def test_files_put_into_the_published_branch(remote: Remote) -> None:
    revision = remote.upload("main", {"inbox/bai.docx": WORD})
    git(remote.clone, "merge", "--quiet", "--ff-only", revision)
    assert remote.inbox("read", revision).returncode == 0
    report = (remote.clone / "report.md").read_text(encoding="utf-8")
    assert report.startswith("> **Tệp Word đã bị tải thẳng lên nhánh của trang tin.**") and "lịch sử" in report
    remote.inbox("send")
    files = remote.files(f"bai-moi/{revision[:12]}")
    assert "inbox/bai.docx" not in files and f"{POST}/index.md" in files
    done = remote.inbox("empty", revision)
    assert done.returncode == 1 and "nhánh của trang tin không bị đụng tới" in done.stderr
    assert git(remote.bare, "rev-parse", "main").strip() == revision


def test_an_empty_inbox_is_no_error(remote: Remote) -> None:
    remote.inbox("prepare")
    done = remote.inbox("read", remote.upload("hop-thu", {"inbox/ghi-chu.txt": b"x"}))
    assert (done.returncode, (remote.root / "output.txt").read_text(encoding="utf-8")) == (0, "branch=\n")


def test_the_workflow_pins_its_actions_and_has_no_other_rights() -> None:
    text = (PROJECT / ".github/workflows/inbox.yml").read_text(encoding="utf-8")
    used = [line.split("uses:")[1].split() for line in text.split("\n") if "uses:" in line]
    assert used and all(len(one[0].partition("@")[2]) == 40 and one[1] == "#" for one in used)
    assert "permissions: {}" in text and "pull_request_target" not in text
    assert "${{" not in "".join(line for line in text.split("\n") if "run:" in line)
