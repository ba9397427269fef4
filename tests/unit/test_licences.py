"""The list of licences: whole, and with a licence for each package."""

import subprocess
import sys

import licences
from small_site import PROJECT

SCRIPT = PROJECT / "scripts/licences.py"
LOCKS = [PROJECT / name for name in licences.LOCKS]


def _said(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_every_package_says_its_licence() -> None:
    done = _said("--dev")
    assert done.returncode == 0, done.stdout
    listed = {line.split()[0] for line in done.stdout.splitlines()}
    assert {"mkdocs", "nh3", "pillow", "pytest", "numpy"} <= listed <= {*licences.locked(*LOCKS)}
    assert len(listed) > 60 and "không ghi" not in done.stdout


def test_what_builds_sites_is_listed_alone() -> None:
    listed = {line.split()[0] for line in _said().stdout.splitlines()}
    assert "mkdocs" in listed and "pytest" not in listed


def test_other_arguments_are_told() -> None:
    done = _said("--all")
    assert done.returncode == 2 and "--dev" in done.stderr
