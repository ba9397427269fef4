"""Makes the site a school's own: asks, or takes from flags with `--yes`; can be run again to change an answer.

Exit code 0 when everything was written, else 1 with nothing changed.
"""

import argparse
import datetime
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from starting.answers import Answers, guessed_school, guessed_site_url, read_answers  # noqa: E402
from starting.emblem import find_emblem  # noqa: E402
from starting.pages import write_cell, write_first_post  # noqa: E402
from starting.samples import edited, remove_samples, samples  # noqa: E402
from starting.settings_file import UnreadableError, current, save, written  # noqa: E402

NONE = "-"


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks; an answer that is not given is None."""
    parser = argparse.ArgumentParser("run.py init", description="Lập trang tin của trường; chạy lại để sửa.")
    for one in fields(Answers):
        told = f"{one.metadata['question']}, ví dụ: {one.metadata['example']}"
        parser.add_argument(f"--{one.name.replace('_', '-')}", metavar="…", help=told)
    parser.add_argument("--yes", action="store_true", help="không hỏi gì, lấy các câu trả lời ghi ở dòng lệnh")
    return parser.parse_args(arguments)


def flag(name: str) -> str:
    """`site_url` → `--site-url`."""
    return f"--{name.replace('_', '-')}"


def wrong_lines(given: Mapping[str, str], start: Path) -> list[str]:
    """All that is wrong with some answers, a line each."""
    found = read_answers(given)
    asked = {one.name: one.metadata for one in fields(Answers)}
    missing = [f"{flag(one)}: thiếu; hãy thêm, ví dụ {flag(one)} “{asked[one]['example']}”" for one in found.missing]
    wrong = wrong_answers(given, start)
    return [f"{flag(name)}: {wrong[name]}" for name in asked if name in wrong] + missing


def ask_all(given: Mapping[str, str], known: Mapping[str, str], start: Path) -> dict[str, str]:
    """Asks what was not given; Enter takes what is in brackets, a dash leaves an answer out."""
    print(
        f"Trả lời từng câu rồi nhấn Enter; giữ nguyên điều trong ngoặc vuông thì chỉ nhấn Enter, gõ {NONE} để bỏ trống."
    )
    answers = dict(given)
    for one in fields(Answers):
        if one.name not in answers:
            offered = known.get(one.name) or (guessed_school(answers["name"]) if one.name == "school" else "")
            answers[one.name] = ask(one.name, one.metadata, offered, start)
    return answers


def unasked(given: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What was given, and of the rest what is known."""
    school = {"school": guessed_school(given.get("name", ""))}
    return {**{name: said for name, said in {**school, **known}.items() if said}, **given}


def ask(name: str, about: Mapping[str, str], offered: str, start: Path) -> str:
    """One answer that is right."""
    while True:
        hint = f" [{offered}]" if offered else f" (ví dụ: {about['example']})"
        said = input(f"{about['question']}{hint}: ").strip() or offered
        answer = "" if said == NONE else said
        if not (wrong := wrong_answers({name: answer}, start)):
            return answer
        print(f"  {wrong[name]}")


def wrong_answers(given: Mapping[str, str], start: Path) -> dict[str, str]:
    """What is wrong with some answers, by name; an emblem is looked for, too."""
    found = read_answers(given)
    wrong = dict(found.wrong)
    if path := found.values.get("emblem"):
        try:
            find_emblem(path, start, ROOT / "docs")
        except ValueError as error:
            wrong["emblem"] = str(error)
    return wrong


def agreed(to_go: Sequence[str]) -> bool:
    """Whether the samples may go."""
    print(f"Sẽ xoá {len(to_go)} tệp mẫu của dự án (bài viết, chuyên đề, văn bản mẫu) và ghi tên trường vào mkdocs.yml.")
    return input("Làm luôn? [C/k]: ").strip().lower() not in ("k", "không", "n", "no")


def begin(answers: Answers, before: str, to_go: Sequence[str] | None, text: str) -> list[str]:
    """Writes everything; what was done, a line each."""
    docs = ROOT / "docs"
    done = ["đã ghi mkdocs.yml"]
    save(ROOT / "mkdocs.yml", written(text, answers))
    if to_go is not None:
        kept = edited(ROOT, to_go)
        remove_samples(ROOT, [path for path in to_go if path not in kept])
        done.append(f"đã xoá {len(to_go) - len(kept)} tệp mẫu")
        done += [f"giữ lại {path}, vì tệp đã được sửa" for path in kept]
    if path := write_cell(docs, answers, before if to_go is None else ""):
        done.append(f"đã tạo docs/{path}, trang của chi bộ")
    if to_go is not None:
        done.append(f"đã tạo docs/{write_first_post(docs, answers, datetime.date.today())}, bản nháp đầu tiên")
    return done


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    chosen = vars(read_arguments(arguments))
    start = Path(os.environ.get("NEWSROOM_CALLED_FROM") or Path.cwd())
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    try:
        now, to_go = current(text), samples(ROOT)
        known = (
            {"primary": now["primary"], "site_url": guessed_site_url(ROOT / ".git/config")}
            if to_go is not None
            else now
        )
        given = {name: said for name, said in chosen.items() if name != "yes" and said is not None}
        is_asking = sys.stdin.isatty() and not chosen["yes"]
        answers = ask_all(given, known, start) if is_asking else unasked(given, known)
        if lines := wrong_lines(answers, start):
            print("\n".join(lines), file=sys.stderr)
            return 1
        if is_asking and to_go is not None and not agreed(to_go):
            print("Chưa thay đổi gì.")
            return 1
        values, told = read_answers(answers).values, list[str]()
        if path := values.get("emblem"):
            emblem = find_emblem(path, start, ROOT / "docs")
            values["emblem"] = emblem.put(ROOT / "docs")
            told = [emblem.said] if emblem.said else []
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nChưa thay đổi gì.", file=sys.stderr)
        return 130
    for line in [*begin(Answers(**values), now["name"], to_go, text), *told]:
        print(f"- {line}")
    print("Xem thử: python scripts/run.py serve. Muốn sửa một câu trả lời: chạy lại lệnh này.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
