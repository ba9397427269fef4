"""The set-up script as a user runs it; only pip and the making of pip's copy in .venv are replaced."""

import ast
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import browser
import run
import serve

# Read by every Python that the script starts, because its folder is on PYTHONPATH.
SITECUSTOMIZE = """
import os, sys
if sys.orig_argv[1:3] == ["-m", "venv"]:
    import venv
    venv.EnvBuilder._setup_pip = lambda *_: None
exec(os.environ.get("AT_START", ""))
"""
FAKE_PIP = """
import os, sys
with open(os.environ["PIP_CALLS"], "a", encoding="utf-8") as calls:
    print(os.path.basename(sys.argv[-1]), "--require-hashes" in sys.argv, file=calls)
print(os.environ.get("PIP_SAYS", ""))
sys.exit(int(os.environ.get("PIP_EXIT", "0")))
"""
TASK = "import os, sys; print('task', *sys.argv[1:], os.getcwd(), os.environ['PYTHONUTF8']); sys.exit(7)"


@dataclass
class Project:
    """A folder with the real run.py, two locks and tasks that do nothing."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(self.root / "scripts" / "run.py"), *arguments],
            env={**os.environ, **self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def pip_calls(self) -> list[str]:
        """What pip was asked to install since the last look."""
        calls = Path(self.environment["PIP_CALLS"])
        lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return lines


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root, boundary = tmp_path / "dự án", tmp_path / "boundary"
    (root / "scripts").mkdir(parents=True)
    (boundary / "pip").mkdir(parents=True)
    shutil.copy(run.__file__, root / "scripts" / "run.py")
    for name, text in (("build", TASK), ("serve", TASK), ("test", TASK)):
        (root / "scripts" / f"{name}.py").write_text(text, encoding="utf-8")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (root / lock).write_text("one==1\n", encoding="utf-8")
    (boundary / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    (boundary / "pip" / "__main__.py").write_text(FAKE_PIP, encoding="utf-8")
    return Project(root, {"PYTHONPATH": str(boundary), "PIP_CALLS": str(tmp_path / "calls")})


def only_line(text: str) -> str:
    [line] = text.splitlines()
    return line


def test_without_a_task_lists_them_all(project: Project) -> None:
    done = project.run()
    assert done.returncode == 0
    assert all(f"  {task}" in done.stdout for task in run.TASKS)
    assert not project.pip_calls()


@pytest.mark.parametrize("task", run.TASKS)
def test_every_task_has_its_file(task: str) -> None:
    assert (run.ROOT / "scripts" / f"{task}.py").is_file()


@pytest.mark.parametrize(("typed", "answer"), [("sevre", "có phải ý bạn là “serve”?"), ("xyz", "serve, build, check")])
def test_an_unknown_task_is_one_line(project: Project, typed: str, answer: str) -> None:
    done = project.run(typed)
    assert (done.returncode, done.stdout) == (1, "")
    assert answer in only_line(done.stderr)
    assert typed in done.stderr


def test_output_is_utf8_on_a_console_that_is_not(project: Project) -> None:
    assert "dựng trang" in project.run(PYTHONIOENCODING="cp1258", PYTHONUTF8="0").stdout


def test_old_python_can_read_the_script() -> None:
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_old_python_is_told_so(project: Project) -> None:
    done = project.run("build", AT_START="sys.version_info = (3, 9, 18, 'final', 0)")
    assert done.returncode == 1
    assert "3.11 trở lên; máy đang chạy bản 3.9" in only_line(done.stderr)


def test_a_task_gets_its_arguments_and_gives_its_exit_code(project: Project) -> None:
    done = project.run("build", "--strict", "một hai")
    assert done.returncode == 7
    assert done.stdout.splitlines()[-1] == f"task --strict một hai {project.root} 1"


def test_packages_are_installed_once_and_again_when_the_lock_changes(project: Project) -> None:
    assert "Đang tải và cài" in project.run("build").stdout
    assert project.pip_calls() == ["requirements.txt True"]
    assert "Đang" not in project.run("serve").stdout
    assert project.pip_calls() == []
    (project.root / "requirements.txt").write_text("one==2\n", encoding="utf-8")
    changed = project.run("build").stdout
    assert "Đang tải và cài" in changed
    assert "Đang tạo" not in changed
    assert project.pip_calls() == ["requirements.txt True"]


def test_tests_need_the_larger_lock_which_does_for_the_other_tasks(project: Project) -> None:
    project.run("test")
    assert project.pip_calls() == ["requirements-dev.txt True"]
    project.run("build")
    project.run("test")
    assert project.pip_calls() == []


def test_a_failed_installation_is_one_line_and_is_done_again(project: Project) -> None:
    done = project.run("build", PIP_EXIT="1", PIP_SAYS="Collecting one\nERROR: No space left\n")
    assert done.returncode == 1
    assert "No space left" in only_line(done.stderr)
    assert "task" not in done.stdout
    assert project.run("build").returncode == 7
    assert len(project.pip_calls()) == 2


def test_an_installation_cut_short_is_done_again_from_the_start(project: Project) -> None:
    project.run("build")
    (project.root / "requirements.txt").write_text("one==2\n", encoding="utf-8")
    project.run("build", PIP_EXIT="1")
    (project.root / "requirements.txt").write_text("one==1\n", encoding="utf-8")
    assert "Đang tạo" in project.run("build").stdout
    assert len(project.pip_calls()) == 3


def test_a_venv_of_another_python_is_made_anew(project: Project) -> None:
    project.run("build")
    leftover = project.root / ".venv" / "leftover"
    leftover.touch()
    stamp = project.root / ".venv" / "installed.txt"
    stamp.write_text(stamp.read_text(encoding="utf-8").replace("python 3.", "python 2."), encoding="utf-8")
    project.run("build")
    assert not leftover.exists()
    assert len(project.pip_calls()) == 2


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(project: Project, module: str) -> None:
    done = project.run("build", AT_START=f"sys.modules['{module}'] = None")
    assert done.returncode == 1
    assert "apt install python3-venv" in only_line(done.stderr)


def test_no_network_is_told_from_other_failures() -> None:
    """In the words of the pip that is installed, whatever they are."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers there
        settings = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": f"http://127.0.0.1:{reserved.getsockname()[1]}/"}
        offline = pip_install("no-such-package", settings)
    assert "kiểm tra mạng" in run.explain(offline)
    assert "kiểm tra mạng" not in run.explain(pip_install("no-such-package", {"PIP_NO_INDEX": "1"}))


def pip_install(package: str, settings: dict[str, str]) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--retries", "1", package]
    done = subprocess.run(command, env={**kept, **settings}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode
    return done.stdout + done.stderr


@contextlib.contextmanager
def taken_port(host: str) -> Iterator[int]:
    with socket.socket() as server:
        server.bind((host, 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_is_passed_over(host: str) -> None:
    with taken_port(host) as port:
        assert not serve.is_free(port)
        assert serve.choose_port(port) > port
    assert serve.is_free(port)


def test_serve_says_which_port_it_took_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with taken_port("127.0.0.1") as port:
        monkeypatch.setattr(serve, "FIRST_PORT", port)
        monkeypatch.setattr(serve, "choose_port", lambda: port + 1)
        assert serve.command_line(["--dirty"]) == ["--livereload", "--dirty", "--dev-addr", f"127.0.0.1:{port + 1}"]
    assert f"Cổng {port} đang bận, dùng cổng {port + 1}." in capsys.readouterr().out


def test_serve_keeps_an_address_that_was_asked_for() -> None:
    assert serve.command_line(["-a", "0.0.0.0:9000"]) == ["--livereload", "-a", "0.0.0.0:9000"]


def test_a_named_browser_must_exist(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert browser.find() == sys.executable
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(browser.NoBrowserError, match="CHROMIUM"):
        browser.find()


def test_firefox_is_found_or_had_or_its_absence_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FIREFOX", "/opt/firefox")
    assert browser.find_firefox() == "/opt/firefox"
    monkeypatch.delenv("FIREFOX")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(browser, "is_debian_root", lambda: True)
    monkeypatch.setattr(browser, "apt_install", lambda package: f"/usr/bin/{package}")
    assert browser.find_firefox() == "/usr/bin/firefox-esr"
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(browser, "is_debian_root", lambda: False)
    assert browser.find_firefox() == ""
    assert "bị bỏ qua" in capsys.readouterr().out


def test_without_any_browser_the_tests_do_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "installed", lambda: None)
    monkeypatch.setattr(browser, "is_debian_root", lambda: False)
    monkeypatch.setattr(browser, "playwright_chromium", lambda: True)
    assert browser.find() == ""
    monkeypatch.setattr(browser, "playwright_chromium", lambda: False)
    with pytest.raises(browser.NoBrowserError, match="Chrome"):
        browser.find()


@pytest.mark.parametrize(("arguments", "code"), [("[]", 1), ("['-q']", 0)])
def test_a_failing_linter_fails_the_run_but_pytest_closes_it(tmp_path: Path, arguments: str, code: int) -> None:
    (tmp_path / "bad.py").write_text("import os\n", encoding="utf-8")
    (tmp_path / "test_fine.py").write_text("def test_fine(): pass\n", encoding="utf-8")
    program = f"import test; test.LINTERS = (('ruff', 'check'),); raise SystemExit(test.main({arguments}))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**kept, "PYTHONPATH": str(run.ROOT / "scripts"), "CHROMIUM": sys.executable, "PYTHONUTF8": "1"}
    environment["FIREFOX"] = sys.executable
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == code
    assert "1 passed" in done.stdout.splitlines()[-1]
    assert ("F401" in done.stdout) == bool(code)


def pins(name: str) -> dict[str, str]:
    """Name → version of every package in a lock; fails where a line is neither a pin, a hash nor a comment."""
    lines = (run.ROOT / name).read_text(encoding="utf-8").splitlines()
    assert all(line.startswith((" ", "#")) or "==" in line for line in lines)
    pinned = (
        line.split(";")[0].strip(" \\").split("==") for line in lines if "==" in line and not line.startswith(" ")
    )
    return dict(pinned)


def test_the_locks_agree_with_each_other_and_with_the_project() -> None:
    project = tomllib.loads((run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    smaller, larger = pins("requirements.txt"), pins("requirements-dev.txt")
    assert smaller.items() <= larger.items()
    assert named(project["dependencies"]) <= smaller.keys()
    assert named(project["optional-dependencies"]["dev"]) <= larger.keys()


def named(requirements: list[str]) -> set[str]:
    return {requirement.split(">=")[0].lower() for requirement in requirements}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_no_place_and_has_a_hash_for_everything(name: str) -> None:
    text = (run.ROOT / name).read_text(encoding="utf-8")
    assert not any(mark in text for mark in ("://", "file:", " @ ", "--index", "--find-links"))
    assert text.count(" \\\n    --hash=sha256:") >= len(pins(name))
