"""Articles to build sites of: read from a file, or made of Vietnamese syllables by a seeded generator."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

CELLS = ("Chi bộ trường THCS Ái Mộ", "Chi bộ trường THCS Bồ Đề", "Chi bộ trường Tiểu học Gia Thụy", "Chi bộ Mầm non")
CAMPAIGNS = (
    "Tự soi, tự sửa", "Ngày Nhà giáo Việt Nam", "Chuyển đổi số trong trường học", "Kết nạp đảng viên mới",
    "Sinh hoạt chuyên đề", "Trường học hạnh phúc", "An toàn giao thông", "Học tập và làm theo",
)  # fmt: skip
DIRECTIVES = ("27-HD/ĐU", "05-CT/TW", "01-KL/TW", "21-NQ/TW", "12-KH/ĐU", "131-QĐ/TU", "08-CTr/QU", "30/2020/NĐ-CP")
AUTHORS = (
    "Tổ Toán – Tin", "Tổ Ngữ văn", "Tổ Ngoại ngữ", "Tổ Khoa học tự nhiên", "Tổ Thể dục", "Tổ Nghệ thuật", "Liên đội",
    "Công đoàn trường", "Đoàn thanh niên", "Ban Thi đua", "Ban Nữ công", "Thư viện", "Y tế học đường", "Tổ Văn phòng",
)  # fmt: skip
FIRST_DAY, DAYS = date(2014, 1, 1), 4500


@dataclass(frozen=True)
class Article:
    """A post before it takes the form that one generator or another reads."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    date: date
    author: str
    cell: str
    campaign: str
    directive: str


def articles(count: int, source: Path | None) -> list[Article]:
    """The same for the same count; when a file holds fewer, they come again under other names."""
    chance = random.Random(2022)
    texts = _read(source) if source else [_made(chance) for _ in range(min(count, 2000))]
    return [_article(number, texts[number % len(texts)], chance) for number in range(count)]


def one_more(known: Sequence[Article], number: int) -> Article:
    """A new post, newer than all."""
    newest = max(article.date for article in known)
    return replace(known[number % len(known)], name=f"moi-{number}", date=newest + timedelta(days=number + 1))


def _article(number: int, text: tuple[str, ...], chance: random.Random) -> Article:
    title, *paragraphs = text
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    topics = [chance.choice(names) for names in (AUTHORS, CELLS, CAMPAIGNS, DIRECTIVES)]
    return Article(f"bai-{number:05}", title, tuple(paragraphs), day, *topics)


def _read(source: Path) -> list[tuple[str, ...]]:
    """Lines of JSON with `title`, `lead` and `body`, a list of paragraphs."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["title"], row["lead"], *row["body"]) for row in rows]


ONSETS = "b c ch d đ g gh h kh l m n ng nh ph qu r s t th tr v x"
RHYMES = (
    "a à á ả ạ ai ải ám an án ang áng anh ành ao ạo ăn ặng âm ân ấp âu ấy e em én ê ên ệnh ế i ì ỉ ích in inh ình "
    "o ó oa oan oàn ong òng ô ồ ổ ội ôn ông ổng ơ ờ ơi ởi ơn u ủ ua ụ uyên uyết ư ừ ử ưa ưng ước ươi ường ưởng"
)


def _syllables(chance: random.Random) -> tuple[list[str], list[float]]:
    """Some thousand forms and how often each is used: a few very often, most of them seldom, as in any language."""
    forms = [onset + rhyme for onset in ONSETS.split() for rhyme in RHYMES.split()]
    chance.shuffle(forms)
    return forms, list(accumulate(1 / (rank + 3) for rank in range(len(forms))))


FORMS, WEIGHTS = _syllables(random.Random(27))


def _made(chance: random.Random) -> tuple[str, ...]:
    """A title, a lead and paragraphs: about as long as news articles are, 550 syllables with a long tail."""
    left = int(chance.lognormvariate(6.1, 0.66))
    paragraphs = [_sentence(chance, chance.randint(25, 50))]
    while left > 0:
        sentences = list(_sentences(chance, min(left, chance.randint(40, 160))))
        left -= sum(sentence.count(" ") + 1 for sentence in sentences)
        paragraphs.append(" ".join(sentences))
    return (_sentence(chance, chance.randint(7, 16)).rstrip("."), *paragraphs)


def _sentences(chance: random.Random, syllables: int) -> Iterator[str]:
    while syllables > 0:
        length = chance.randint(8, 32)
        syllables -= length
        yield _sentence(chance, length)


def _sentence(chance: random.Random, length: int) -> str:
    words = chance.choices(FORMS, cum_weights=WEIGHTS, k=length)
    if chance.random() < 0.03:
        words.insert(length // 2, chance.choice(DIRECTIVES))
    return f"{words[0].capitalize()} {' '.join(words[1:])}."
