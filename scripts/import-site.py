"""Another site's articles → posts: `import-site FILE… [--pictures FOLDER] [--cell CELL] [--yes] [--dry-run] [--json]`.

Takes a WordPress export, an RSS or Atom file, and NukeViet's news as SQL or CSV. Nothing is fetched: pictures come
from a folder. Exit code 0 when every article became a post, else 1.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from moving.arriving import Arrival, arrive  # noqa: E402
from moving.opening import read_export  # noqa: E402
from moving.pictures import Folder  # noqa: E402
from word.importing import Imported, write  # noqa: E402
from word.known import Known, read_known  # noqa: E402
from word.refusals import UNREADABLE, Refused  # noqa: E402

word_import = importlib.import_module("import")


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser("run.py import-site", description="Đưa bài từ trang cũ về docs/bai-viet/.")
    parser.add_argument("files", nargs="+", metavar="TỆP", help="tệp xuất của WordPress, RSS, Atom, NukeViet")
    parser.add_argument("--pictures", type=Path, metavar="THƯ_MỤC", help="thư mục ảnh, tệp chép từ trang cũ về")
    parser.add_argument("--cell", default="", metavar="CHI_BỘ", help="chi bộ của mọi bài")
    parser.add_argument("--author", default="", metavar="TÊN", help="tác giả của bài không ghi tác giả")
    parser.add_argument("--yes", action="store_true", help="không hỏi gì")
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho xem, không ghi gì")
    parser.add_argument("--json", action="store_true", help="in kết quả ở dạng JSON")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="thư mục nội dung, thường là docs/")
    return parser.parse_args(arguments)


def cell_of(chosen: argparse.Namespace, known: Known) -> str:
    """As said, else the only one that the site knows, else what a person answers."""
    names = set(known.names["cell"].values())
    if chosen.cell:
        return known.near("cell", chosen.cell) or str(chosen.cell)
    if len(names) == 1:
        return names.pop()
    if sys.stdin.isatty() and not (chosen.yes or chosen.json or chosen.dry_run):
        try:
            return input("Chi bộ của các bài này (Enter để bỏ qua, bài sẽ là bản nháp): ").strip()
        except EOFError:
            print()
    return ""


def import_all(chosen: argparse.Namespace, start: Path) -> Iterator[Imported]:
    """Each article in turn, and written before the next; what is said of a whole file comes as one without a post."""
    docs, known = start / chosen.docs, read_known(start / chosen.docs)
    folder = Folder(start / chosen.pictures if chosen.pictures else None)
    arrival = Arrival(docs, known, word_import.site_page(), folder, cell_of(chosen, known), chosen.author)
    if chosen.pictures and not (start / chosen.pictures).is_dir():
        yield Imported(str(chosen.pictures), error="không có thư mục ảnh này; hãy xem lại tên.")
        return
    for name in chosen.files:
        try:
            collection = read_export(start / name)
        except Refused as error:
            yield Imported(name, error=f"{error}.")
            continue
        except OSError:
            yield Imported(name, error=f"{UNREADABLE.replace('Word', 'chương trình')}.")
            continue
        for post in arrive(collection, name, arrival):
            yield post if post.error or chosen.dry_run else write(post, docs)
        if collection.report:
            yield Imported(name, report=collection.report)


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    chosen = read_arguments(arguments)
    start = Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
    posts = []
    try:
        for post in import_all(chosen, start):
            posts.append(post)
            if not chosen.json:
                show(post, chosen, start / chosen.docs)
    except KeyboardInterrupt:
        print("\nĐã dừng; những bài đã nhập xong thì vẫn còn.", file=sys.stderr)
        return 130
    if chosen.json:
        print(json.dumps([told(post, start / chosen.docs) for post in posts], ensure_ascii=False, indent=2))
    else:
        made = sum(bool(post.folder) and not post.error for post in posts)
        wrong = sum(bool(post.error) for post in posts)
        print(f"{'Sẽ có' if chosen.dry_run else 'Đã nhập'} {made} bài; không nhập được: {wrong}.")
    return int(not any(post.folder for post in posts) or any(post.error for post in posts))


def told(post: Imported, docs: Path) -> dict[str, object]:
    """One entry of the JSON; what is said of a whole file has no post, and nothing is missing."""
    entry: dict[str, object] = word_import.told(post, docs)
    return entry if post.folder or post.error else {**entry, "post": None, "missing": []}


def show(post: Imported, chosen: argparse.Namespace, docs: Path) -> None:
    """For a person to read."""
    print(f"{post.file}:", flush=True)
    if post.folder or post.error:
        word_import.show(post, docs, guessed=False, dry_run=chosen.dry_run)
        return
    for line in post.report:
        print(f"  - {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
