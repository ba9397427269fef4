"""What a request asks and what it gets; refusals are sentences for the person at the desk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path
from typing import Any

JSON_LIMIT = 8_000_000  # bytes: a post has two million at most, and JSON writes some letters in six
_PIECE = 1 << 20


class DeskError(Exception):
    """Why something was not done, in Vietnamese; `status` is that of HTTP."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Request:
    """`path` is without the query; the body is still to be read from `stream`, `length` bytes of it."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    stream: BufferedIOBase
    length: int

    def asked(self, name: str) -> str:
        """A parameter of the address. Raises DeskError when it is not there."""
        if name not in self.query:
            raise DeskError(f"Yêu cầu thiếu “{name}”; hãy tải lại trang này.")
        return self.query[name]

    def json(self) -> Any:
        """The body as JSON. Raises DeskError."""
        self._check_length(JSON_LIMIT, "Bài quá dài; một bài nặng nhất 2 MB, hãy để ảnh và tài liệu thành tệp riêng.")
        try:
            return json.loads(self.stream.read(self.length))
        except (ValueError, RecursionError):
            raise DeskError("Không hiểu yêu cầu; hãy tải lại trang này.") from None

    def save(self, place: Path, limit: int) -> None:
        """The body into a file, piece by piece. Raises DeskError when it is longer than `limit`, or cut short."""
        self._check_length(limit, f"Tệp nặng quá {limit // 1_000_000} MB; hãy thu nhỏ ảnh trong tệp rồi đưa vào lại.")
        left = self.length
        with place.open("wb") as file:
            while left and (piece := self.stream.read(min(left, _PIECE))):
                file.write(piece)
                left -= len(piece)
        if left:
            place.unlink()
            raise DeskError("Tệp đến không trọn; hãy đưa vào lại.")

    def _check_length(self, limit: int, said: str) -> None:
        if self.length > limit:
            raise DeskError(said, 413)


@dataclass(frozen=True)
class Response:
    """What goes back; `headers` are beside those that every answer has."""

    body: bytes
    kind: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(value: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(json.dumps(value, ensure_ascii=False).encode(), status=status)


def page(html: str, status: int = 200) -> Response:
    """A page of the desk."""
    return Response(html.encode(), "text/html; charset=utf-8", status)
