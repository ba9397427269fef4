"""Word itself, where it is installed: old files → .docx. Windows' PowerShell asks it to, with macros off."""

import os
import shutil
import tempfile
from pathlib import Path

from word.office import run_briefly

_SCRIPT = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false
  $word.DisplayAlerts = 0
  $word.AutomationSecurity = 3
  $file = $word.Documents.Open($env:NEWSROOM_OLD, $false, $true, $false, '-')
  $file.SaveAs2($env:NEWSROOM_NEW, 16)
  $file.Close(0)
} finally {
  $word.Quit(0)
}
"""
"""Opens to read alone, kept out of the list of last files; a password is given as Word would ask for one, and wait."""


def convert_by_word(data: bytes, ending: str) -> bytes | None:
    """The file as .docx, None when Word is not there or gives up."""
    shell = shutil.which("powershell")
    if shell is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        old, new = Path(folder, f"tep{ending}"), Path(folder, "tep.docx")
        old.write_bytes(data)
        names = {"NEWSROOM_OLD": str(old), "NEWSROOM_NEW": str(new)}
        command = [shell, "-NoProfile", "-NonInteractive", "-Command", _SCRIPT]
        run_briefly(command, {**os.environ, **names})
        return new.read_bytes() if new.is_file() else None
