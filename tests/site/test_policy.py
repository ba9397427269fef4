"""The Content-Security-Policy of built pages, and the headers for hosts that can send them."""

import base64
import hashlib
import re

import pytest

from conftest import MakeSite
from newsroom.output.policy import page_policy
from newsroom.output.rendering import response_headers
from newsroom.settings import Settings
from small_site import PROJECT, SmallSite

pytestmark = pytest.mark.engine

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def _rules(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (rule.split() for rule in policy.split("; "))}


def _policies(site: SmallSite) -> dict[str, str]:
    pages = {path: path.read_text(encoding="utf-8") for path in site.site.rglob("*.html")}
    return {html: found[1] for html in pages.values() if (found := POLICY.search(html))}


def test_every_page_has_it_before_any_code_and_it_names_that_code_alone(make_site: MakeSite) -> None:
    site = make_site({f"bai-viet/{name}.md": {"campaign": "Một"} for name in "abc"}, posts_per_page=2)
    site.build()
    found = _policies(site)
    assert len(found) == len(list(site.site.rglob("*.html")))
    for html, policy in found.items():
        rules = _rules(policy)
        assert "unsafe" not in policy and "//" not in policy and "*" not in policy and "data:" not in policy
        assert (rules["default-src"], rules["frame-src"], rules["base-uri"]) == (["'none'"],) * 3
        assert html.index("Content-Security-Policy") < min(
            html.find("<script"), html.find("<style"), key=lambda at: at % 10**9
        )
        for tag, code in INLINE.findall(html):
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in rules[f"{tag}-src"]
        assert " style=" not in html and not re.search(r"\son\w+=", html)


def test_videos_come_from_hosts_of_the_settings_alone(make_site: MakeSite) -> None:
    body = '<iframe src="https://video.example.test/1" title="Phim"></iframe>\n\nChữ.\n'
    site = make_site({"bai-viet/a.md": {"body": body}}, video_hosts=["video.example.test"])
    site.build()
    assert _rules(POLICY.findall(site.html("bai-viet/a"))[0])["frame-src"] == ["https://video.example.test"]
    assert 'class="embed" href="https://video.example.test/1"' in site.html("bai-viet/a")
    assert "<iframe" not in site.html("bai-viet/a")


@pytest.mark.parametrize(
    "hosts", ["video.test", ["https://video.test"], ["video.test/a"], ["a;b.test"], ["*.test"], [1]]
)
def test_a_host_is_a_name_and_no_more(make_site: MakeSite, hosts: object) -> None:
    outcome = make_site(video_hosts=hosts).try_build()
    assert "extra.newsroom.video_hosts: phải là danh sách tên miền" in outcome.log


def test_a_preview_lets_its_server_tell_of_changes(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {}")
    site.build(serving=True)
    rules = _rules(POLICY.findall(site.html("bai-viet/a"))[0])
    assert rules["script-src"] == ["'self'", "'unsafe-inline'"]
    assert not any("unsafe" in value for name, values in rules.items() for value in values if name != "script-src")


def test_headers_say_what_pages_say_and_what_they_cannot(make_site: MakeSite) -> None:
    site = make_site("bai-viet/a.md: {}")
    site.build()
    settings = Settings(video_hosts=())
    found = response_headers([str(PROJECT / "overrides")], settings, "assets")
    mine = POLICY.findall(site.html("bai-viet/a"))[0]
    # the colours are those of the settings
    assert _rules(found["Content-Security-Policy"])["script-src"] == _rules(mine)["script-src"]
    assert _rules(found["Content-Security-Policy"])["frame-ancestors"] == ["'self'"]
    assert found["X-Content-Type-Options"] == "nosniff"


def test_code_from_elsewhere_and_data_need_no_hash() -> None:
    parts = ['<script src="a.js"></script>', '<script type="application/json">{}</script>', "<script>a</script>"]
    assert len(_rules(page_policy(parts, ()))["script-src"]) == 2
