"""A repository by the program `git`."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsdesk.git_run import BEHIND, obstacle, read_blob, run, signed_in
from newsdesk.repository import BEING_EDITED, NO_BRANCH, PUSHED, Author, Blob, Changes, Obstacle, Rejected, SignIn


@dataclass(frozen=True)
class GitProgram:
    """The working tree at `root`, by the program `git`."""

    root: Path
    git: str
    sign_in: SignIn | None = None

    @classmethod
    def at(cls, folder: Path, git: str, sign_in: SignIn | None = None) -> "GitProgram | None":
        """The repository that a folder is the root of, or lies in."""
        found = run(git, folder, "rev-parse", "--show-toplevel")
        root = found.stdout.rstrip("\n")
        return cls(Path(root), git, sign_in) if found.returncode == 0 and root.strip() else None

    def has_remote(self) -> bool:
        return bool(self._remote())

    def head(self) -> str:
        return self._try("rev-parse", "--verify", "-q", "HEAD").stdout.strip()

    def tip(self) -> str:
        return self._try("rev-parse", "--verify", "-q", self._tracking()).stdout.strip()

    def fetch(self) -> None:
        refs = f"+refs/heads/{self._branch()}:{self._tracking()}"
        done = self._try("fetch", "--no-tags", "--quiet", self._remote(), refs, more=self._sign_in())
        if done.returncode and "couldn't find remote ref" not in done.stderr:
            raise obstacle(done.stderr)

    def base(self, one: str, other: str) -> str:
        return self._try("merge-base", one, other).stdout.strip() if one and other else ""

    def ahead(self, base: str, head: str) -> Sequence[str]:
        return self._run("rev-list", "--reverse", "--topo-order", head, *([f"^{base}"] if base else [])).split()

    def parents(self, commit: str) -> Sequence[str]:
        return self._run("rev-list", "--parents", "-n1", commit).split()[1:]

    def changes(self, old: str, new: str) -> Changes:
        if not old:
            return dict(self.files(new, ""))
        told = self._run("diff-tree", "-r", "-z", "--raw", "--no-renames", old, new).split("\0")[:-1]
        pairs = zip(told[::2], told[1::2], strict=True)
        return {path: _new_blob(raw.split()) for raw, path in pairs}

    def files(self, commit: str, folder: str) -> Mapping[str, Blob]:
        if not commit:
            return {}
        told = self._run("ls-tree", "-r", "-z", commit, *(["--", folder] if folder else []))
        lines = (line.partition("\t") for line in told.split("\0") if line)
        return {path: Blob(int(raw.split()[0], 8), raw.split()[2]) for raw, _, path in lines}

    def read(self, blob: Blob) -> bytes:
        return read_blob(self.git, self.root, blob.id)

    def store(self, path: str) -> Blob | None:
        if not (self.root / path).is_file():
            return None
        return Blob(0o100644, self._run("hash-object", "-w", "--", path).strip())

    def commit(self, parent: str, changes: Changes, message: str, author: Author) -> str:
        names = {"name": author.name, "email": author.email}
        known = {key: self._try("config", f"user.{key}").stdout.strip() for key in names}
        told = {
            f"GIT_{who}_{key.upper()}": known[key] or usual
            for who in ("AUTHOR", "COMMITTER")
            for key, usual in names.items()
        }
        tree = self._tree(parent, changes)
        return self._run("commit-tree", tree, *(["-p", parent] if parent else []), "-F", "-",
                         given=message, more=told).strip()  # fmt: skip

    def again(self, commit: str, parent: str, changes: Changes) -> str:
        form = "%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%B"
        name, email, date, committer, mail, message = self._run("log", "-1", f"--format={form}", commit).split("\0", 5)
        told = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": date,
                "GIT_COMMITTER_NAME": committer, "GIT_COMMITTER_EMAIL": mail}  # fmt: skip
        tree = self._tree(parent, changes)
        return self._run("commit-tree", tree, "-p", parent, "-F", "-", given=message, more=told).strip()

    def advance(self, old: str, new: str, changes: Changes) -> None:
        self._run("update-ref", "HEAD", new, old or "0" * 40)
        self._run("update-index", "-z", "--index-info", given="".join(_index_lines(changes)))

    def follow(self, old: str, new: str, keep: frozenset[str]) -> None:
        kept = {path: blob for path, blob in self.changes(old, new).items() if path in keep}
        before = {path: self.files(old, path).get(path) for path in kept}
        between = self._tree(new, before) if kept else new
        done = self._try("read-tree", "-m", "-u", old, between)
        if done.returncode:
            raise Obstacle(BEING_EDITED)
        self.advance(old, new, kept)

    def push(self, commit: str) -> None:
        target = f"{commit}:refs/heads/{self._branch()}"
        done = self._try("push", "--quiet", self._remote(), target, more=self._sign_in())
        if done.returncode:
            raise Rejected(PUSHED) if BEHIND.search(done.stderr) else obstacle(done.stderr)
        self._run("update-ref", self._tracking(), commit)

    def message(self, commit: str) -> str:
        return self._run("log", "-1", "--format=%B", commit).strip()

    def _branch(self) -> str:
        done = self._try("symbolic-ref", "--short", "-q", "HEAD")
        if done.returncode:
            raise Obstacle(NO_BRANCH)
        return done.stdout.strip()

    def _remote(self) -> str:
        names = self._try("remote").stdout.split()
        own = self._try("config", f"branch.{self._branch()}.remote").stdout.strip()
        return own if own in names else "origin" if "origin" in names else next(iter(names), "")

    def _sign_in(self) -> dict[str, str]:
        address = self._try("remote", "get-url", self._remote()).stdout.strip()
        return signed_in(address, self.sign_in)

    def _tracking(self) -> str:
        return f"refs/remotes/{self._remote()}/{self._branch()}"

    def _tree(self, parent: str, changes: Changes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self._run("read-tree", *([parent] if parent else ["--empty"]), more=index)
            self._run("update-index", "-z", "--index-info", given="".join(_index_lines(changes)), more=index)
            return self._run("write-tree", more=index).strip()

    def _run(self, *arguments: str, given: str = "", more: Mapping[str, str] | None = None) -> str:
        done = self._try(*arguments, given=given, more=more)
        if done.returncode:
            raise obstacle(done.stderr)
        return done.stdout

    def _try(
        self, *arguments: str, given: str = "", more: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return run(self.git, self.root, *arguments, given=given, more=more)


def _new_blob(raw: Sequence[str]) -> Blob | None:
    return None if raw[4] == "D" else Blob(int(raw[1], 8), raw[3])


def _index_lines(changes: Changes) -> Iterator[str]:
    for path, blob in changes.items():
        yield f"{blob.mode:o} {blob.id}\t{path}\0" if blob else f"0 {'0' * 40}\t{path}\0"
