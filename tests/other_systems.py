"""A project whose tasks are run by the real `run.py`, in a Python that behaves as on another system."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

import run
from small_site import PROJECT, Tree, files_of, usual_settings
from trees import contents, copy_code

HAZARDS = Path(__file__).with_name("hazards")
WINDOWS = "no_fork no_links no_exchange text_newlines shared_ports"


@dataclass
class Project:
    """A site in a folder of its own, with all code, and the packages that are installed here."""

    root: Path
    hazards: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True)
        copy_code(PROJECT, self.root)
        settings = usual_settings() | {"hooks": ["hooks/main.py"], "docs_dir": "docs", "site_url": "https://a.test/"}
        settings["theme"]["custom_dir"] = "overrides"
        text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
        (self.root / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
        self._install()

    def _install(self) -> None:
        """As `run.py` leaves it: a Python of its own, and the stamp of the locks."""
        venv, own = self.root / ".venv", Path(sys.prefix)
        (venv / "bin").mkdir(parents=True)
        shutil.copy(own / "pyvenv.cfg", venv)
        (venv / "bin/python").symlink_to(Path(sys.executable).resolve())
        (venv / "lib").symlink_to(own / "lib")
        for lock in (run.LOCK, run.DEV_LOCK):
            shutil.copy(lock, self.root)
        (venv / "installed.txt").write_text("\n".join(run.wanted(True)) + "\n", encoding="utf-8")

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> dict[str, bytes | None]:
        """All that is built."""
        return contents(self.root / "site")

    def write(self, tree: Tree) -> None:
        """Adds or overwrites files of docs/."""
        for path, data in files_of(tree).items():
            (self.docs / path).parent.mkdir(parents=True, exist_ok=True)
            (self.docs / path).write_bytes(data)

    def surroundings(self, **environment: str) -> dict[str, str]:
        """What a task is started with."""
        clean = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "PYTHONUTF8")}
        ours = {"PYTHONPATH": str(HAZARDS), "HAZARDS": self.hazards} if self.hazards else {}
        return {**clean, **ours, **self.environment, **environment}

    def command(self, task: str, *arguments: str) -> list[str]:
        """As it is typed, but for the way to Python."""
        return [sys.executable, str(self.root / "scripts/run.py"), task, *arguments]

    def run(self, task: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """What a task said, and how it ended; never in a traceback."""
        done = subprocess.run(
            self.command(task, *arguments), cwd=self.root.parent, env=self.surroundings(**environment),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        assert "Traceback" not in done.stdout, done.stdout
        return done

    def build(self, **environment: str) -> dict[str, bytes | None]:
        """A build that must not fail, and the site that came of it."""
        done = self.run("build", **environment)
        assert done.returncode == 0, done.stdout
        return self.site
