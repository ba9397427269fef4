"""Slips in addresses of other sites."""

import pytest

from newsroom.slips import meant_address


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("htps://vi-du.test", "https://vi-du.test"),
        ("htp://vi-du.test/a?b=1", "http://vi-du.test/a?b=1"),
        ("http:/vi-du.test", "http://vi-du.test"),
        ("https//vi-du.test", "https://vi-du.test"),
        ("https:vi-du.test", "https://vi-du.test"),
        ("http:\\\\vi-du.test", "http://vi-du.test"),
        ("https:// vi-du.test", "https://vi-du.test"),
        ("https:///vi-du.test", "https://vi-du.test"),
        ("HTTPS;//vi-du.test", "https://vi-du.test"),
        ("ttps://vi-du.test", "https://vi-du.test"),
        ("http://https://vi-du.test", "https://vi-du.test"),
        ("https://http//vi-du.test", "http://vi-du.test"),
        ("https://", "https://…"),
        ("www.vi-du.test", "https://www.vi-du.test"),
        ("vi-du.edu.vn/tin-tuc?id=1", "https://vi-du.edu.vn/tin-tuc?id=1"),
        ("banbientap@vi-du.test", "mailto:banbientap@vi-du.test"),
        ("mailto://banbientap@vi-du.test", "mailto:banbientap@vi-du.test"),
        ("malto:banbientap@vi-du.test", "mailto:banbientap@vi-du.test"),
    ],
)
def test_a_slip_is_seen(written: str, meant: str) -> None:
    assert meant_address(written) == meant
    assert meant_address(meant) is None


@pytest.mark.parametrize(
    "written",
    [
        *("https://vi-du.test", "HTTP://vi-du.test/x", "https://httpbin.test/http", "https://a.test/?u=http://b.test"),
        *(
            "mailto:a@b.test",
            "mailto:a@b.test?subject=x",
            "tel:+8424",
            "sms:113",
            "ftp://a.test",
            "zalo://a",
            "//a.test",
        ),
        *("https.md", "http-loi.md", "bai.md", "ke-hoach.pdf", "tin.vn.md", "../htp/a.md", "data:image/png;base64,x"),
    ],
)
def test_what_is_no_slip_is_left_alone(written: str) -> None:
    assert meant_address(written) is None
