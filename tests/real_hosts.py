"""Real nginx and real Apache, each serving a built site below a sub-path by the file that the site has for it."""

import http.client
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import browser

PACKAGES = {"nginx": "nginx-light", "apache2": "apache2"}
BASE = "/tin/"
_MODULES = Path("/usr/lib/apache2/modules")
_NGINX = """\
{user}
daemon off;
pid {run}/pid;
error_log {run}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {run}/body; proxy_temp_path {run}/proxy; fastcgi_temp_path {run}/fastcgi;
  uwsgi_temp_path {run}/uwsgi; scgi_temp_path {run}/scgi;
  include {run}/conf.d/*.conf;
}}
"""
_APACHE = """\
ServerRoot {run}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {run}/pid
ErrorLog {run}/error.log
User www-data
Group www-data
{modules}
TypesConfig /etc/mime.types
DocumentRoot {run}/root
<Directory {run}/root>
  AllowOverride All
  Require all granted
</Directory>
"""
_NEEDED = ("mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter", "alias", "setenvif")


def missing(name: str) -> str:
    """Why a server can't be tried here, empty if it can: where CI runs as root on Debian, it is installed."""
    if not shutil.which(name) and os.environ.get("CI") and browser.is_debian_root():
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", PACKAGES[name]]):
            subprocess.run(command, env=environment, capture_output=True, check=False)
    return "" if shutil.which(name) else f"no {name} here: apt-get install {PACKAGES[name]}"


def free_port() -> int:
    """One that nobody listens on, and below those that systems give to whoever asks for any."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@contextmanager
def nginx(site: Path, port: int) -> Iterator[None]:
    """By the site's own nginx.conf, of which the lines are edited that it says are to be."""
    with _folder() as run:
        (run / "conf.d").mkdir()
        shutil.copytree(site, run / "site")
        text = (run / "site/nginx.conf").read_text(encoding="utf-8")
        assert text.count("listen 80;") == 1 == text.count("/var/www/trang-tin/")
        text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/www/trang-tin/", f"{run}/site/")
        (run / "conf.d/trang-tin.conf").write_text(text, encoding="utf-8")
        shutil.copy("/etc/nginx/mime.types", run)
        user = "user root;" if os.geteuid() == 0 else ""
        (run / "nginx.conf").write_text(_NGINX.format(run=run, user=user), encoding="utf-8")
        with _running(["nginx", "-p", str(run), "-c", str(run / "nginx.conf")], run, port):
            yield


@contextmanager
def apache(site: Path, port: int) -> Iterator[None]:
    """By the site's own .htaccess, in a folder below the server's root, as on shared hosting."""
    with _folder() as run:
        shutil.copytree(site, run / "root" / BASE.strip("/"))
        modules = [f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _NEEDED]
        text = _APACHE.format(run=run, port=port, modules="\n".join(modules))
        (run / "apache2.conf").write_text(text, encoding="utf-8")
        with _running(["apache2", "-X", "-f", str(run / "apache2.conf")], run, port):
            yield


@contextmanager
def _folder() -> Iterator[Path]:
    """One that a server's own user may read, which those of tests are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def _running(command: list[str], run: Path, port: int) -> Iterator[None]:
    with (run / "said.txt").open("w") as said, subprocess.Popen(command, stdout=said, stderr=said) as process:
        try:
            _wait(process, run, port)
            yield
        finally:
            process.terminate()


def _wait(process: "subprocess.Popen[bytes]", run: Path, port: int) -> None:
    for _ in range(600):
        if _answers(port):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    logs = [path for path in (run / "said.txt", run / "error.log") if path.exists()]
    said = [path.read_text(encoding="utf-8", errors="replace") for path in logs]
    raise AssertionError("\n".join(said))


def _answers(port: int) -> bool:
    """Whether it is one of these servers that does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("HEAD", BASE)
        return (connection.getresponse().getheader("Server") or "").startswith(("nginx", "Apache"))
    except OSError:
        return False
    finally:
        connection.close()


SERVERS: dict[str, Callable[..., object]] = {"nginx": nginx, "apache2": apache}
