"""Word files → posts: `import FILE… | FOLDER [--yes] [--dry-run] [--json] [--keep-fonts]`.

Exit code 0 when every file became a post, else 1.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from newsroom.fields import kinds_of  # noqa: E402
from newsroom.frontmatter.schema import PostFields  # noqa: E402
from word.guessing import Guesses  # noqa: E402
from word.importing import Imported, Options, Source, import_file, write  # noqa: E402
from word.known import read_known  # noqa: E402
from word.opening import WORD  # noqa: E402
from word.page import Page  # noqa: E402

_LABELS = {
    "title": "Tiêu đề", "author": "Tác giả", "cell": "Chi bộ", "directive": "Văn bản", "campaign": "Chuyên đề",
    "date": "Ngày", "summary": "Tóm tắt",
}  # fmt: skip


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py import", description="Đưa tệp Word thành bài viết trong docs/bai-viet/.")
    parser.add_argument("files", nargs="+", metavar="TỆP", help="tệp Word, hoặc thư mục có tệp Word")
    parser.add_argument("--yes", action="store_true", help="không hỏi gì, nhận mọi điều đoán được")
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho xem, không ghi gì")
    parser.add_argument("--json", action="store_true", help="in kết quả ở dạng JSON")
    parser.add_argument("--keep-fonts", action="store_true", help="không đổi chữ phông TCVN3, VNI sang Unicode")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="thư mục nội dung, thường là docs/")
    return parser.parse_args(arguments)


def word_files(names: Sequence[str], start: Path) -> Iterator[tuple[str, Path]]:
    """Each file as named, with where it lies; of a folder, all Word files but Word's own locks."""
    for name in names:
        path = start / name
        if not path.is_dir():
            yield name, path
            continue
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in WORD and not one.name.startswith("~$"))
        yield from ((str(Path(name, one.relative_to(path))), one) for one in found)


def ask_person(guesses: Guesses) -> Mapping[str, str]:
    """Shows the guesses, and asks for what is missing; an empty answer leaves it out, the end of input all the rest."""
    show_guesses(guesses)
    answers: dict[str, str] = {}
    try:
        for field in guesses.missing:
            answers[field] = _answer(field)
    except EOFError:
        print()
    return answers


def _answer(field: str) -> str:
    """Asked for again until it fits. Raises EOFError."""
    while answer := input(f"  {_LABELS[field]} (chưa rõ, Enter để bỏ qua): ").strip():
        try:
            value = kinds_of(PostFields)[field].read(answer)
        except ValueError as error:
            print(f"  {error}")
        else:
            return str(value) if field == "date" else answer
    return ""


def show_guesses(guesses: Guesses) -> None:
    """Each field with the words that it came from."""
    for field, value in guesses.fields.items():
        said = value if isinstance(value, str) else ", ".join(value)
        print(f"  {_LABELS[field]}: {said}")
        if (words := guesses.words.get(field, "")) and words != said:
            print(f"      theo: {words[:150]}")


def show(post: Imported, docs: Path, *, guessed: bool, dry_run: bool) -> None:
    """What became of a file, for a person to read."""
    if guessed:
        show_guesses(post.guesses)
    for line in post.report:
        print(f"  - {line}")
    if post.error:
        print(f"  Không nhập được: {post.error}")
    else:
        print(f"  {'Sẽ thành' if dry_run else 'Đã thành'} {place(post, docs)}")


def place(post: Imported, docs: Path) -> str:
    """The path of the post's text, from the project's folder where it lies in it."""
    path = docs / post.folder / "index.md"
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def told(post: Imported, docs: Path) -> dict[str, object]:
    """One entry of the JSON."""
    return {
        "file": post.file,
        "post": None if post.error else place(post, docs),
        "error": post.error or None,
        "fields": {name: list(said) if isinstance(said, tuple) else said for name, said in post.guesses.fields.items()},
        "guessed": dict(post.guesses.words),
        "missing": [] if post.error else list(post.guesses.missing),
        "report": list(post.report),
    }


def site_page() -> Callable[[str], str]:
    """A Markdown body → the HTML in which the site shows it."""
    from mkdocs.exceptions import PluginError

    from adapter.workplace import markdown_of

    try:
        return Page(*markdown_of(ROOT / "mkdocs.yml"))
    except PluginError as error:
        sys.exit(str(error))


def import_all(chosen: argparse.Namespace, start: Path) -> list[Imported]:
    """Each file in turn, and written before the next is looked at."""
    docs = start / chosen.docs
    files = list(word_files(chosen.files, start))
    options = Options(docs, read_known(docs), site_page(), chosen.keep_fonts)
    asks = sys.stdin.isatty() and not (chosen.yes or chosen.json or chosen.dry_run)
    folders = any(Path(start, one).is_dir() for one in chosen.files)
    posts = []
    for name, path in files:
        source = Source(path, name, alone=folders and sum(one.parent == path.parent for _, one in files) == 1)
        if not chosen.json:
            print(f"{name}:", flush=True)
        post = import_file(source, options, ask_person if asks else lambda _: {})
        if not (post.error or chosen.dry_run):
            post = write(post, docs)
        posts.append(post)
        if not chosen.json:
            show(post, docs, guessed=not asks, dry_run=chosen.dry_run)
    return posts


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    chosen = read_arguments(arguments)
    start = Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
    try:
        posts = import_all(chosen, start)
    except KeyboardInterrupt:
        print("\nĐã dừng; những bài đã nhập xong thì vẫn còn.", file=sys.stderr)
        return 130
    if chosen.json:
        print(json.dumps([told(post, start / chosen.docs) for post in posts], ensure_ascii=False, indent=2))
    elif not posts:
        print("Không thấy tệp Word nào trong thư mục; hãy chọn tệp .docx.", file=sys.stderr)
    return int(not posts or any(post.error for post in posts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
