"""Firefox as it is installed, spoken to by Marionette, its own protocol: no driver has to be there beside it."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from visits import OPTIONS

PROGRAM = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PATIENCE = 60  # seconds
_COMPOSE = """
const {classes, interfaces} = Components
const method = classes["@mozilla.org/text-input-processor;1"].createInstance(interfaces.nsITextInputProcessor)
method.beginInputTransactionForTests(window)
for (const step of arguments[0]) {
  method.setPendingCompositionString(step)
  method.appendClauseToPendingComposition(step.length, method.ATTR_RAW_CLAUSE)
  method.setCaretInPendingComposition(step.length)
  method.flushPendingComposition()
}
method.commitCompositionWith(arguments[0].at(-1))
"""


@dataclass(frozen=True)
class Firefox:
    """One window."""

    connection: socket.socket

    def do(self, command: str, **parameters: Any) -> Any:
        """What a command gives. Raises RuntimeError with what Firefox says."""
        told = json.dumps([0, 1, command, parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(told), told))
        _, _, error, result = self._answer()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return result.get("value", result) if isinstance(result, dict) else result

    def _answer(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.connection.recv(1)
        left, data = int(length[:-1]), b""
        while len(data) < left:
            data += self.connection.recv(left - len(data))
        return json.loads(data)

    def open(self, url: str) -> None:
        """Waits until it is loaded."""
        self.do("WebDriver:Navigate", url=url)

    def find(self, css: str) -> dict[str, str]:
        """An element, as soon as it is there."""
        found: dict[str, str] = self.wait(lambda: self.do("WebDriver:FindElement", using="css selector", value=css))
        return found

    def wait(self, look: Any) -> Any:
        """What `look` gives as soon as that is something."""
        end = time.monotonic() + _PATIENCE
        while True:
            with suppress(RuntimeError):
                if found := look():
                    return found
            if time.monotonic() > end:
                raise AssertionError("Firefox does not show what was waited for")
            time.sleep(0.1)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function's body gives on the page."""
        return self.do("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def type(self, css: str, text: str) -> None:
        """Keys, sent to an element."""
        self.do("WebDriver:ElementSendKeys", id=self.find(css)[_ELEMENT], text=text)

    def click(self, css: str) -> None:
        """As soon as it can be clicked; a list that is made anew meanwhile has other elements."""

        def click() -> bool:
            self.do("WebDriver:ElementClick", id=self.find(css)[_ELEMENT])
            return True

        self.wait(click)

    def compose(self, *steps: str) -> None:
        """What an input method does where the focus is: letters that are not settled until the last step."""
        self.do("WebDriver:ExecuteScript", script=_COMPOSE, args=[steps], sandbox="system")

    def complaints(self) -> list[str]:
        """`rule: element` for all that axe finds on the page as it stands."""
        self.run(f"{AXE_SCRIPT};window.axe = axe")
        script = "const [options, done] = arguments; axe.run(options).then(found => done(found.violations))"
        found = self.do("WebDriver:ExecuteAsyncScript", script=script, args=[OPTIONS])
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    @contextmanager
    def inside(self, css: str) -> Iterator[None]:
        """A frame."""
        self.do("WebDriver:SwitchToFrame", element=self.find(css)[_ELEMENT])
        try:
            yield
        finally:
            self.do("WebDriver:SwitchToFrame", id=None)


@contextmanager
def firefox(folder: Path, *, dark: bool = False) -> Iterator[Firefox]:
    """Without a window, with a profile of its own in a folder."""
    assert PROGRAM
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    told = {"marionette.port": port, "layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
    prefs = "".join(f'user_pref("{name}", {value});\n' for name, value in told.items())
    (folder / "user.js").write_text(prefs, encoding="utf-8")
    command = [PROGRAM, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    environment = {**os.environ, "HOME": str(folder), "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with _connected(port) as connection:
                window = Firefox(connection)
                window._answer()  # its greeting
                window.do("WebDriver:NewSession")
                yield window
        finally:
            process.terminate()


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
