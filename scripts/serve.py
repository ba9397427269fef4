"""Serves the site on this machine and rebuilds it on every change; arguments go to `mkdocs serve`."""

import os
import runpy
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))
HOST = "127.0.0.1"
FIRST_PORT = 8000
TRIES = 100


def is_free(port: int) -> bool:
    """Whether a server can be started on the port."""
    # On macOS a port taken on every address can still be bound on one of them, so knock as well.
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket() as probe:
        if os.name == "posix":
            # Else a server stopped a moment ago would still seem to hold its port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose_port(first: int = FIRST_PORT) -> int:
    """The first free port from `first` on; exits with a message when there is none near."""
    for port in range(first, first + TRIES):
        if is_free(port):
            return port
    sys.exit(f"Không còn cổng nào trống từ {first} đến {first + TRIES - 1}.")


def command_line(arguments: list[str]) -> list[str]:
    """The arguments of `mkdocs serve`."""
    if "--no-livereload" in arguments:
        sys.exit("Trang xem thử luôn theo mọi thay đổi; hãy bỏ --no-livereload.")  # and without it is not guarded
    # MkDocs 1.6.1 with Click 8.3 or later takes live reload to be off unless it is asked for.
    command = ["--livereload", *arguments]
    if any(argument.startswith(("-a", "--dev-addr")) for argument in arguments):
        return command
    port = choose_port()
    if port != FIRST_PORT:
        print(f"Cổng {FIRST_PORT} đang bận, dùng cổng {port}.", flush=True)
    return [*command, "--dev-addr", f"{HOST}:{port}"]


def check_settings() -> None:
    """Exits with a message when MkDocs would hang, or end with one in English."""
    from newsroom.settings_file import fault_in

    if said := fault_in(ROOT / "mkdocs.yml", os.environ):
        sys.exit(said)


if __name__ == "__main__":
    check_settings()
    sys.argv = ["mkdocs", "serve", *command_line(sys.argv[1:])]
    runpy.run_module("mkdocs", run_name="__main__")
