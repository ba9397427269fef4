"""A bound for the memory of a process that works on what others wrote, so that it is out of memory before the machine.

Linux keeps to a bound that a program sets for itself: what goes beyond it fails. macOS and Windows do not, so there a
thread looks how much the process has had, and ends it, of which its parent tells. Between two looks, and as long as a
library holds up all threads, it may take more.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

MOST = 2 << 30  # bytes, beyond what a process has when it begins
_LOOK = 0.25  # seconds
_OUT_OF_MEMORY = 3
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # as malloc.h has them
_KEPT_TEXT, _KEPT = 8 << 20, 32 << 20  # bytes; of the longest body that is read, and of all together


def bound_memory() -> None:
    """Ends the work of this process, in one way or the other, once it takes more than MOST."""
    if sys.platform == "linux":
        _bound_by_the_system()
    else:
        looking = threading.Thread(target=end_beyond, args=(highest() + MOST, highest), daemon=True)
        looking.start()


def keep_memory() -> None:
    """Has this process keep what it frees of memory, up to a bound, for what it will take next.

    The C library of most Linuxes gives each text of over 128 KB back to the system; a long body is copied for each of
    its signs, and to ask for so much anew each time took three times as long as all else.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # other C libraries have no such option
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _KEPT_TEXT)
            library.mallopt(_TRIM_THRESHOLD, _KEPT)


@contextmanager
def bounded_memory() -> Iterator[None]:
    """Bounds the memory of this process for as long as it works on an item itself, where the system keeps to it.

    Elsewhere nothing but the whole build could be ended. Other threads would undo each other's bounds.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    _bound_by_the_system()
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _bound_by_the_system() -> None:
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        has = int(file.read().split()[0]) * resource.getpagesize()
    now, most = resource.getrlimit(resource.RLIMIT_AS)
    if now == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (has + MOST, most))


def end_beyond(most: int, look: Callable[[], int]) -> None:
    """Ends this process once it has had more bytes than `most`."""
    while look() <= most:
        time.sleep(_LOOK)
    os._exit(_OUT_OF_MEMORY)


def highest() -> int:
    """The most bytes that this process has had at any time; 0 where the system does not tell."""
    if sys.platform == "win32":
        return _highest_on_windows()
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = [
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("highest_in_memory", ctypes.c_size_t),
        ("in_memory", ctypes.c_size_t),
        ("pools", ctypes.c_size_t * 4),
        ("taken", ctypes.c_size_t),
        ("highest_taken", ctypes.c_size_t),
    ]


def _highest_on_windows() -> int:
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.POINTER(_Counters), ctypes.c_uint32)
    found = _Counters()
    known = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(found), ctypes.sizeof(found))
    return int(found.highest_taken) if known else 0
