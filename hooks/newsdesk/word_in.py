"""Word files and photos that were dropped on the desk → posts that wait to be accepted."""

import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsdesk.form import form
from newsdesk.messages import DeskError, Request
from newsdesk.paths import PICTURES, name_of
from newsroom.articles.batches import Markdown
from word.importing import Imported, Options, Source, import_file, write
from word.known import read_known
from word.opening import WORD
from word.page import Page

UPLOAD = 100_000_000  # bytes of one file
MOST = 60  # files of one batch
_BATCH = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Inbox:
    """Batches of files, each in a folder of its own, and the posts that became of them; `markdown` is the site's."""

    folder: Path
    docs: Path
    markdown: Markdown
    waiting: dict[str, list[Imported]] = field(default_factory=dict)

    def open(self) -> str:
        """A new batch; what was left of older ones goes."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.waiting.clear()
        batch = secrets.token_hex(8)
        (self.folder / batch).mkdir(parents=True)
        return batch

    def take(self, batch: str, name: str, request: Request) -> str:
        """Takes one file of a batch, and gives its name. Raises DeskError."""
        folder, bare = self._of(batch), name_of(name)
        if not bare.lower().endswith((*WORD, *PICTURES)):
            raise DeskError(f"“{bare}” không phải tệp Word hay ảnh; hãy chọn tệp .docx và ảnh.")
        if sum(1 for _ in folder.iterdir()) >= MOST:
            raise DeskError(f"Mỗi lần chỉ nhận {MOST} tệp; hãy nhập số còn lại sau.")
        request.save(folder / bare, UPLOAD)
        return bare

    def read(self, batch: str) -> Sequence[Mapping[str, Any]]:
        """What became of each Word file. Raises DeskError."""
        folder = self._of(batch)
        files = sorted(one for one in folder.iterdir() if one.suffix.lower() in WORD)
        if not files:
            raise DeskError("Chưa có tệp Word nào; hãy chọn tệp .docx, kèm ảnh nếu có.")
        options = Options(self.docs, read_known(self.docs), Page(*self.markdown))
        sources = [Source(one, one.name, alone=len(files) == 1) for one in files]
        self.waiting[batch] = [import_file(source, options, lambda _: {}) for source in sources]
        return [_told(number, post) for number, post in enumerate(self.waiting[batch])]

    def accept(self, batch: str, number: int) -> str:
        """Writes a post that was waiting; gives its path. Raises DeskError."""
        posts = self.waiting.get(batch, [])
        if not 0 <= number < len(posts) or posts[number].error:
            raise DeskError("Bài này không còn chờ nữa; hãy nhập lại tệp Word.")
        made = write(posts[number], self.docs)
        if made.error:
            raise DeskError(f"Chưa nhập được: {made.error}")
        return f"{made.folder}/index.md"

    def _of(self, batch: str) -> Path:
        folder = self.folder / batch
        if not _BATCH.fullmatch(batch) or not folder.is_dir():
            raise DeskError("Lượt nhập này đã cũ; hãy chọn lại tệp.")
        return folder


def _told(number: int, post: Imported) -> Mapping[str, Any]:
    labels = {one.name: one.label for one in form()}
    guesses = post.guesses
    return {
        "number": number,
        "file": post.file,
        "error": post.error,
        "guesses": [_guess(labels[name], name, said, guesses.words) for name, said in guesses.fields.items()],
        "missing": [labels[name] for name in guesses.missing] if not post.error else [],
        "report": list(post.report),
        "photos": list(post.photos or ()),
        "text": post.text.partition("\n---\n")[2].strip()[:600],
    }


def _guess(label: str, name: str, said: object, words: Mapping[str, str]) -> Mapping[str, str]:
    shown = said if isinstance(said, str) else "; ".join(map(str, said)) if isinstance(said, tuple) else ""
    return {"label": label, "value": shown, "words": words.get(name, "")}
