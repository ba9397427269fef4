"""The desk, on this computer alone: `desk [--port N] [--no-open]`.

It ends with Ctrl-C, or after an hour without a page.
"""

import argparse
import signal
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

SILENCE = 3600  # seconds without a page


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py desk", description="Mở bàn biên tập trên máy này.")
    parser.add_argument("--port", type=int, default=0, help="cổng; không ghi thì chọn một cổng trống")
    parser.add_argument("--no-open", action="store_true", help="không tự mở trình duyệt")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Serves until it is ended; the exit code."""
    chosen = read_arguments(arguments)
    from mkdocs.exceptions import MkDocsException

    from adapter.workplace import workplace
    from newsdesk.serving import start
    from serve import is_free

    try:
        if chosen.port and not is_free(chosen.port):  # on some systems two servers can share one
            raise OSError
        started = start(workplace(ROOT / "mkdocs.yml"), ROOT, chosen.port)
    except MkDocsException as error:
        print(error, file=sys.stderr)
        return 1
    except OSError:
        print(f"Cổng {chosen.port} đang bận; hãy bỏ --port để bàn biên tập tự chọn cổng.", file=sys.stderr)
        return 1
    print("Bàn biên tập đang mở. Đóng cửa sổ này hay bấm Ctrl-C để kết thúc.")
    print(started.address, flush=True)
    if not chosen.no_open:
        threading.Thread(target=webbrowser.open, args=(started.address,), daemon=True).start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        started.serve(SILENCE)
    except KeyboardInterrupt:
        pass
    finally:
        started.close()
    print("Bàn biên tập đã đóng.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
