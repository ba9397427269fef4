"""LibreOffice, where it is installed: old and foreign files → .docx, drawings of Windows → PNG."""

import shutil
import subprocess
import tempfile
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
    office = find_office()
    if not office:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"tep{ending}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", wanted, "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            return Path(folder, f"tep.{wanted}").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None
