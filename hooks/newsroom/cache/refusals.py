"""What a system refuses that another would do: files that are held by others, and paths that are too long.

On Windows a file that some program has open can be neither replaced nor removed, nor can a folder that holds it be
renamed. Virus scanners and backups hold whatever is new, for about a second; a console or a viewer does so for good.
"""

import errno
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

_HELD = {5, 32, 33, 145}  # access denied, sharing violation, lock violation; not empty, with a removed file still held
_TOO_LONG = {2, 3, 206}  # no such file, no such path, name too long: which of them depends on what was asked for
_IN_THE_CLOUD = {*range(358, 405), 426, 475}  # Windows has a name alone, and who keeps the file does not give it
UNREADABLE = "không mở được tệp; hãy xem tệp còn ở đó không, có được phép đọc không, hay mới chỉ ở trên mây (OneDrive)"
_AS_C_HAS_THEM = {errno.EACCES: 5, errno.ENOENT: 2, errno.EINVAL: 362}
"""What `open` is refused with on Windows, which gives it no number of its own: C knows nothing of clouds."""
_LIMIT = 247  # letters; a folder's path has to leave room for a short name in it
_WAITS = (0.05, 0.2, 0.5, 1.0)  # seconds
_PAUSE = 30  # seconds in which this process waits in vain so many times at most: files that stay held may be many
_vain: deque[float] = deque(maxlen=3)  # moments of the monotonic clock


def _number(error: OSError) -> int:
    """Windows' own number of an error; 0 elsewhere."""
    if not hasattr(error, "winerror"):
        return 0
    return int(error.winerror or _AS_C_HAS_THEM.get(error.errno or 0, 0))


def is_held(error: OSError) -> bool:
    """Whether another program has a file open that it is about."""
    return _number(error) in _HELD


def is_too_long(error: OSError) -> bool:
    """Whether Windows does not find a path because of its length."""
    longest = max(len(str(path or "")) for path in (error.filename, error.filename2))
    return _number(error) in _TOO_LONG and longest > _LIMIT


def is_in_cloud(error: OSError) -> bool:
    """Whether a file has not come here yet from where OneDrive or its like keep it."""
    return _number(error) in _IN_THE_CLOUD


def _may_wait() -> bool:
    return len(_vain) < (_vain.maxlen or 0) or time.monotonic() - _vain[0] > _PAUSE


def patiently(call: Callable[[], Result]) -> Result:
    """Calls again while a file is held, for up to two seconds, unless others have just been waited for in vain.

    Raises OSError, at once for any other reason.
    """
    for wait in _WAITS if _may_wait() else ():
        try:
            return call()
        except OSError as error:
            if not is_held(error):
                raise
        time.sleep(wait)
    try:
        return call()
    except OSError as error:
        if is_held(error):
            _vain.append(time.monotonic())
        raise


def reason(error: OSError) -> str:
    """Why the disk refused, and what to do, for an author."""
    if is_held(error):
        return "có chương trình khác đang mở; hãy đóng cửa sổ lệnh, File Explorer, Word hay máy chủ đang mở nó"
    if is_too_long(error):
        return "đường dẫn dài hơn Windows cho phép; hãy chuyển cả dự án ra chỗ có đường dẫn ngắn, như C:\\trang-tin"
    if is_in_cloud(error):
        return (
            "tệp còn ở trên mây, OneDrive chưa đưa về máy; hãy mở OneDrive, chờ có mạng, bấm chuột phải vào thư mục "
            "của trang, chọn Luôn giữ trên thiết bị này"
        )
    return f"{error.strerror or error}; hãy xem đĩa còn chỗ không, thư mục có được phép ghi không"
