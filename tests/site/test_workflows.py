"""What runs on hosts when somebody pushes: linted, and every shell step run here, by stand-ins for what is not here."""

import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from changed_copies import changed_copy
from small_site import PROJECT, SmallSite, read

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
NOTHING_KEPT = "Take nothing that was kept out of the repository"
OURS = ("publish.yml", "check.yml")
BASH = shutil.which("bash")
GH = """#!/bin/sh
[ "$GH_TOKEN" ] && [ "$1 $2 $3" = "api repos/saomai/tin/pages --jq" ] && [ "$PAGES" ] && echo "$PAGES" && exit 0
echo "gh: Not Found (HTTP 404)" >&2; exit 1
"""
PYTHON = """#!/bin/sh
[ "$1" = scripts/run.py ] || exit 99
task=$2; shift 2
exec "{python}" "scripts/$task.py" "$@"
"""


def _linter(*command: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name(command[0])
    return subprocess.run([program, *command[1:]], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)


def test_actionlint_and_zizmor_find_nothing() -> None:
    found = _linter("actionlint", *map(str, WORKFLOWS))
    assert (found.returncode, found.stdout) == (0, ""), found.stdout + found.stderr
    found = _linter("zizmor", "--offline", "--no-progress", ".")
    assert found.returncode == 0 and "No findings to report" in found.stderr + found.stdout, found.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.name))
def test_actions_are_named_by_commit_and_nothing_is_allowed_that_a_job_does_not_ask_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert uses and all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) and re.search(r"# v\d", note) for one, note in uses)
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)
        writes = {name for name, how in job["permissions"].items() if how == "write"}
        allowed = {"pages", "id-token"} if "environment" in job else set()
        assert writes <= (allowed if path.name != "inbox.yml" else {"contents", "pull-requests"})


def test_posts_come_out_by_themselves_every_day() -> None:
    triggers = yaml.safe_load((PROJECT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))[True]
    minute, hour, *rest = triggers["schedule"][0]["cron"].split()
    assert minute.isdecimal() and hour.isdecimal() and rest == ["*", "*", "*"]


@dataclass(frozen=True)
class Runner:
    """A machine that runs steps in a copy of the project; what they set is in `outputs`."""

    site: SmallSite
    commands: Path

    def run(self, script: str, **environment: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
        """One step, as GitHub's machines run it."""
        output = self.commands / "output.txt"
        output.write_text("")
        known = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "PAGES")}
        known |= {
            "PATH": f"{self.commands}{os.pathsep}{known['PATH']}",
            "GITHUB_OUTPUT": str(output),
            "PYTHONUTF8": "1",
        }
        known |= {"GITHUB_REPOSITORY": "saomai/tin", "NO_MKDOCS_2_WARNING": "1", **environment}
        command = [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            command, cwd=self.site.root, env=known, capture_output=True, encoding="utf-8", check=False
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        return done, dict(line.split("=", 1) for line in lines)


@pytest.fixture
def runner(tmp_path: Path, engine: str) -> Iterator[Runner]:
    if not BASH or os.name != "posix":
        pytest.skip("no bash here, which the hosts' machines have")
    site = changed_copy(tmp_path / "trang", engine, {})
    config = yaml.safe_load(site.config.read_text(encoding="utf-8"))
    text = yaml.safe_dump({key: value for key, value in config.items() if key != "site_url"}, allow_unicode=True)
    site.config.write_text(text + 'site_url: !ENV [SITE_URL, "https://saomai.test/"]\n', encoding="utf-8")
    site.write({"index.md": "# Trang chủ\n", "bai-viet/2026/a.md": {"title": "Một"}})
    commands = tmp_path / "lenh"
    commands.mkdir()
    for name, text in (("gh", GH), ("python", PYTHON.format(python=sys.executable))):
        (commands / name).write_text(text)
        (commands / name).chmod(0o755)
    yield Runner(site, commands)


def _steps(workflow: str) -> dict[str, Mapping[str, Any]]:
    """The shell steps of a workflow by their names."""
    jobs = yaml.safe_load((PROJECT / ".github/workflows" / workflow).read_text(encoding="utf-8"))["jobs"]
    return {step["name"]: step for job in jobs.values() for step in job["steps"] if "run" in step}


def test_every_shell_step_is_tried_here() -> None:
    assert {name: sorted(_steps(name)) for name in OURS} == {
        "publish.yml": ["Ask another host to build", "Ask for the site's address", "Build", "Check", NOTHING_KEPT],
        "check.yml": ["Build", "Check", "Let no Word file in", NOTHING_KEPT],
    }


class _Host(BaseHTTPRequestHandler):
    """A host's build hook, which says no to what it does not know."""

    asked: ClassVar[list[tuple[str, bytes]]] = []

    def do_POST(self) -> None:
        self.asked.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200 if self.path == "/dung" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl, which GitHub's machines have")
def test_a_host_that_builds_on_a_push_alone_is_asked_every_day(runner: Runner) -> None:
    job = yaml.safe_load((PROJECT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))["jobs"]["elsewhere"]
    assert job["if"] == "github.event_name == 'schedule'"
    step = _steps("publish.yml")["Ask another host to build"]
    assert step["env"] == {"BUILD_HOOK": "${{ secrets.BUILD_HOOK }}"}
    with HTTPServer(("127.0.0.1", 0), _Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{host.server_port}"
        codes = [runner.run(step["run"], BUILD_HOOK=hook)[0].returncode for hook in ("", f"{base}/dung", f"{base}/het")]
        host.shutdown()
    assert _Host.asked == [("/dung", b"{}"), ("/het", b"{}")]
    assert codes[:2] == [0, 0] and codes[2] != 0


@pytest.mark.parametrize("pages", ["https://saomai.github.io/tin", "https://chibo.saomai.test/"])
def test_a_push_builds_the_site_for_the_address_that_it_will_have(runner: Runner, pages: str) -> None:
    steps = _steps("publish.yml")
    done, said = runner.run(steps["Ask for the site's address"]["run"], GH_TOKEN="x", PAGES=pages)
    assert done.returncode == 0 and said == {"url": f"{pages.rstrip('/')}/"}
    done, _ = runner.run(steps["Build"]["run"], ADDRESS=said["url"])
    assert done.returncode == 0, done.stderr
    assert f"<loc>{said['url']}bai-viet/2026/a/</loc>" in (runner.site.site / "sitemap.xml").read_text(encoding="utf-8")


def test_where_pages_is_off_the_step_says_what_to_do_and_the_build_is_tried_all_the_same(runner: Runner) -> None:
    steps = _steps("publish.yml")
    done, said = runner.run(steps["Ask for the site's address"]["run"], GH_TOKEN="x")
    assert (done.returncode, said) == (0, {}) and "::warning::" in done.stdout and "Settings → Pages" in done.stdout
    done, _ = runner.run(steps["Build"]["run"], ADDRESS="")
    assert done.returncode == 0, done.stderr
    assert "<loc>https://saomai.test/" in (runner.site.site / "sitemap.xml").read_text(encoding="utf-8")


def _commit(root: Path, *references: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.test")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "--allow-empty", "-m", "x")):
        subprocess.run(["git", *command], cwd=root, check=True)
    for reference in references:
        subprocess.run(["git", "update-ref", reference, "HEAD"], cwd=root, check=True)


def test_a_proposal_is_checked_on_its_lines(runner: Runner) -> None:
    _commit(runner.site.root, "refs/remotes/origin/main")
    runner.site.write({"bai-viet/2026/a.md": {"date": "32/1/2026"}})
    done, _ = runner.run(_steps("check.yml")["Check"]["run"], GITHUB_ACTIONS="true", GITHUB_BASE_REF="main")
    assert done.returncode == 1 and "::error file=docs/bai-viet/2026/a.md,line=" in done.stdout


def test_a_proposal_brings_no_word_file_into_the_history(runner: Runner) -> None:
    guard = _steps("check.yml")["Let no Word file in"]["run"]
    _commit(runner.site.root, "refs/remotes/origin/main")
    assert runner.run(guard, GITHUB_BASE_REF="main")[0].returncode == 0
    (runner.site.root / "inbox").mkdir(exist_ok=True)
    (runner.site.root / "inbox/bai.docx").write_bytes(b"PK")
    _commit(runner.site.root)
    assert runner.run(guard, GITHUB_BASE_REF="main")[0].returncode == 1


def test_a_push_with_an_error_of_check_alone_is_not_published(runner: Runner) -> None:
    check = _steps("publish.yml")["Check"]["run"]
    assert runner.run(check)[0].returncode == 0
    runner.site.write({"bai-viet/2026/a/index.md": {"attachments": ["mat.txt"]}, "bai-viet/2026/a/mat.txt": b"MAT"})
    runner.site.write({"bai-viet/2026/tep-mat.md": {"date": "32/1/2026"}})
    assert runner.run(check)[0].returncode == 1


def test_a_proposal_is_built(runner: Runner) -> None:
    done, _ = runner.run(_steps("check.yml")["Build"]["run"])
    assert done.returncode == 0 and (runner.site.site / "bai-viet/2026/a/index.html").is_file()


@pytest.mark.parametrize("workflow", OURS)
def test_what_was_kept_is_not_taken_out_of_the_repository(runner: Runner, workflow: str) -> None:
    step = _steps(workflow)[NOTHING_KEPT]["run"]
    subprocess.run(["git", "init", "-q"], cwd=runner.site.root, check=True)
    assert runner.run(step)[0].returncode == 0
    (runner.site.root / ".cache").mkdir(exist_ok=True)
    (runner.site.root / ".cache/x").write_text("x")
    subprocess.run(["git", "add", "-f", ".cache/x"], cwd=runner.site.root, check=True)
    assert runner.run(step)[0].returncode == 1


def test_what_was_restored_and_does_not_fit_is_made_again(runner: Runner) -> None:
    build = _steps("publish.yml")["Build"]["run"]
    assert runner.run(build, ADDRESS="https://saomai.test/")[0].returncode == 0
    wanted = runner.site.bytes()
    for number, path in enumerate(sorted((runner.site.root / ".cache").rglob("*"))):
        if path.is_file():
            path.write_bytes((b"", b"\x80\x04garbage", path.read_bytes()[:-7])[number % 3])
    (runner.site.site / "index.html").write_bytes(b"old")
    (runner.site.site / "thua.html").write_bytes(b"old")
    done, _ = runner.run(build, ADDRESS="https://saomai.test/")
    assert done.returncode == 0, done.stderr
    assert runner.site.bytes() == wanted


def test_gitlab_publishes_what_it_built_with_packed_files_beside(runner: Runner) -> None:
    jobs = yaml.safe_load((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    done, _ = runner.run("\n".join(jobs["pages"]["script"]), CI_PAGES_URL="https://saomai.gitlab.io/tin")
    assert done.returncode == 0, done.stderr
    public = runner.site.root / "public"
    assert read((public / "bai-viet/2026/a/index.html").read_text(encoding="utf-8")).text
    assert (public / "bai-viet/2026/a/index.html.gz").is_file() and (public / "sitemap.xml").is_file()
    assert "<loc>https://saomai.gitlab.io/tin/" in (public / "sitemap.xml").read_text(encoding="utf-8")
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    done, _ = runner.run("\n".join(jobs["check"]["script"]))
    assert done.returncode == 0 and jobs["check"]["artifacts"]["paths"] == ["site"]


def test_netlify_and_cloudflare_are_told_what_to_run_and_where_it_is(runner: Runner) -> None:
    netlify = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))["build"]
    done, _ = runner.run(netlify["command"], URL="https://saomai.netlify.test")
    assert done.returncode == 0, done.stderr
    assert "<loc>https://saomai.netlify.test/" in (runner.site.site / "sitemap.xml").read_text(encoding="utf-8")
    cloudflare = tomllib.loads((PROJECT / "wrangler.toml").read_text(encoding="utf-8"))
    assert netlify["publish"] == "site" and cloudflare["pages_build_output_dir"] == "./site"
    assert (runner.site.site / "_headers").is_file() and (runner.site.site / "_redirects").is_file()
