"""Runs a command and writes what it and all processes started by it took: `witness.py REPORT COMMAND …`.

A process of its own, since what the system has counted of ended processes belongs to the one that waited for them.
"""

import ctypes
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER in <linux/prctl.h>
IO = Path("/proc/self/io")  # Linux: of this process and all that it has waited for, and theirs


def main(report: Path, command: list[str]) -> int:
    """The exit code of the command; its seconds are those until it ended, whatever it left running."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    read = _bytes_read()
    began = time.perf_counter()
    code = subprocess.call(command)
    seconds = time.perf_counter() - began
    processor = _processor_of_all()
    now = _bytes_read()
    took = {"seconds": seconds, "processor": processor, "read": None if now is None or read is None else now - read}
    report.write_text(json.dumps(took), encoding="utf-8")
    return code


def _processor_of_all() -> float | None:
    """Seconds of all processors, after the last process has ended; None where that is not counted."""
    if sys.platform == "win32":
        return None
    import resource

    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bytes_read() -> int | None:
    """What was read by system calls, from disk or not; what is mapped into memory is not in it."""
    try:
        return int(IO.read_text(encoding="ascii").split()[1])
    except OSError:
        return None


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
