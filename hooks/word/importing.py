"""One Word file → one post, in the order in which data flows; nothing is written before the last step."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from word import refusals
from word.blocks import Text
from word.figures import with_figures
from word.guessing import NOTHING, Guesses, Value, guess
from word.headings import with_headings
from word.known import Known
from word.layout import lay_out
from word.left_out import left_out
from word.opening import read_file
from word.pictures import added, photos_beside, take_photos
from word.placing import free_folder, stem_of
from word.proving import Render, proven_body
from word.reading import WordFile
from word.refusals import Refused
from word.tidying import tidy
from word.writing import Writer

_ORDER = ("title", "author", "cell", "directive", "campaign", "date", "summary")

Ask = Callable[[Guesses], Mapping[str, str]]


@dataclass(frozen=True)
class Source:
    """A file and its name as it was given; the pictures beside it all belong to one that is `alone` in its folder."""

    path: Path
    shown: str
    alone: bool = False


@dataclass(frozen=True)
class Options:
    """How to import; `page` shows a body as the site does, `today` gives the month of a post whose day is not known."""

    docs: Path
    known: Known
    page: Render
    keep_fonts: bool = False
    today: datetime.date | None = None


@dataclass(frozen=True)
class Imported:
    """What became of a file: the post at `folder` under docs/ and its files, or an error."""

    file: str
    folder: str = ""
    text: str = ""
    photos: Mapping[str, bytes] | None = None
    error: str = ""
    guesses: Guesses = NOTHING
    report: tuple[str, ...] = ()


def import_file(source: Source, options: Options, ask: Ask) -> Imported:
    """A post that is ready to be written. `ask` is shown the guesses and gives what a person knows better."""
    try:
        word, report = read_file(source.path, keep_fonts=options.keep_fonts)
        return _post(source, replace(word, report=(*report, *word.report)), options, ask)
    except Refused as error:
        return Imported(source.shown, error=f"{error}.")
    except OSError:
        return Imported(source.shown, error=f"{refusals.UNREADABLE}.")


def write(post: Imported, docs: Path) -> Imported:
    """Puts the post down, its photos before its text; gives it back, with an error when the disk refuses."""
    folder = docs / post.folder
    try:
        folder.mkdir(parents=True)
        for name, data in (post.photos or {}).items():
            (folder / name).write_bytes(data)
        (folder / "index.md").write_text(post.text, encoding="utf-8", newline="\n")
    except OSError:
        return replace(post, error=f"{refusals.UNWRITABLE}: docs/{post.folder}.")
    return post


def _post(source: Source, word: WordFile, options: Options, ask: Ask) -> Imported:
    blocks = tidy(word.text.blocks)
    if not any(block.text for block in blocks) and not word.findings.pictures and not word.text.notes:
        return Imported(source.shown, error=f"{refusals.NO_TEXT}.", report=word.report)
    layout = lay_out(blocks)
    guesses = _with_answers(guess(layout, options.known, source.path.stem), ask)
    title = str(guesses.fields.get("title", ""))
    stem = stem_of(title or source.path.stem)
    parts = with_headings(with_figures(layout.body))
    photos = take_photos(word.package, word.findings.pictures, parts, stem, source.path.parent)
    beside = [one for one in photos_beside(source.path, source.alone) if not _is_used(one, word)]
    photos, names = added(photos, beside, stem)
    alts = {at: use.alt for at, use in enumerate(word.findings.pictures) if use.alt}
    notes = {key: tidy(blocks) for key, blocks in word.text.notes.items()}
    writer = Writer(Text(blocks, notes), photos.names, alts)
    written, told = proven_body(writer, parts, options.page)
    body = written + "".join(f"\n![]({name})\n" for name in names)
    folder = free_folder(options.docs, _day(guesses, options), stem, body)
    report = (*word.report, *left_out(word, layout, parts, writer), *photos.report, *told, *_draft(guesses))
    return Imported(source.shown, folder, _head(guesses) + body, photos.files, "", guesses, report)


def _is_used(path: Path, word: WordFile) -> bool:
    used = {Path(use.name or use.part).stem.lower() for use in word.findings.pictures}
    return path.stem.lower() in used


def _with_answers(guesses: Guesses, ask: Ask) -> Guesses:
    answers = {field: answer for field, answer in ask(guesses).items() if answer}
    return Guesses({**guesses.fields, **answers}, guesses.words)


def _day(guesses: Guesses, options: Options) -> datetime.date:
    told = guesses.fields.get("date")
    return datetime.date.fromisoformat(str(told)) if told else options.today or datetime.date.today()


def _head(guesses: Guesses) -> str:
    fields: dict[str, object] = {}
    for name in _ORDER:
        if name in guesses.fields:
            fields[name] = _plain(guesses.fields[name], is_day=name == "date")
    if guesses.missing:
        fields["draft"] = True
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n"


def _plain(value: Value, *, is_day: bool) -> object:
    if isinstance(value, tuple):
        return list(value)
    return datetime.date.fromisoformat(value) if is_day else value


def _draft(guesses: Guesses) -> list[str]:
    missing = ", ".join(guesses.missing)
    return [f"Còn thiếu {missing}: bài là bản nháp (draft: true), chưa được đăng."] if missing else []
