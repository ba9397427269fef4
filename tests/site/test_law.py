"""The law of the incremental build: after any series of edits it gives, byte for byte, what a clean build gives."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jinja2
import pytest
import yaml
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from edits import BROKEN, DATES, FILES, NOON, PHOTOS, POSTS, SETTINGS, SYMBOLS, pages, photo, posts
from newsroom.cache.record import folder_for
from newsroom.cache.trees import remove
from newsroom.plan import Planned, make_plan
from newsroom.processes import shutdown
from newsroom.update import MANY, update
from small_site import PROJECT, Content, Outcome, SmallSite, build, clock, usual_settings
from trees import contents, copy_sources, differences

pytestmark = pytest.mark.engine

STEPS = int(os.environ.get("NEWSROOM_LAW_STEPS", "200"))
LENGTH = 25
NUMBERS = st.integers(0, 3)
MORE_HOOKS = "def on_post_page(output, **_):\n    return output.replace('</body>', '<!-- thêm --></body>')\n"


class Law(RuleBasedStateMachine):
    """Edits a site; builds after each edit, and every other time once more from nothing in another folder."""

    folder: Path
    engine: str
    without_engine = 0

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.site = SmallSite(self.folder / "trang", self.engine)
        self.twin = self.folder / "ban-sao"
        shutil.copytree(PROJECT / "overrides", self.site.root / "overrides")
        self.usual = usual_settings(posts_per_page=2)
        self.changed: dict[str, Any] = {}
        self.files: dict[str, Content] = {}
        self.good: dict[str, Content] = {}
        self.now, self.count, self.broken, self.serving = NOON, 0, False, False

    @initialize(serving=st.integers(0, 3), first=st.lists(posts(), min_size=4, max_size=7))
    def begin(self, serving: int, first: list[Content]) -> None:
        self.serving = serving == 3
        self._configure()
        self._put({**dict.fromkeys(PHOTOS, photo(0)), **dict.fromkeys(FILES, b"%PDF-1.4\n")})
        self.good = dict(self.files)  # where the first posts are wrong, mending takes them away and leaves these
        self._put(dict(zip(POSTS[:2] + POSTS[3:], first, strict=False)))
        self._build()

    @rule(path=st.sampled_from(POSTS), post=posts())
    def write_post(self, path: str, post: Content) -> None:
        self._edit({path: post})

    @rule(data=st.data())
    def delete_post(self, data: st.DataObject) -> None:
        self._edit({data.draw(self._existing()): None})

    @rule(data=st.data(), new=st.sampled_from(POSTS))
    def rename_post(self, data: st.DataObject, new: str) -> None:
        old = data.draw(self._existing())
        self._edit({old: None, new: self.files.get(old)})

    @rule(data=st.data(), date=st.sampled_from(DATES))
    def move_post_in_time(self, data: st.DataObject, date: str) -> None:
        self._change(data.draw(self._existing()), date=date)

    @rule(data=st.data(), drawn=posts())
    def change_one_field(self, data: st.DataObject, drawn: Mapping[str, Any]) -> None:
        name = data.draw(st.sampled_from(sorted(drawn)))
        self._change(data.draw(self._existing()), **{name: drawn[name]})

    @precondition(lambda self: not self.broken)
    @rule(page=pages())
    def write_page(self, page: tuple[str, Content]) -> None:
        self._edit(dict([page]))

    @precondition(lambda self: not self.broken)
    @rule(data=st.data())
    def delete_page(self, data: st.DataObject) -> None:
        written = set(self.files) - {*POSTS, *PHOTOS, *FILES}
        self._edit({data.draw(st.sampled_from(sorted(written) or ["index.md"])): None})

    @precondition(lambda self: not self.broken)
    @rule(data=st.data(), symbol=st.sampled_from((*SYMBOLS, "12-KH/ĐU")))
    def rename_directive(self, data: st.DataObject, symbol: str) -> None:
        papers = sorted(path for path in self.files if path.startswith("van-ban/") and path.endswith(".md"))
        self._change(data.draw(st.sampled_from(papers or ["van-ban/a.md"])), symbol=symbol)

    @rule(path=st.sampled_from(PHOTOS), number=NUMBERS)
    def swap_photo(self, path: str, number: int) -> None:
        self._edit({path: photo(number)})

    @rule(path=st.sampled_from(FILES), number=NUMBERS)
    def swap_file(self, path: str, number: int) -> None:
        self._edit({path: b"%PDF-1.4\n" * (200 * number + 1)})

    @rule(change=st.sampled_from(SETTINGS))
    def change_setting(self, change: tuple[str, Any]) -> None:
        self.changed[change[0]] = change[1]
        self._configure()
        self._build()

    @rule()
    def reset_settings(self) -> None:
        self.changed.clear()
        self._configure()
        self._build()

    @rule(
        name=st.sampled_from(("parts/footer.html", "parts/cards.html", "assets/stylesheets/news.css")), number=NUMBERS
    )
    def change_template(self, name: str, number: int) -> None:
        text = (PROJECT / "overrides" / name).read_text(encoding="utf-8")
        mark = f"/* {number} */" if name.endswith(".css") else f"<!-- {number} -->"
        (self.site.root / "overrides" / name).write_text(f"{text}{mark}\n", encoding="utf-8")
        self._build()

    @rule(hours=st.integers(-12, 36))
    def let_time_pass(self, hours: int) -> None:
        self.now += hours * 3600
        self._build()

    @rule(path=st.sampled_from(POSTS), how=st.sampled_from(BROKEN))
    def break_post(self, path: str, how: Content) -> None:
        self._edit({path: how})

    @precondition(lambda self: self.broken)
    @rule()
    def mend(self) -> None:
        self._edit({**dict.fromkeys(self.files.keys() - self.good.keys()), **self.good})

    @rule()
    def build_again(self) -> None:
        self._build()

    def teardown(self) -> None:
        if self.count:
            self._compare(self._incremental())

    def _existing(self) -> st.SearchStrategy[str]:
        return st.sampled_from([path for path in POSTS if path in self.files] or [POSTS[0]])

    def _change(self, path: str, **fields: Any) -> None:
        content = self.files.get(path)
        self._edit({path: {**content, **fields} if isinstance(content, dict) else fields})

    def _edit(self, changes: dict[str, Content | None]) -> None:
        for path in [path for path, content in changes.items() if content is None]:
            self.files.pop(path, None)
            (self.site.docs / path).unlink(missing_ok=True)
        self._put({path: content for path, content in changes.items() if content is not None})
        self._build()

    def _put(self, files: Mapping[str, Content]) -> None:
        self.files |= files
        self.site.write(files)

    def _configure(self) -> None:
        config = yaml.safe_load(yaml.safe_dump(self.usual))
        for name, value in self.changed.items():
            *above, last = name.split(".")
            block = config
            for key in above:
                block = block.setdefault(key, {})
            block[last] = value
        if config.pop("more_hooks", False):
            (self.site.root / "them.py").write_text(MORE_HOOKS, encoding="utf-8")
            config["hooks"].append("them.py")
        self.site.config.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")

    def _build(self) -> None:
        self.count += 1
        before = contents(self.site.site)
        outcome = self._incremental()
        self.broken = outcome.code != 0
        if self.broken:
            assert contents(self.site.site) == before, "a failed build touched the site"
        else:
            self.good = dict(self.files)
        if self.count % 2:
            self._compare(outcome)

    def _incremental(self) -> Outcome:
        """As scripts/build.py does it: by the engine only if it must be; now and then as where files are many."""
        with clock(self.now):
            with patch("newsroom.update.MANY", 0 if self.count % 8 == 0 else MANY):
                folder = folder_for(self.site.config, self.site.site)
                done = None if self.serving else update(folder, self.site.site, print)
            shutdown()
            if done is None:
                return self.site.try_build(serving=self.serving)
        type(self).without_engine += 1
        return Outcome(0, "\n".join(done.warnings))

    def _compare(self, outcome: Outcome) -> None:
        self._forget()
        copy_sources(self.site.root, self.twin)
        with clock(self.now):
            clean = build(self.twin / "mkdocs.yml", self.site.engine, serving=self.serving)
        problems = [
            one for one in outcome.problems if "đã đăng nay không còn" not in one
        ]  # of which a clean one knows none
        assert (outcome.code, problems) == (clean.code, clean.problems)
        if clean.code == 0:
            assert not differences(self.site.site, self.twin / "site")

    def _forget(self) -> None:
        """Leaves the twin nothing but pictures, which are slow to make and named by what they are made from."""
        for path in [*self.twin.glob("*"), *self.twin.glob(".cache/newsroom/*")]:
            if path.name not in (".cache", "pictures"):
                remove(path)


@pytest.fixture
def quick_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling templates takes half of a small build; the same source is compiled once here."""
    compiled: dict[tuple[str, str | None], Any] = {}
    plain: Callable[..., Any] = jinja2.Environment.compile

    def compile_once(self: jinja2.Environment, source: str, name: str | None = None, *others: Any) -> Any:
        if (source, name) not in compiled:
            compiled[source, name] = plain(self, source, name, *others)
        return compiled[source, name]

    monkeypatch.setattr(jinja2.Environment, "compile", compile_once)


@pytest.fixture
def facts_settle_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views are made only for pages whose facts are new, so facts that miss something a view shows fail here."""
    known: dict[tuple[object, ...], str] = {}

    def plan_and_compare(*given: Any) -> dict[str, Planned]:
        plan = make_plan(*given)
        for spec in (planned.spec for planned in plan.values()):
            # What a post's own file says of it is in its page's key beside the facts.
            own = repr([page.fields for page in given[1] if page.url == spec.url])
            view = repr(spec.make())
            assert known.setdefault((spec.url, own, spec.facts), view) == view
        return plan

    monkeypatch.setattr("newsroom.planning.make_plan", plan_and_compare)


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of posts fills several pages of a listing, whose ends move as posts are put in between."""
    monkeypatch.setattr("newsroom.views.paging.lengths", lambda size: (size, size + 1))


@pytest.mark.usefixtures("quick_templates", "facts_settle_views", "short_pages")
def test_an_incremental_build_equals_a_clean_one(tmp_path: Path, engine: str) -> None:
    long = STEPS > 200
    here: type[Law] = type("Here", (Law,), {"folder": tmp_path / "luat", "engine": engine})
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=-(-STEPS // LENGTH),
            stateful_step_count=LENGTH,
            derandomize=not long,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink] if long else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert here.without_engine > STEPS // 8
