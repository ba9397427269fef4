"""A change in the code of a Markdown extension or hook changes pages, wherever that code lies."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from small_site import PROJECT, SmallSite, usual_settings
from trees import copy_code

pytestmark = pytest.mark.engine

EXTENSION = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Shout(Preprocessor):
    def run(self, lines):
        return [line.replace("họp", "{}") for line in lines]

class Shouting(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Shout(md), "shout", 40)

def makeExtension(**settings):
    return Shouting(**settings)
"""
FENCE = """
def fence(source, language, css_class, options, md, **others):
    return "<p>{}</p>"
"""


@pytest.fixture
def site(tmp_path: Path, engine: str) -> SmallSite:
    """A project whole in itself, with a folder of extensions outside of it."""
    site = SmallSite(tmp_path / "trang", engine)
    copy_code(PROJECT, site.root)
    (tmp_path / "ngoai/goi").mkdir(parents=True)
    site.write({"bai-viet/a.md": {"body": "Chi bộ họp.\n\n```hop\nx\n```\n"}})
    return site


def _build(site: SmallSite, **settings: Any) -> str:
    config = usual_settings() | {"hooks": ["hooks/main.py"]} | settings
    text = yaml.dump(config, allow_unicode=True).replace("'@fence'", "!!python/name:hang_rao.fence")
    site.config.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(site.root.parent / "ngoai")}
    command = [sys.executable, "scripts/build.py"]
    done = subprocess.run(command, cwd=site.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return site.page("bai-viet/a/").body


@pytest.mark.parametrize(
    ("file", "name"), [("ngoai_le.py", "ngoai_le"), ("goi/__init__.py", "goi"), ("goi/b.py", "goi.b")]
)
def test_an_extension_that_lies_elsewhere_is_seen(site: SmallSite, file: str, name: str) -> None:
    place = site.root.parent / "ngoai" / file
    (site.root.parent / "ngoai/goi/__init__.py").touch()
    for word in ("HỌP", "hội ý"):
        place.write_text(EXTENSION.format(word), encoding="utf-8")
        assert f"Chi bộ {word}." in _build(site, markdown_extensions=["fenced_code", name])


def test_a_function_that_settings_name_is_seen(site: SmallSite) -> None:
    place = site.root.parent / "ngoai/hang_rao.py"
    fences = [{"name": "hop", "class": "hop", "format": "@fence"}]
    for word in ("một", "hai"):
        place.write_text(FENCE.format(word), encoding="utf-8")
        assert word in _build(site, markdown_extensions=[{"pymdownx.superfences": {"custom_fences": fences}}])


def test_a_hook_that_lies_elsewhere_is_seen(site: SmallSite) -> None:
    place = site.root.parent / "ngoai/moc.py"
    for word in ("Tên một", "Tên hai"):
        place.write_text(f"def on_config(config): config.site_description = {word!r}\n", encoding="utf-8")
        _build(site, hooks=[str(place), "hooks/main.py"])
        assert f'<meta name="description" content="{word}">' in site.html("bai-viet/")
