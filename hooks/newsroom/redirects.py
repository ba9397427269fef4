"""Old addresses of pages: a page at each that sends readers on, and what is wrong with those that authors name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from newsroom.addresses import file_of, url_of
from newsroom.articles.pages import Page
from newsroom.filing import is_over
from newsroom.frontmatter.schema import PageFields
from newsroom.plan import Planned
from newsroom.problems import Problem
from newsroom.views import RedirectView
from newsroom.views.specs import made

FIELD = "redirect_from"


class Redirect(NamedTuple):
    """Two URLs under the site's root."""

    old: str
    new: str


@dataclass(frozen=True)
class Place:
    """An old address as its page names it; `file` is where its page will be, capitals counting nothing."""

    page: Page[PageFields]
    old: str

    @property
    def file(self) -> str:
        return file_of(self.old).casefold()


def find_redirects(
    plan: Mapping[str, Planned], hidden: Iterable[Page[PageFields]], files: Iterable[str], made_files: Iterable[str]
) -> tuple[list[Redirect], list[Problem]]:
    """Gives the redirects that can be, in the order of the old addresses; and one problem for each of the others."""
    asking = [planned.page for planned in plan.values() if planned.page and planned.page.fields.redirect_from]
    if not asking:
        return [], []
    places = [Place(page, old) for page in asking for old in page.fields.redirect_from]
    places.sort(key=lambda place: (place.page.path, place.old))
    taken = {file_of(url).casefold(): f"trang “{planned.title}”" for url, planned in plan.items()}
    taken = dict(_others(hidden, files, made_files)) | taken
    return _sorted_out(places, taken)


def _sorted_out(places: Iterable[Place], taken: Mapping[str, str]) -> tuple[list[Redirect], list[Problem]]:
    folders = {folder for file in taken for folder in _folders(file)}
    right: dict[str, Place] = {}
    problems = []
    for place in places:
        said = _wrong(place, taken, right)
        inside = [folder for folder in _folders(place.file) if folder in taken or folder in right]
        if not said and (inside or place.file in folders):
            said = "địa chỉ này vừa là tệp vừa là thư mục của trang tin; hãy bỏ địa chỉ này"
        if said:
            problems.append(place.page.problem(FIELD, f"“/{place.old}”: {said}"))
        else:
            right[place.file] = place
            folders.update(_folders(place.file))
    return sorted(Redirect(one.old, one.page.url) for one in right.values()), problems


def _wrong(place: Place, taken: Mapping[str, str], right: Mapping[str, Place]) -> str:
    if place.file == file_of(place.page.url).casefold():
        return "đây chính là địa chỉ hiện nay của trang; hãy bỏ địa chỉ này"
    if place.file in taken:
        return f"ở địa chỉ này đang có {taken[place.file]}; hãy bỏ địa chỉ này, hoặc đổi tên trang đang có"
    if other := right.get(place.file):
        return f"docs/{other.page.path} cũng ghi địa chỉ cũ này; hãy giữ ở một trang"
    return ""


def _others(
    hidden: Iterable[Page[PageFields]], files: Iterable[str], made_files: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """What else has a place, in words; a post that is over has none any more."""
    yield from ((path.casefold(), "một tệp mà hệ thống tạo ra") for path in made_files)
    yield from ((url_of(path).casefold(), f"tệp docs/{path}") for path in files if not path.endswith(".md"))
    for page in hidden:
        if not is_over(page):
            yield file_of(page.url).casefold(), f"bài chưa đăng docs/{page.path}"


def _folders(file: str) -> list[str]:
    names = file.split("/")[:-1]
    return ["/".join(names[:count]) for count in range(1, len(names) + 1)]


def redirect_pages(redirects: Iterable[Redirect], plan: Mapping[str, Planned]) -> dict[str, Planned]:
    """A page at each old address."""
    return {one.old: _page(one, plan[one.new].title) for one in redirects}


def _page(redirect: Redirect, title: str) -> Planned:
    view = RedirectView(kind="redirect", title=title, url=redirect.old, target=redirect.new)
    return Planned(made(view), None)


def moved(plan: Mapping[str, Planned]) -> dict[str, str]:
    """Where readers are sent from each old address of a plan."""
    views = [cast(RedirectView, one.view()) for one in plan.values() if one.spec.kind == "redirect"]
    return {view.url: view.target for view in views}
