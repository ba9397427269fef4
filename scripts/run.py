"""Sets up .venv with the locked packages, then runs a task there: `python scripts/run.py <task> [arguments]`.

A task is a file beside this one. Until the version check below has passed, an old Python reads this file too,
so nothing in it may be newer than the syntax of Python 3.6; and it uses the standard library alone.
"""

import difflib
import hashlib
import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said here, because pip would say it in thirty lines
    sys.exit("Cần Python 3.11 trở lên; máy đang chạy bản {}.{}. Hãy cài bản mới hơn.".format(*sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
LOG = VENV / "pip.log"
LOCK, DEV_LOCK = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"

TASKS = {
    "init": "lập trang tin của trường: ghi tên, địa chỉ, bỏ các bài mẫu",
    "serve": "xem thử trang trên máy này, tự cập nhật khi bài thay đổi",
    "build": "dựng trang vào thư mục site/",
    "check": "chỉ kiểm tra các bài viết",
    "pack": "dựng rồi gói thành tệp zip để tải lên máy chủ",
    "import": "đưa tệp Word thành bài viết",
    "inbox": "hộp thư: tệp Word tải lên GitHub thành bài viết",
    "report": "viết báo cáo số bài của một kỳ thành tệp Word: 2026, 2026-Q3, 2026-11",
    "desk": "mở bàn biên tập: viết, nhập từ Word, đăng bài",
    "import-site": "đưa bài từ trang cũ (WordPress, RSS, NukeViet) về",
    "export": "xuất cả trang tin thành Markdown thuần",
    "bulletin": "in các bài thành tập bản tin A4",
    "test": "kiểm tra mã nguồn và chạy mọi phép thử",
    "licences": "liệt kê giấy phép của mọi gói phần mềm đang dùng",
    "lock": "khoá lại phiên bản các gói (dành cho người bảo trì)",
}
DEV_TASKS = {"test", "lock"}

# How pip, whatever its age, says that the package index was out of reach.
OFFLINE = re.compile(
    r"connection broken by|connection error|Could not fetch URL|NewConnectionError|ConnectionError|timed out"
)
# How Windows says that a program is using a file, and pip that Windows knows no path as long as one in .venv.
IN_USE = re.compile(r"\[WinError (?:5|32)\]")
TOO_LONG = "Windows Long Path support"
# How Windows' Python says that a file is still in a cloud, of which its `open` knows no more than that.
IN_THE_CLOUD = re.compile(r"\[WinError (?:35[89]|3[6-9]\d|40[0-4]|426)\]|\[Errno 22\]")


class SetupError(Exception):
    """Something that stops the set-up; its text is the one line shown."""


def say(line: str) -> None:
    """Prints at once, so that the line stands before what a child process prints."""
    print(line, flush=True)


def speak_utf8() -> None:
    """A Vietnamese Windows console is cp1258 and cannot print every Vietnamese letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def environment() -> "dict[str, str]":
    """The environment of every child: UTF-8 throughout, docstrings, and no notice from the theme about MkDocs 2."""
    ours = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8:replace", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    ours |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONOPTIMIZE": ""}  # schemas take their descriptions from docstrings
    return {**os.environ, **ours}


def venv_python(venv: Path) -> Path:
    """Where the interpreter of a virtual environment lies on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def wanted(dev: bool) -> "list[str]":
    """What the stamp must hold: the Python that the packages are for, and the hash of each lock installed."""
    locks = [LOCK, DEV_LOCK] if dev else [LOCK]
    hashes = [f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {lock.name}" for lock in locks]
    return ["python {}.{}".format(*sys.version_info[:2]), *hashes]


def stamped() -> "list[str]":
    """What the last finished installation wrote; nothing when there was none or it was cut short."""
    whole = STAMP.is_file() and venv_python(VENV).exists()
    return STAMP.read_text(encoding="utf-8").splitlines() if whole else []


def prepare(dev: bool) -> None:
    """Brings .venv to the state that the locks ask for; does nothing when it is there already."""
    found, needed = stamped(), wanted(dev)
    if set(needed) <= set(found):
        return
    # Gone before anything changes and written last: whatever interrupts, the next run does it all again.
    STAMP.unlink(missing_ok=True)
    if needed[0] not in found:
        create_venv()
    install(DEV_LOCK if dev else LOCK)
    STAMP.write_text("\n".join(needed) + "\n", encoding="utf-8")


def quietly(command: "list[str]") -> "subprocess.CompletedProcess[str]":
    """Runs a command that says too much; its output and errors come back as one text."""
    return subprocess.run(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def create_venv() -> None:
    """Makes an empty .venv, in place of whatever was there."""
    if Path(sys.prefix).resolve() == VENV:
        raise SetupError("Lệnh đang chạy bằng Python của chính .venv: gõ “deactivate” rồi chạy lại.")
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise SetupError("Python này thiếu mô-đun venv; trên Debian, Ubuntu hãy chạy: sudo apt install python3-venv")
    say("Đang tạo môi trường Python riêng trong .venv…")
    done = quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if done.returncode:
        raise SetupError(windows_says(done.stdout) or f"Không tạo được .venv: {last_error(done.stdout)}")


def install(lock: Path) -> None:
    """Installs a hash-locked list with pip, from wherever pip's own settings say."""
    say("Đang tải và cài các gói cần thiết, chỉ lần này, có thể mất vài phút…")
    pip = [str(venv_python(VENV)), "-m", "pip", "install", "--no-input", "--require-hashes"]
    done = quietly([*pip, "-r", str(lock)])
    LOG.write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        raise SetupError(explain(done.stdout))


def explain(output: str) -> str:
    """One line on why pip failed, from all that it printed."""
    if OFFLINE.search(output):
        return (
            "Không tải được các gói vì không nối được tới kho gói: hãy kiểm tra mạng rồi chạy lại (xem .venv/pip.log)."
        )
    return windows_says(output) or f"Không cài được các gói: {last_error(output)} (xem .venv/pip.log)"


def windows_says(output: str) -> str:
    """What to do about a failure that only Windows knows; nothing for others."""
    if IN_USE.search(output):
        return "Có chương trình đang dùng .venv: hãy đóng các cửa sổ đang chạy serve hay desk rồi chạy lại."
    if TOO_LONG in output:
        return (
            "Đường dẫn của dự án quá dài đối với Windows: hãy chuyển cả thư mục ra chỗ ngắn, như C:\\trang-tin, "
            "rồi chạy lại."
        )
    if IN_THE_CLOUD.search(output):
        return (
            "Có tệp của dự án còn ở trên mây: hãy mở OneDrive, chờ có mạng, bấm chuột phải vào thư mục của dự án, chọn "
            "Luôn giữ trên thiết bị này, rồi chạy lại."
        )
    return ""


def last_error(output: str) -> str:
    """The last line that pip marked as an error, else the last line that says anything."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["không rõ lý do"]
    errors = [line[len("ERROR:") :].strip() for line in lines if line.startswith("ERROR:")]
    return (errors or lines)[-1]


def hand_over(task: str, arguments: "list[str]") -> int:
    """Runs the task's file in .venv and gives its exit code."""
    command = [str(venv_python(VENV)), str(ROOT / "scripts" / f"{task}.py"), *arguments]
    os.environ["NEWSROOM_CALLED_FROM"] = str(Path.cwd())  # where paths among the arguments begin
    os.chdir(str(ROOT))
    if os.name == "posix":
        # The task becomes this very process, so that a signal to it reaches the server and leaves no orphan.
        os.execve(command[0], command, environment())
    with subprocess.Popen(command, env=environment()) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the task got the Ctrl-C as well, and ends in its own way


def overview() -> str:
    """The tasks, one a line."""
    width = max(map(len, TASKS))
    return "\n".join(
        ["Cách dùng: python scripts/run.py <lệnh>", *(f"  {name:{width}}  {TASKS[name]}" for name in TASKS)]
    )


def unknown(task: str) -> str:
    """What to say of a task that does not exist."""
    near = difflib.get_close_matches(task.lower(), TASKS, n=1, cutoff=0.5)
    hint = f"có phải ý bạn là “{near[0]}”?" if near else f"các lệnh có: {', '.join(TASKS)}."
    return f"Không có lệnh “{task}”; {hint}"


def main(arguments: "list[str]") -> int:
    """Does what the command line asks; the exit code is the task's own, or 1 when it could not be started."""
    speak_utf8()
    if not arguments or arguments[0] in ("-h", "--help"):
        say(overview())
        return 0
    task, *rest = arguments
    try:
        if task not in TASKS:
            raise SetupError(unknown(task))
        prepare(task in DEV_TASKS)
        return hand_over(task, rest)
    except SetupError as error:
        print(error, file=sys.stderr, flush=True)
    except OSError as error:
        print(windows_says(str(error)) or f"Không chuẩn bị được .venv: {error}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr, flush=True)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
