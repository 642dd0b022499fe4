"""All patterns of a diary."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tests.analysis.patterns.logs import TODAY, ago, log, ordinal
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.registry import NEEDED_DAYS, PATTERNS, patterns

METHODS = Path(__file__).resolve().parents[3] / "docs" / "methods.md"


def test_every_pattern_has_the_name_of_its_rule():
    assert [pattern.name for pattern in patterns(log(), TODAY)] == list(PATTERNS)


def test_an_empty_diary_holds_nothing():
    for pattern in patterns(log(), TODAY):
        assert (pattern.holds, pattern.n, pattern.episodes, pattern.on) == (False, 0, (), ())


def test_plain_values_that_nobody_can_change():
    entry = ago(0, regions=(("calf", "left"),), factors=("stress",), noticed=("weakness",))
    for pattern in patterns(log(entry), TODAY):
        assert isinstance(pattern, Pattern)
        assert [type(value) for value in (pattern.holds, pattern.n, pattern.of, pattern.days)] == [bool, int, int, int]
        assert {type(value) for value in (*pattern.episodes, *pattern.on)} <= {int}
        assert str(pattern.method) and str(pattern.caveat)
        with pytest.raises(FrozenInstanceError):
            pattern.holds = True


def test_a_pattern_names_the_entries_and_days_that_it_rests_on():
    entries = [ago(3, noticed=("weakness",)), ago(2), ago(1, noticed=("weakness",))]
    matches = {pattern.name: pattern for pattern in patterns(log(*entries), TODAY)}["weakness-or-numbness"]
    assert (matches.episodes, matches.on) == ((1, 3), (ordinal(3), ordinal(1)))


def test_factors_of_ones_own_come_last():
    *_, last = patterns(log(ago(0, factors=("x-long-drive",))), TODAY)
    assert last.name == "suspected-x-long-drive"


def test_a_filtered_diary_is_refused():
    with pytest.raises(ValueError, match="the whole diary"):
        patterns(log(is_filtered=True), TODAY)


def test_it_needs_as_many_days_as_it_says():
    patterns(make_diary(period=days(NEEDED_DAYS)), days(NEEDED_DAYS).last)
    with pytest.raises(ValueError, match="not within"):
        patterns(make_diary(period=days(NEEDED_DAYS - 1)), days(NEEDED_DAYS - 1).last)


def test_what_is_older_has_no_influence():
    entries = [ago(day, factors=("stress",), woke="yes", soreness="longer") for day in range(12)]
    old = [Entry(at(day), factors=("cold",), soreness="longer", noticed=("weakness",)) for day in range(-60, 0)]
    kept = [ago(89), *reversed(entries)]
    plain = patterns(log(*kept, first_on=at(-60).date()), TODAY)
    longer = make_diary(*kept, *old, period=days(NEEDED_DAYS + 60, first=-60))
    assert patterns(longer, TODAY)[: len(plain)] == plain


def test_the_methods_page_names_them():
    text = METHODS.read_text()
    assert "`suspected-…`" in text
    assert [name for name in PATTERNS if f"`{name}`" not in text and not name.startswith("suspected-")] == []


LONG_AGO = at(-5).date()
WORDS = {
    "kind": st.sampled_from(["", "twitch", "cramp"]),
    "woke": st.sampled_from(["", "yes", "no"]),
    "at_onset": st.sampled_from(["", "asleep", "walking"]),
    "impact": st.sampled_from(["", "had-to-stop"]),
    "soreness": st.sampled_from(["", "next-day"]),
    "factors": st.sampled_from([(), ("none",), ("stress",)]),
    "noticed": st.sampled_from([(), ("none",), ("weakness",)]),
    "regions": st.sampled_from([(), (("calf", "left"),), (("lower-back", "both"), ("hand", "left"))]),
    "relief": st.sampled_from([(), (("rest", "", "during", "slightly"),), (("heat", "", "during", "not-at-all"),)]),
    "intensity": st.sampled_from([None, 3, 8]),
}
ENTRIES = st.dictionaries(st.integers(0, 89), st.fixed_dictionaries(WORDS), max_size=40)
CLEAR = st.sets(st.integers(0, 89))


def of(entries, **options):
    return patterns(log(*(ago(day, **said) for day, said in entries.items()), **options), TODAY)


@given(ENTRIES, CLEAR, CLEAR)
@settings(max_examples=12)
def test_days_without_an_answer_change_nothing(entries, clear, said_listed):
    answers = dict.fromkeys(clear, "none")
    # "The ones listed" on a day without an entry leaves it unanswered.
    more = {day: "listed" for day in said_listed if day not in clear and day not in entries}
    assert of(entries, answers=answers | more, first_on=LONG_AGO) == of(entries, answers=answers, first_on=LONG_AGO)


def without_beginning(result):
    """Without what asks when the diary began, or compares two months."""
    return [pattern for pattern in result if pattern.name not in {"first-spasm", "more-spasm-days"}]


@given(ENTRIES, CLEAR)
@settings(max_examples=12)
def test_a_longer_time_without_answers_changes_nothing(entries, clear):
    answers = dict.fromkeys(clear, "none")
    longer = of(entries, answers=answers, first_on=LONG_AGO)
    assert without_beginning(of(entries, answers=answers)) == without_beginning(longer)


@given(ENTRIES, CLEAR, CLEAR)
@settings(max_examples=12)
def test_an_answer_less_raises_nothing(entries, clear, kept):
    full = of(entries, answers=dict.fromkeys(clear, "none"), first_on=LONG_AGO)
    less = of(entries, answers=dict.fromkeys(clear & kept, "none"), first_on=LONG_AGO)
    raised = [more.name for more, fewer in zip(full, less, strict=True) if fewer.holds and not more.holds]
    assert raised == []
