"""One Word file → one post, in the order in which data flows; nothing is written before the last step."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from newsroom.vietnamese import fold, nfc, slug
from word import refusals
from word.figures import with_figures
from word.guessing import NOTHING, Guesses, Value, guess
from word.headings import with_headings
from word.known import Known
from word.layout import Layout, lay_out
from word.office import convert
from word.pictures import added, photos_beside, take_photos
from word.reading import WordFile, read_word
from word.refusals import Refused
from word.tidying import tidy
from word.writing import Writer

WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
_ORDER = ("title", "author", "cell", "directive", "campaign", "date", "summary")
_ADDRESS = 60  # letters
_SAME = 0.8  # of the words of two posts, for them to be one
_CONVERTED = {refusals.OLD_WORD: ".doc", refusals.ODT: ".odt", refusals.RTF: ".rtf"}

Ask = Callable[[Guesses], Mapping[str, str]]


@dataclass(frozen=True)
class Source:
    """A file and its name as it was given; the pictures beside it all belong to one that is `alone` in its folder."""

    path: Path
    shown: str
    alone: bool = False


@dataclass(frozen=True)
class Options:
    """How to import; `today` gives the month of a post whose day is not known."""

    docs: Path
    known: Known
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
        word, report = _read(source.path, options)
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


def _read(path: Path, options: Options) -> tuple[WordFile, tuple[str, ...]]:
    if path.stat().st_size > 500_000_000:
        raise Refused(refusals.TOO_LARGE)
    data = path.read_bytes()
    try:
        return read_word(data, keep_fonts=options.keep_fonts), ()
    except Refused as error:
        ending = _CONVERTED.get(str(error), "")
        made = convert(data, ending, "docx") if ending else None
        if made is None:
            raise
        return read_word(made, keep_fonts=options.keep_fonts), (f"Tệp {ending} được đọc qua LibreOffice.",)


def _post(source: Source, word: WordFile, options: Options, ask: Ask) -> Imported:
    blocks = tidy(word.text.blocks)
    if not any(block.text for block in blocks) and not word.findings.pictures and not word.text.notes:
        raise Refused(refusals.NO_TEXT)
    layout = lay_out(blocks)
    guesses = _with_answers(guess(layout, options.known), ask)
    title = str(guesses.fields.get("title", ""))
    stem = _address(title or source.path.stem)
    parts = with_headings(with_figures(layout.body))
    photos = take_photos(word.package, word.findings.pictures, parts, stem, source.path.parent)
    beside = [one for one in photos_beside(source.path, source.alone) if not _is_used(one, word)]
    photos, names = added(photos, beside, stem)
    alts = {at: use.alt for at, use in enumerate(word.findings.pictures) if use.alt}
    body = Writer(word.text, photos.names, alts).body(parts) + "".join(f"\n![]({name})\n" for name in names)
    folder = _folder(options, guesses, stem, body)
    report = (*word.report, *_cut(layout), *photos.report, *_draft(guesses))
    return Imported(source.shown, folder, _head(guesses) + body, photos.files, "", guesses, report)


def _is_used(path: Path, word: WordFile) -> bool:
    used = {Path(use.name or use.part).stem.lower() for use in word.findings.pictures}
    return path.stem.lower() in used


def _with_answers(guesses: Guesses, ask: Ask) -> Guesses:
    answers = {field: answer for field, answer in ask(guesses).items() if answer}
    return Guesses({**guesses.fields, **answers}, guesses.words)


def _address(text: str) -> str:
    whole = slug(text)
    if len(whole) > _ADDRESS:
        whole = whole[: _ADDRESS + 1].rpartition("-")[0] or whole[:_ADDRESS]
    return whole or "bai-viet"


def _folder(options: Options, guesses: Guesses, stem: str, body: str) -> str:
    """A free one. Raises Refused when the post is there already, whatever month it was put in."""
    posts, told = options.docs / "bai-viet", guesses.fields.get("date")
    day = datetime.date.fromisoformat(str(told)) if told else options.today or datetime.date.today()
    patterns = (f"*/*/{stem}/index.md", f"*/*/{stem}-[0-9]*/index.md", f"*/*/{stem}.md")
    for found in sorted(found for pattern in patterns for found in posts.glob(pattern)):
        if _alike(body, found):
            raise Refused(f"{refusals.THERE}: docs/{found.relative_to(options.docs).as_posix()}")
    month = f"bai-viet/{day.year}/{day.month:02}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    free = (name for name in names if not any((options.docs / month / f"{name}{end}").exists() for end in ("", ".md")))
    return f"{month}/{next(free)}"


def _alike(body: str, other: Path) -> bool:
    try:
        there = other.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    a, b = (Counter(re.findall(r"\w+", fold(nfc(text)))) for text in (body, there))
    return sum((a & b).values()) >= _SAME * max(sum(a.values()), 1)


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


def _cut(layout: Layout) -> list[str]:
    lines = [
        ("Đã cắt phần đầu văn bản", layout.letterhead),
        ("Đã đưa vào phần khai báo", (*layout.cells, *layout.credits)),
        ("Đã cắt phần ký tên cuối bài", layout.signature),
    ]
    return [f"{what}: {'; '.join(f'“{one}”' for one in dict.fromkeys(cut))}." for what, cut in lines if cut]


def _draft(guesses: Guesses) -> list[str]:
    missing = ", ".join(guesses.missing)
    return [f"Còn thiếu {missing}: bài là bản nháp (draft: true), chưa được đăng."] if missing else []
