"""A block changed in its text is the one that would be written of all its records."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.search.block import Changed, changed, records
from newsroom.search.forms import Change, changed_forms, is_common
from newsroom.search.notation import LEVEL, LEVELS, mark_code, number, records_text

MARKS = ("", "á", "đ", "đươ", "ство")  # the last one is none of the usual
Postings = dict[int, int]
Forms = dict[tuple[str, ...], Postings]
BEGINNINGS = st.sampled_from(["", "a", "ab ", "ab ab", "abab" * 3, "abab" * 4, "abab" * 5])
KEYS = st.tuples(BEGINNINGS, st.text("abя", max_size=2)).map("".join).map(lambda key: key if " " in key else f" {key}a")
POSTINGS = st.dictionaries(st.sampled_from([0, 1, 2, 38, 39, 40, 41, 1500, 60_000]), st.integers(0, len(LEVELS) - 1))
FEW: list[Forms] = [{}, {}, {("", "á"): {3: 0}}, {("", "á"): {3: 0, 9: 1}, ("á", "đ"): {40: 2}}]


def forms_of(key: str) -> st.SearchStrategy[Forms]:
    marks = st.tuples(*[st.sampled_from(MARKS)] * (1 if key[0] == " " else 2))
    return st.dictionaries(marks, POSTINGS, max_size=3)


def cut(key: str, forms: Forms) -> Forms:
    """The forms with as many marks as the key has syllables."""
    return {marks[1:] if key[0] == " " else marks: some for marks, some in forms.items()}


def spelt(forms: Forms) -> str:
    return " ".join("".join(map(mark_code, marks)) + steps(forms[marks]) for marks in sorted(forms) if forms[marks])


def steps(postings: Postings) -> str:
    found, before = "", -1
    for post, level in sorted(postings.items()):
        found += number(post - before - 1) + ("", *LEVEL)[level]
        before = post
    return found


def difference(before: Forms, after: Forms) -> list[Change]:
    old, new = (
        {(marks, post): some[marks][post] for marks in some for post in some[marks]} for some in (before, after)
    )
    return [(*place, new.get(place)) for place in old.keys() | new.keys() if old.get(place) != new.get(place)]


@given(st.lists(KEYS, max_size=20, unique=True).map(sorted), st.data())
def test_records_between_changes_stay_as_they_are(keys: list[str], data: st.DataObject) -> None:
    few = st.sampled_from(FEW)
    both = [(key, cut(key, data.draw(few)), cut(key, data.draw(few))) for key in keys]
    before = {key: spelt(forms) for key, forms, _ in both if forms}
    after = {key: spelt(forms) for key, _, forms in both if forms}
    changes = {key: difference(old, new) for key, old, new in both if old != new}
    text, found = changed(records_text(before.items()), changes)
    assert (text, dict(records(text))) == (records_text(after.items()), after)
    assert found == [Changed(key, before.get(key, ""), after.get(key, "")) for key in sorted(changes)]


@given(st.data())
def test_forms_are_those_of_all_postings(data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([" soi", "tu soi"]))
    before, after = (data.draw(forms_of(key)) for _ in range(2))
    assert changed_forms(key, spelt(before), difference(before, after)) == spelt(after)


def test_a_post_may_come_before_all_others_and_go_again() -> None:
    forms = changed_forms(" soi", "", [(("",), 90, 1)])
    more = changed_forms(" soi", forms, [(("",), 3, 0)])
    assert more == mark_code("") + number(3) + number(86) + LEVEL[0]
    assert changed_forms(" soi", more, [(("",), 3, None)]) == forms
    assert changed_forms(" soi", forms, [(("",), 90, None)]) == ""


def test_a_syllable_of_three_posts_is_common() -> None:
    three = [(("",), 5, 0), (("á",), 5, 0), (("á",), 7, 2)]
    assert is_common(" soi", changed_forms(" soi", "", three))
    assert not is_common(" soi", changed_forms(" soi", "", three[1:]))
