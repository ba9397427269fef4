"""Who may speak to the desk: its own pages on this computer, and nobody else.

Host and Origin are compared with constants: compared with each other they would agree for a foreign page whose name
has been made to lead here.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

HOST = "127.0.0.1"
WRITES = ("POST", "PUT", "DELETE")
OWN_HEADER = "X-Desk"
_SITES = ("same-origin", "none")
_FOREIGN = "Yêu cầu này không đến từ bàn biên tập."


@dataclass(frozen=True)
class Guard:
    """The keys to one start of the desk: `token` is in the address that is opened, `key` in the cookie that it becomes.

    The address may be opened again, in another browser: what is secret about it is the token.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def host(self) -> str:
        """The only one that requests may name."""
        return f"{HOST}:{self.port}"

    @property
    def origin(self) -> str:
        """The only one from which pages may ask."""
        return f"http://{self.host}"

    @property
    def cookie(self) -> str:
        """The cookie's name, which has the port in it, since browsers do not keep cookies apart by port."""
        return f"ban-bien-tap-{self.port}"

    def refusal(self, method: str, headers: Mapping[str, str]) -> str:
        """Why a request is refused, whoever it is from; empty when it may be looked at."""
        if headers.get("Host") != self.host:
            return "Địa chỉ không đúng; hãy mở lại bàn biên tập bằng địa chỉ in trong cửa sổ lệnh."
        if headers.get("Origin") not in (None, self.origin) or headers.get("Sec-Fetch-Site", "none") not in _SITES:
            return _FOREIGN
        if method in WRITES:
            told = "Origin" in headers or "Sec-Fetch-Site" in headers
            return "" if told and headers.get(OWN_HEADER) == "1" else _FOREIGN
        return "" if method == "GET" else "Bàn biên tập không có cách hỏi này."

    def is_entry(self, token: str) -> bool:
        """Whether it is the token of this start."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def is_known(self, headers: Mapping[str, str]) -> bool:
        """Whether the browser has been let in."""
        try:
            morsel = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return morsel is not None and hmac.compare_digest(morsel.value.encode(), self.key.encode())

    def entrance(self) -> Mapping[str, str]:
        """Headers that let a browser in."""
        return {"Location": "/", "Set-Cookie": f"{self.cookie}={self.key}; Path=/; HttpOnly; SameSite=Strict"}
