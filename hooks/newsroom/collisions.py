"""Two things at one place, and names that no address can hold: either would be lost without a word."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from newsroom.addresses import device_in, unfit_in, url_of
from newsroom.frontmatter.schema import PostFields
from newsroom.leftovers import is_leftover
from newsroom.plan import Planned
from newsroom.problems import Problem
from newsroom.vietnamese import nfc

_MARKDOWN = re.compile(r"\.(?:md|mkd|mkdn|mdown|markdown)$", re.IGNORECASE)
_OWN = re.compile(r"(?:assets|schema|search)/", re.IGNORECASE)
LONGEST = 160  # letters: Windows has 260 for a whole path, with the folders that a project lies in


def check_names(names: Iterable[str]) -> Iterator[Problem]:
    """Files whose names, as the disk has them, would have to be written otherwise in an address."""
    for name in names:
        path = nfc(name)
        if is_leftover(name):
            continue
        if sign := unfit_in(path) or (name != path and unfit_in(name)):  # a path has lost what can't be seen
            said = f"tên tệp hay thư mục có “{sign}”, không dùng được trong địa chỉ trang; hãy đổi tên"
            yield Problem(path, 1, "", said)
        if device := device_in(path):
            said = f"trên Windows “{device}” là tên của một thiết bị, không tệp nào mang tên ấy được; hãy đổi tên"
            yield Problem(path, 1, "", said)
        if len(path) > LONGEST:
            said = f"tên tệp và thư mục dài quá {LONGEST} chữ, có máy không mở được; hãy đặt tên ngắn hơn"
            yield Problem(path, 1, "", said, fatal=False)
        if not path.endswith(".md") and _MARKDOWN.search(path):
            yield Problem(path, 1, "", "tệp Markdown phải có đuôi .md, viết thường; hãy đổi tên tệp")


def check_outside(names: Iterable[str]) -> Iterator[Problem]:
    """Links that would publish what is not in docs/, and what no program can read to its end."""
    for name in names:
        said = "không phải là tệp nằm trong docs/ (liên kết dẫn ra ngoài hoặc dẫn vòng, thư mục không có quyền đọc)"
        said += "; hãy chép tệp thật vào docs/, hoặc cho quyền đọc"
        yield Problem(name, 1, "", said)


def check_forms(paths: Iterable[str]) -> Iterator[Problem]:
    """Files whose names are one in normal form: as if one had been written by a Mac, the other by Windows."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        if first.setdefault(nfc(path), path) != path:
            said = "có hai tệp cùng tên này, chỉ khác cách mã hoá dấu; hãy giữ một tệp, đổi tên tệp kia"
            yield Problem(nfc(path), 1, "", said)


def check_places(paths: Iterable[str], plan: Mapping[str, Planned], made: Iterable[str]) -> Iterator[Problem]:
    """Files that land at one place, made pages and other `made` files included; capitals count nothing."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        if (other := first.setdefault(_place(path), path)) != path:
            yield _taken(path, f"docs/{other}; hãy đổi tên một trong hai tệp")
    for url, planned in plan.items():
        owner = first.get(f"{url}index.html".casefold())
        if owner and not _shows_its_page(planned) and not _is_unread(owner, url, planned):
            yield _taken(owner, f"trang “{planned.title}” mà hệ thống tạo ra; hãy đổi tên tệp")
    for path in made:
        if owner := first.get(path.casefold()):
            yield _taken(owner, "tệp cùng tên mà hệ thống tạo ra; hãy đổi tên tệp")
    folders = _folders([*first, *(f"{url}index.html".casefold() for url in plan)])
    for place, path in first.items():
        if place in folders:
            yield _taken(path, "một thư mục của trang tin; hãy đổi tên tệp")


def check_own_folders(paths: Iterable[str], own: Callable[[], Iterable[str]]) -> Iterator[Problem]:
    """Files that would stand in the place of the site's scripts, pictures and search data, or vanish under them.

    `own` gives the addresses of those files, but for the search data, which has its folder to itself.
    """
    inside = {_place(path): path for path in paths if _OWN.match(path) and not path.endswith(".md")}
    taken = {path.casefold() for path in own()} if inside else set()
    for place, path in inside.items():
        if place in taken:
            yield _taken(path, "tệp cùng tên mà hệ thống tạo ra; hãy đổi tên tệp")
        elif place.startswith("search/"):
            yield _taken(path, "dữ liệu tìm kiếm mà hệ thống đặt trong search/; hãy chuyển tệp sang thư mục khác")


def _place(path: str) -> str:
    """The file that a file of docs/ becomes; capitals count nothing, since on Windows they don't."""
    url = url_of(path)
    return (f"{url}index.html" if path.endswith(".md") else url).casefold()


def _shows_its_page(planned: Planned) -> bool:
    """A post has a page of its own; any other written page may enrich a made one."""
    if planned.page is None:
        return False
    return planned.spec.kind == "post" or not isinstance(planned.page.fields, PostFields)


def _is_unread(owner: str, url: str, planned: Planned) -> bool:
    """The written page that belongs here has errors of its own, which are told."""
    return planned.page is None and owner.endswith(".md") and url_of(owner) == url


def _folders(places: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for place in places:
        folder = place.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _taken(path: str, by: str) -> Problem:
    return Problem(path, 1, "", f"trùng địa chỉ /{url_of(path)} với {by}")
