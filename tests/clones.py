"""The project as it is fetched, and its tasks run there as an author does, once the packages are there."""

import os
import subprocess
import sys
from pathlib import Path

from small_site import PROJECT
from starting.samples import LIST, samples
from trees import copy_code


def clone(root: Path) -> Path:
    """All that makes a site, without a history."""
    copy_code(PROJECT, root)
    docs = PROJECT / "docs"
    pages = [path.relative_to(PROJECT).as_posix() for path in (*docs.rglob("*.md"), *(docs / "huong-dan").iterdir())]
    for name in {"mkdocs.yml", LIST, *(samples(PROJECT) or ()), *pages}:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((PROJECT / name).read_bytes())
    return root


def run_task(root: Path, task: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of the files in scripts/, without an address from the environment."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SITE_URL", None)
    command = [sys.executable, f"scripts/{task}.py", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)
