"""Reads Markdown files whatever is known of them, on every processor when they are many."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from newsroom.articles.filling import Body
from newsroom.articles.pages import ParsedFile, Rewrite
from newsroom.articles.spool import spool
from newsroom.cache.refusals import UNREADABLE, patiently
from newsroom.cache.store import digest_of
from newsroom.problems import Problem
from newsroom.processes import WorkerDied, map_each, start
from newsroom.processes.limits import SECONDS, TookTooLong, Watch, watch

if TYPE_CHECKING:
    from newsroom.articles.markup import Renderer

_TOO_MUCH = (
    f"bài này cần hơn {SECONDS:.0f} giây, hoặc quá nhiều bộ nhớ, để dựng, có lẽ vì đoạn từ dòng này; hãy bỏ những chỗ "
    "lặp đi lặp lại một loại dấu (“[”, “<”, “*”, “|”, …), hoặc tách thành nhiều bài"
)
CHUNK = 40  # files: some 50 ms of work, against which a message to another process is nothing
Markdown = tuple[list[Any], dict[str, Any]]
"""Extensions and their settings."""
OURS = "newsroom"
"""Among the settings of extensions, those that the site itself has for bodies: `video_hosts`."""
Chunk = tuple[bytes, Sequence[tuple[str, Path]], Path | None]
"""What a renderer is made from, files, and the folder where their bodies are put aside."""
DigestedFile = tuple[str, ParsedFile]
"""The digest of a file, and what came of parsing it."""


def parse_each(
    files: Sequence[tuple[str, Path]], markdown: Markdown, spool_in: Path | None = None
) -> Iterator[tuple[str, DigestedFile]]:
    """Gives each file with what came of it; with `spool_in`, bodies are put aside there instead of being given back."""
    packed_markdown = packed(markdown)
    if packed_markdown is None:
        yield from parse_here(files, markdown)
        return
    if spool_in:
        spool_in.mkdir(parents=True)
    chunks: list[Chunk] = [(packed_markdown, files[at : at + CHUNK], spool_in) for at in range(0, len(files), CHUNK)]
    alone = list[Chunk]()
    for chunk, result in map_each(parse_chunk, chunks):
        if isinstance(result, WorkerDied):
            alone += [(packed_markdown, [file], spool_in) for file in chunk[1]]
        else:
            yield from parse_chunk(chunk) if isinstance(result, Exception) else result
    yield from _parse_alone(alone)


def _parse_alone(chunks: Sequence[Chunk]) -> Iterator[tuple[str, DigestedFile]]:
    """Files of which one may have brought its process down: if it does so again, its author is told, not the others."""
    if chunks:
        start(count=1)
    for chunk, result in map_each(parse_chunk, chunks, worth=1):
        if isinstance(result, WorkerDied):
            yield from ((path, _too_much(path, place)) for path, place in chunk[1])
        else:
            yield from parse_chunk(chunk) if isinstance(result, Exception) else result


def parse_here(
    files: Sequence[tuple[str, Path]], markdown: Markdown, rewrite: Rewrite | None = None
) -> Iterator[tuple[str, DigestedFile]]:
    """Gives each file with what came of it, read by this process alone."""
    from newsroom.articles.markup import Renderer

    renderer = Renderer(*markdown)
    with watch() as watched:
        found = [(path, _parse(path, place, renderer, watched, rewrite)) for path, place in files]
    yield from found


def packed(markdown: Markdown) -> bytes | None:
    """What another process makes the same renderer from; None when a Markdown extension cannot be sent."""
    try:
        return pickle.dumps(markdown)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def parse_chunk(chunk: Chunk) -> list[tuple[str, DigestedFile]]:
    """Reads some files, perhaps in another process."""
    from newsroom.articles.page_parser import renderer_of

    packed_markdown, files, spool_in = chunk
    renderer = renderer_of(packed_markdown)
    with watch() as watched:
        found = [(path, _parse(path, place, renderer, watched)) for path, place in files]
    if spool_in is None:
        return found
    bodies = spool([cast(Body | None, file.body) for _, (_, file) in found], spool_in)
    pairs = zip(found, bodies, strict=True)
    return [(path, (source, replace(file, body=body))) for (path, (source, file)), body in pairs]


def _parse(
    path: str, place: Path, renderer: "Renderer", watched: Watch, rewrite: Rewrite | None = None
) -> DigestedFile:
    """The digest is of the very bytes that are read: the file may have changed since somebody else looked at it."""
    from newsroom.articles.page_parser import parse_page

    try:
        data = patiently(place.read_bytes)
        return digest_of(data), watched.call(lambda: parse_page(path, data, renderer, rewrite))
    except OSError:
        return _refused(path, UNREADABLE)
    except (TookTooLong, MemoryError):
        return _too_much(path, place)


def _too_much(path: str, place: Path) -> DigestedFile:
    """At the line of what is most likely the cause: whoever worked on it is gone, or was stopped anywhere."""
    from newsroom.articles.burden import heaviest

    text = patiently(place.read_bytes).decode("utf-8", "replace")
    return _refused(path, _TOO_MUCH, 1 + heaviest(text))


def _refused(path: str, said: str, line: int = 1) -> DigestedFile:
    """Without a digest, so that the file is read again by the next build."""
    return "", ParsedFile(None, (Problem(path, line, "", said),))
