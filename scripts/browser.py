"""Finds a browser of the Chromium family and Firefox for the tests, or gets them."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


class NoBrowserError(Exception):
    """There is none and none could be had; the text is the line shown."""


def usual_places() -> Iterator[Path]:
    """Where installers put browsers on systems that don't put them on PATH."""
    if sys.platform == "darwin":
        yield from (folder / app for folder in (Path("/Applications"), Path.home() / "Applications") for app in MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder, exe) for exe in WINDOWS)


def installed() -> str | None:
    """The path of a browser on this machine: the one that CHROMIUM names, else the first found."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise NoBrowserError(f"CHROMIUM trỏ tới “{named}” nhưng ở đó không có trình duyệt.")
        return shutil.which(named)
    on_path = (found for command in COMMANDS if (found := shutil.which(command)))
    return next(on_path, None) or next((str(path) for path in usual_places() if path.is_file()), None)


def is_debian_root() -> bool:
    """Debian only: Ubuntu's package of that name is a stub that needs snap."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return platform.freedesktop_os_release().get("ID") == "debian"


def apt_install(package: str) -> str | None:
    """Installs Debian's package of a browser; None when that did not work."""
    print(f"Đang cài trình duyệt {package} bằng apt-get, chỉ lần này, có thể mất vài phút…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", package]):
        subprocess.run(command, env=environment, capture_output=True, check=False)
    return shutil.which(package)


def find_firefox() -> str:
    """The path of Firefox, "" where there is none: the tests that want it are skipped then, and this says so."""
    found = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if found := found or (apt_install("firefox-esr") if is_debian_root() else None):
        return found
    print(
        "Không có Firefox: các phép thử bàn biên tập trên Firefox bị bỏ qua; hãy cài Firefox để chạy chúng.", flush=True
    )
    return ""


def playwright_chromium() -> bool:
    """Has Playwright fetch its own Chromium, unless it has done so before; whether there is one now."""
    print("Đang chuẩn bị trình duyệt Chromium của Playwright, lần đầu có thể mất vài phút…", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def find() -> str:
    """The path of a browser, "" for the one that Playwright keeps itself; raises NoBrowserError."""
    if found := installed() or (apt_install("chromium") if is_debian_root() else None):
        return found
    if playwright_chromium():
        return ""
    raise NoBrowserError(
        "Không có trình duyệt để chạy thử: hãy cài Chrome hoặc Chromium, hay đặt biến CHROMIUM tới tệp chạy."
    )
