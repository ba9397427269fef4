"""Builds in processes of their own, as from a command line: they can be killed, and two can run at once."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from small_site import SmallSite


def start(site: SmallSite, cwd: Path | None = None, **environment: str) -> subprocess.Popen[bytes]:
    """A build that has just begun."""
    command = [sys.executable, "-m", site.engine, "build", "--quiet", "--config-file", str(site.config)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **environment}
    return subprocess.Popen(
        command, env=surroundings, cwd=cwd or site.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@dataclass(frozen=True)
class Ended:
    """How a build ended, and all that it said."""

    code: int
    said: str


def run(
    site: SmallSite,
    environment: Mapping[str, str] | None = None,
    *,
    cwd: Path | None = None,
    config: Path | None = None,
    prefix: Sequence[str] = (),
    preexec: Callable[[], object] | None = None,
) -> Ended:
    """A whole build; `preexec` is done in its process before, and `environment` left out where it is empty."""
    command = [*prefix, sys.executable, "-m", site.engine, "build", "--config-file", str(config or site.config)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **(environment or {})}
    done = subprocess.run(
        command,
        env={name: value for name, value in surroundings.items() if value},
        cwd=cwd or site.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=preexec,
        check=False,
        timeout=300,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"))


def finish(process: subprocess.Popen[bytes]) -> None:
    """Waits for a build that must not fail."""
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode("utf-8", "replace")


def end(process: subprocess.Popen[bytes]) -> None:
    """Stops a build where it is, if it is still going on."""
    process.kill()
    process.communicate()
