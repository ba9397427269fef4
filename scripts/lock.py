"""Writes the two locks again from pyproject.toml; `--upgrade` also takes newer versions."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

LOCKS = (("requirements.txt", ()), ("requirements-dev.txt", ("--extra", "dev", "-c", "requirements.txt")))
# One version of a package for every system and Python, so that all build the same bytes.
COMPILE = ("--universal", "--fork-strategy", "fewest", "--generate-hashes", "--no-header", "--quiet")


def oldest_python() -> str:
    """The lowest Python that pyproject.toml allows: `3.11`."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["requires-python"]).removeprefix(">=")


def environment() -> dict[str, str]:
    """Gives uv, which does not read pip's settings, the index that pip is set to use."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    settings = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    indexes = [line.partition("=")[2].strip("'\"") for line in settings if ".index-url=" in line]
    return {**({"UV_DEFAULT_INDEX": indexes[-1]} if indexes else {}), **os.environ}


def compile_lock(name: str, extra: tuple[str, ...], arguments: list[str]) -> int:
    """Writes one lock; the exit code is 1 when it would name a place that other machines don't have."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *COMPILE, "--python-version", oldest_python()]
    done = subprocess.run([*command, *extra, *arguments, "-o", name, "pyproject.toml"], env=environment(), check=False)
    if done.returncode == 0 and "://" in Path(name).read_text(encoding="utf-8"):
        print(f"{name} có ghi một địa chỉ kho gói; hãy bỏ đi trước khi lưu vào kho mã.", file=sys.stderr)
        return 1
    return done.returncode


def main(arguments: list[str]) -> int:
    """Writes both locks, the smaller first, because the other must agree with it."""
    return next((code for name, extra in LOCKS if (code := compile_lock(name, extra, arguments))), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
