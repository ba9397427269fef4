"""Addresses that were published and are gone: each is told, with the line that would send its readers on."""

from collections.abc import Iterable, Iterator, Mapping

from newsroom.addresses import url_of
from newsroom.articles.pages import Page
from newsroom.filing import is_over
from newsroom.frontmatter.schema import PageFields
from newsroom.kinds import KINDS, names_in
from newsroom.plan import Planned
from newsroom.problems import Problem, suggest
from newsroom.redirects import moved
from newsroom.vietnamese import slug

_FOLDERS = {kind.folder: kind for kind in KINDS}


def addresses_of(plan: Mapping[str, Planned]) -> dict[str, str]:
    """URL → title of what people share: posts, topics, pages by hand, old addresses; no months, no page numbers."""
    shown = {url: one.title for url, one in plan.items() if one.spec.kind in ("post", "page") or _is_topic(url)}
    return shown | {old: plan[new].title for old, new in moved(plan).items() if new in plan}


def _is_topic(url: str) -> bool:
    return url.count("/") == 2 and url.partition("/")[0] in _FOLDERS


def lost(
    before: Mapping[str, str], plan: Mapping[str, Planned], hidden: Iterable[Page[PageFields]], files: Iterable[str]
) -> dict[str, str]:
    """Gives those of the addresses that were there before at which nothing is now, nor waits to be."""
    gone = before.keys() - plan.keys()
    if not gone:
        return {}
    gone -= {url_of(path) for path in files if path.endswith(".md")}
    gone -= {
        f"{kind.folder}/{slug(name)}/" for page in hidden for kind in KINDS for name in names_in(page.fields, kind)
    }
    return {url: before[url] for url in sorted(gone)}


def reminders(gone: Mapping[str, str], before: Mapping[str, str], plan: Mapping[str, Planned]) -> Iterator[Problem]:
    """Reminds of each address: at the page that seems to be in its place, else at the file that was there."""
    new = [one for url, one in plan.items() if url not in before and (one.page or _is_topic(url))] if gone else []
    for url, title in gone.items():
        what = f"địa chỉ /{url} (“{title}”) đã đăng nay không còn"
        if (successor := _successor(url, title, new)) is None:
            said = f"{what}; hãy thêm vào trang thay cho nó dòng: redirect_from: /{url} – bỏ hẳn thì ghi địa chỉ ấy vào"
            said += " mục gone trong mkdocs.yml, dưới extra.newsroom"
            yield Problem(f"{url.removesuffix('/')}.md", 1, "", said, fatal=False)
        elif successor.page:
            said = f"{what}; nếu trang này thay cho nó, {_line(url, successor.page)}"
            yield successor.page.problem("redirect_from", said, fatal=False)
        else:
            path = f"{successor.spec.url.removesuffix('/')}.md"
            said = f"{what}; nếu “{successor.title}” thay cho nó, hãy tạo tệp này với hai mục: "
            yield Problem(path, 1, "", f"{said}title: {successor.title} và redirect_from: /{url}", fatal=False)


def to_remember(
    before: Mapping[str, str], plan: Mapping[str, Planned], hidden: Iterable[Page[PageFields]], given_up: Iterable[str]
) -> dict[str, str]:
    """URL → title of what there is now, and of what is still to be reminded of or may come again."""
    settled = {*given_up, *(page.url for page in hidden if is_over(page))}
    return {url: title for url, title in before.items() if url not in settled} | addresses_of(plan)


def _line(url: str, page: Page[PageFields]) -> str:
    if known := page.fields.redirect_from:
        return f"hãy ghi: redirect_from: [{', '.join(f'/{one}' for one in (*known, url))}]"
    return f"hãy thêm dòng: redirect_from: /{url}"


def _successor(url: str, title: str, new: Iterable[Planned]) -> Planned | None:
    """The one page of the same kind that came when the address went, by its title, else by its name."""
    near = [one for one in new if _kind(one.spec.url) == _kind(url)]
    by_title = [one for one in near if slug(one.title) == slug(title)]
    by_name = [one for one in near if _name(one.spec.url) == _name(url)]
    slips = [one for one in near if suggest(title, [one.title]) or suggest(_name(url), [_name(one.spec.url)])]
    return next((found[0] for found in (by_title, by_name, slips) if len(found) == 1), None)


def _kind(url: str) -> str:
    folder = url.partition("/")[0]
    return folder if folder in _FOLDERS else ""


def _name(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
