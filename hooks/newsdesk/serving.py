"""A desk with its two servers: its own, and the preview's on another origin."""

import threading
from dataclasses import dataclass
from pathlib import Path

from newsdesk.desk import Desk
from newsdesk.guard import HOST, Guard
from newsdesk.live import Live
from newsdesk.moves import Moves
from newsdesk.outgoing import run_build
from newsdesk.preview import Preview, open_preview
from newsdesk.program import Program
from newsdesk.publisher import Publisher
from newsdesk.repository import Author
from newsdesk.routes import Routes
from newsdesk.sending import resume
from newsdesk.sent import Sent
from newsdesk.server import BoundedServer, Pulse, QuietHandler, desk_handler, end_when_silent
from newsdesk.unsaved import Unsaved
from newsdesk.word_in import Inbox
from newsdesk.workplace import Workplace
from newsroom.processes import shutdown


@dataclass(frozen=True)
class Started:
    """Servers that have their ports; `serve` has yet to be called."""

    desk: Desk
    guard: Guard
    server: BoundedServer
    preview: BoundedServer
    pulse: Pulse

    @property
    def address(self) -> str:
        """What the editor opens."""
        return f"{self.guard.origin}/?token={self.guard.token}"

    def serve(self, silence: float) -> None:
        """Until it is shut down, or no page has been heard of for so many seconds."""
        threading.Thread(target=end_when_silent, args=(self.server, self.pulse, silence), daemon=True).start()
        threading.Thread(target=self.desk.live.warm, daemon=True).start()
        resume(self.desk)
        self.server.serve_forever(poll_interval=0.2)

    def close(self) -> None:
        """Gives the ports back."""
        self.preview.shutdown()
        self.preview.server_close()
        self.server.server_close()
        self.desk.live.close()
        shutdown()


def start(place: Workplace, root: Path, port: int = 0, pulse: Pulse | None = None) -> Started:
    """A desk for the project at `root`. Raises OSError for a port that is taken."""
    desk, pulse = open_desk(place, root), pulse or Pulse()
    server = BoundedServer(port, QuietHandler)
    guard = Guard(server.server_port)
    preview = open_preview(desk.preview, guard.origin)
    origin = f"http://{HOST}:{preview.server_port}"
    routes = Routes(desk, f"{origin}/{desk.preview.secret}/")
    server.RequestHandlerClass = desk_handler(guard, routes.answer, pulse, origin)
    return Started(desk, guard, server, preview, pulse)


def open_desk(place: Workplace, root: Path) -> Desk:
    """The desk of a project."""
    home = root / ".cache/newsdesk"
    settings, config = place.setup.settings, place.setup.config
    author = Author(settings.responsible or settings.name, settings.email or "banbientap@localhost")
    publisher = Publisher(root, home, config.site_url, author, lambda: run_build(root))
    inbox = Inbox(home / "nhap-word", place.docs_folder, place.setup.markdown)
    preview = Preview(home / "xem-thu")
    live, unsaved, sent = Live(place, home), Unsaved(home / "chua-luu"), Sent(place.docs_folder)
    moves = Moves(place.docs_folder, unsaved)
    return Desk(place, root, home, live, unsaved, inbox, preview, publisher, sent, moves, Program.at(root))
