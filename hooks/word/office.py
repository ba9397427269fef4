"""LibreOffice, where it is installed: old and foreign files → .docx, drawings of Windows → PNG."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_NAMES = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
_SECONDS = 120


def find_office() -> str:
    """The program's path, empty when it is not there."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((str(path) for path in _PLACES if path.is_file()), "")


def convert(data: bytes, ending: str, wanted: str) -> bytes | None:
    """The file in another format, None when LibreOffice is not there or gives up."""
    return convert_all({f"tep{ending}": data}, wanted).get(f"tep{ending}")


def convert_all(files: Mapping[str, bytes], wanted: str) -> Mapping[str, bytes]:
    """Converts what can be, by the names of the files, in one start of LibreOffice, which takes seconds."""
    office = find_office()
    if not (office and files):
        return {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        places = {name: Path(folder, f"{number}{Path(name).suffix}") for number, name in enumerate(files)}
        for name, place in places.items():
            place.write_bytes(files[name])
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        options = ("--headless", "--convert-to", wanted, "--outdir", folder)
        run_briefly([office, profile, *options, *map(str, places.values())])
        made = {name: place.with_suffix(f".{wanted}") for name, place in places.items()}
        return {name: place.read_bytes() for name, place in made.items() if place.is_file()}


def run_briefly(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Waits for a program no longer than it may take; what it started goes with it, as the first is but a launcher."""
    quiet = subprocess.DEVNULL
    with (
        contextlib.suppress(OSError, subprocess.TimeoutExpired),
        subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env=environment
        ) as process,
    ):
        try:
            process.wait(_SECONDS)
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
