"""Which posts a booklet has, and what it is called."""

import datetime
from dataclasses import dataclass

from newsroom.articles.pages import Post
from newsroom.catalogue import Catalogue
from newsroom.kinds import CAMPAIGN
from newsroom.problems import suggest
from newsroom.statistics import read_period
from newsroom.vietnamese import format_day, parse_date, slug


@dataclass(frozen=True)
class Issue:
    """`name` stands on the cover, `slug` is the file's name without ending; posts are oldest first."""

    name: str
    slug: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Wanted:
    """What was asked for, as it was typed; what is empty was not."""

    period: str = ""
    campaign: str = ""
    first: str = ""
    last: str = ""


def choose(catalogue: Catalogue, wanted: Wanted) -> Issue:
    """The posts that fit all that was asked for. Raises ValueError with a Vietnamese sentence."""
    if not any((wanted.period, wanted.campaign, wanted.first, wanted.last)):
        raise ValueError("hãy ghi kỳ (2026-11, 2026-Q3, 2026), --campaign, hoặc --from và --to")
    posts, names = catalogue.posts, list[str]()
    if wanted.campaign:
        title, posts = _of_campaign(catalogue, wanted.campaign)
        names.append(f"Chuyên đề “{title}”")
    first, last, said = _days(wanted)
    if said:
        names.append(said)
    chosen = tuple(post for post in posts if first <= post.fields.date <= last)
    name = " – ".join(names)
    if not chosen:
        near = max((post.fields.date for post in posts), default=None)
        newest = f"; bài mới nhất đăng ngày {format_day(near)}" if near else ""
        raise ValueError(f"không có bài nào trong {name[:1].lower()}{name[1:]}{newest}")
    return Issue(name, f"ban-tin-{slug(name)}", chosen)


def _of_campaign(catalogue: Catalogue, name: str) -> tuple[str, tuple[Post, ...]]:
    found = catalogue.find(CAMPAIGN, [name])
    if not found:
        titles = [topic.title for topic in catalogue.topics[CAMPAIGN.name].values()]
        near = suggest(name, titles)
        hint = f"có phải ý bạn là “{near}”?" if near else f"các chuyên đề có: {', '.join(titles) or 'chưa có'}"
        raise ValueError(f"không có chuyên đề “{name}”; {hint}")
    return found[0].title, tuple(found[0].posts)


def _days(wanted: Wanted) -> tuple[datetime.date, datetime.date, str]:
    """First and last day, and how they are said; without either, all days."""
    if wanted.period:
        if wanted.first or wanted.last:
            raise ValueError("hãy ghi hoặc kỳ, hoặc --from và --to, không ghi cả hai")
        period = read_period(wanted.period)
        return period.first, period.last, f"{period.name[:1].upper()}{period.name[1:]}"
    first = parse_date(wanted.first) if wanted.first else datetime.date.min
    last = parse_date(wanted.last) if wanted.last else datetime.date.max
    if last < first:
        raise ValueError(f"ngày {format_day(last)} đứng trước ngày {format_day(first)}; hãy đổi chỗ --from và --to")
    said = [f"từ {format_day(first)}" if wanted.first else "", f"đến {format_day(last)}" if wanted.last else ""]
    words = " ".join(filter(None, said))
    return first, last, f"{words[:1].upper()}{words[1:]}"
