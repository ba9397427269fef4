"""A bare repository with two clones, one of them the desk's, and a publication to wait for."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.own_files import files_of_post
from newsdesk.publisher import Publisher
from newsdesk.publishing import Publication, commit_files, open_repository, send
from newsdesk.repository import Author, Repository

AUTHOR = Author("Ban biên tập", "bbt@example.test")
POST = "docs/bai-viet/2026/bài mới/index.md"
OLD = "docs/bai-viet/2026/cu.md"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-c", "user.name=x", "-c", "user.email=x@example.test", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@dataclass
class Remote:
    """A bare repository, a clone with the desk, and one of somebody else."""

    bare: Path
    here: Path
    other: Path
    program: str | None
    said: list[str] = field(default_factory=list)

    @property
    def repository(self) -> Repository:
        found = open_repository(self.here, git=self.program)
        assert found
        return found

    def place(self, path: str) -> Path:
        return self.here / path

    def write(self, path: str, text: str) -> Path:
        place = self.place(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    def publish(self, path: str, text: str, *names: str) -> Publication:
        """A post that names these files beside it."""
        place = self.write(path, text)
        repository, named = self.repository, frozenset(place.parent / name for name in names)
        own = commit_files(repository, files_of_post(repository, place, named), f"Đăng bài: {text}\n", AUTHOR)
        return Publication(send(repository, own, self.said.append), own.paths)

    def push_elsewhere(self, path: str, text: str) -> None:
        git(self.other, "pull", "-q")
        (self.other / path).write_text(text, encoding="utf-8")
        git(self.other, "add", ".")
        git(self.other, "commit", "-qm", f"khác: {text}")
        git(self.other, "push", "-q")

    def log(self) -> list[str]:
        return git(self.bare, "log", "--format=%s", "main").splitlines()

    def changed(self, commit: str = "main") -> list[str]:
        return sorted(git(self.bare, "show", "--name-only", "--no-renames", "--format=", commit).splitlines())


def wait(publisher: Publisher, states: tuple[str, ...] = ("done", "stopped")) -> str:
    for _ in range(600):
        if publisher.progress.state in states:
            return f"{publisher.progress.state}: {publisher.progress.line}"
        time.sleep(0.05)
    raise AssertionError(publisher.progress)


def make_remote(tmp_path: Path, program: str) -> Remote:
    """With one commit; `program` is git or dulwich."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "bare.git")
    git(tmp_path, "clone", "-q", "bare.git", "here")
    here = tmp_path / "here"
    git(here, "checkout", "-q", "-b", "main")
    (here / OLD).parent.mkdir(parents=True)
    (here / OLD).write_text("cũ\n", encoding="utf-8")
    (here / "khac.txt").write_text("khác\n", encoding="utf-8")
    git(here, "add", ".")
    git(here, "commit", "-qm", "đầu")
    git(here, "push", "-q", "origin", "main")
    git(tmp_path, "clone", "-q", "bare.git", "other")
    return Remote(tmp_path / "bare.git", here, tmp_path / "other", None if program == "git" else "")
