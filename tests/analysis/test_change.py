"""Verdicts on change: the interval by its formula, what keeps a verdict from being said, and which changes may be
marked."""

import datetime as dt
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import t as students

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.change import (
    MARKED_EARLY_IN_DIARY,
    MARKED_LATE,
    MARKS_OVERLAP,
    NO_SPASM_DAY,
    SHARES_APART,
    VERDICT_FEWER,
    VERDICT_MORE,
    VERDICT_UNCLEAR,
    RateRatio,
    Verdict,
    WindowDays,
    change_look,
    is_complete,
    judged,
    long_run_variance,
    overlapping,
    rate_ratio,
    why_not_marked,
    windows_around,
)
from tracker.analysis.change_figures import LOOK_FIGURES
from tracker.analysis.coverage import shares_differ
from tracker.analysis.frequency import LOW_SHARE, NO_CLEAR_DAY
from tracker.analysis.results import FEW_DAYS, NO_DAYS_BEFORE
from tracker.days import Period
from tracker.diary import LANDMARK_VISIT, Landmark

ONE = dt.timedelta(days=1)
TERMS = {365: 8, 90: 4}


def literal_variance(k, y, terms):
    """METHODS §3 as it is written: L = (n/N)·(1/B)·Σ_j (Σ_t c_j(t)·u(t))²."""
    n, answered = len(k), sum(k)
    share = sum(y) / answered
    total = 0.0
    for j in range(1, terms + 1):
        inner = 0.0
        for t in range(n):
            c = math.sqrt(2 / n) * math.cos(math.pi * j * (t + 0.5) / n)
            inner += c * k[t] * (y[t] - share)
        total += inner**2
    return n / answered * total / terms


def literal_ratio(before, after, terms):
    (k0, y0), (k1, y1) = before, after
    r0, r1 = sum(y0) / sum(k0), sum(y1) / sum(k1)
    mean = (literal_variance(k0, y0, terms) / r0 + literal_variance(k1, y1, terms) / r1) / 2
    phi = max(mean, 1 - (sum(y0) + sum(y1)) / (sum(k0) + sum(k1)))
    se = math.sqrt(phi * (1 / sum(y0) + 1 / sum(y1)))
    reach = students.ppf(0.975, 2 * terms) * se
    middle = math.log(r1 / r0)
    return math.exp(middle), math.exp(middle - reach), math.exp(middle + reach)


def window(days_known, spasms, asked=None):
    """Flags from three sequences of 0 and 1."""
    known = np.array(days_known, bool)
    return WindowDays(known if asked is None else np.array(asked, bool), known, np.array(spasms, bool) & known)


def drawn(number, share=0.2, answered=0.9, days=90, spell=1):
    """A window drawn from a fixed seed."""
    random = np.random.default_rng(number)
    spasms = np.repeat(random.random(days // spell + 1) < share, spell)[:days]
    return window(random.random(days) < answered, spasms, np.ones(days))


@pytest.mark.parametrize("days", [90, 365])
@pytest.mark.parametrize("seed", range(5))
def test_the_cosine_estimate_is_its_formula(days, seed):
    part = drawn(seed, days=days, spell=1 + seed)
    known, spasms = part.is_answered.astype(int).tolist(), part.is_spasm.astype(int).tolist()
    expected = literal_variance(known, spasms, TERMS[days])
    assert long_run_variance(part.is_answered, part.is_spasm, TERMS[days]) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("days", [90, 365])
@pytest.mark.parametrize("seed", range(5))
def test_ratio_and_interval_are_their_formula(days, seed):
    before, after = drawn(seed, days=days, spell=4), drawn(100 + seed, share=0.1 + seed / 10, days=days)
    plain = [(part.is_answered.astype(int).tolist(), part.is_spasm.astype(int).tolist()) for part in (before, after)]
    result = rate_ratio(before, after)
    expected = literal_ratio(*plain, TERMS[days])
    assert (result.ratio, result.low, result.high) == pytest.approx(expected, rel=1e-11)


def test_by_hand():
    """Spasms on every third day, then on every sixth: the waves hardly see them, so days count as independent."""
    before, after = window([1] * 90, [1, 0, 0] * 30), window([1] * 90, [1, 0, 0, 0, 0, 0] * 15)
    result = rate_ratio(before, after)
    # φ = 1 − 45/180 = 0.75; se² = 0.75·(1/30 + 1/15) = 0.075; t with 8 degrees 2.306.
    assert result.ratio == pytest.approx(0.5)
    assert result.low == pytest.approx(0.5 * math.exp(-2.306004 * math.sqrt(0.075)), rel=1e-5)
    assert result.high == pytest.approx(0.5 * math.exp(2.306004 * math.sqrt(0.075)), rel=1e-5)
    assert result.side == VERDICT_FEWER


def test_bad_spells_widen_the_interval():
    alike = rate_ratio(window([1] * 90, [1, 0, 0] * 30), window([1] * 90, [1, 0, 0, 0, 0, 0] * 15))
    spells = rate_ratio(window([1] * 90, [1] * 30 + [0] * 60), window([1] * 90, [0] * 60 + [1] * 15 + [0] * 15))
    assert spells.ratio == pytest.approx(alike.ratio)
    assert (spells.low < alike.low, spells.side) == (True, VERDICT_UNCLEAR)


@given(st.integers(0, 2**32), st.lists(st.integers(0, 89), max_size=30))
@settings(max_examples=60, deadline=None)
def test_unanswered_days_have_no_influence_beyond_that_they_are(seed, others):
    """What would have happened on them changes neither of both intervals."""
    before, after = drawn(seed, spell=3), drawn(seed + 1)
    flags = after.is_spasm.copy()
    hidden = np.zeros(90, bool)
    hidden[others] = True
    flags[hidden & ~after.is_answered] = True
    if not before.spasm_days or not after.spasm_days:
        return
    assert judged(before, WindowDays(after.is_asked, after.is_answered, flags)) == judged(before, after)


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_a_paused_day_counts_in_neither_interval(seed):
    before, after = drawn(seed, answered=1.0), drawn(seed + 1, answered=1.0)
    paused = np.random.default_rng(seed).random(90) < 0.1
    asked = after.is_asked & ~paused
    if not before.spasm_days or not (after.is_spasm & asked).any():
        return
    verdict = judged(before, WindowDays(asked, asked, after.is_spasm & asked))
    # Nothing else is unanswered, so both are the same.
    assert verdict.ratio == verdict.if_quiet


def test_answering_that_falls_off_is_no_more():
    """As many spasm days as before, of half as many answered days: "more" only of those that were answered."""
    before = window([1] * 90, [1, 0, 0] * 30)
    quiet = [1, 0, 0] * 30
    known = [1 if n % 9 not in (1, 2, 4, 5, 7) else 0 for n in range(90)]
    verdict = judged(before, window(known, quiet, [1] * 90))
    assert verdict.ratio.side == VERDICT_MORE
    assert verdict.if_quiet.ratio == pytest.approx(1)
    assert verdict.side == VERDICT_UNCLEAR


def evenly(n, days=90):
    """`n` spasm days, as far apart as they can be."""
    places = {round((place + 0.5) * days / n) for place in range(n)}
    return [int(day in places) for day in range(days)]


@pytest.mark.parametrize(("spasms", "side"), [(10, VERDICT_UNCLEAR), (11, VERDICT_FEWER)])
def test_a_window_without_a_spasm_day_is_judged_as_if_its_middle_day_had_one(spasms, side):
    """With 11 days before, one on the first day would be too few for "fewer"."""
    before, none = window([1] * 90, evenly(spasms)), window([1] * 90, [0] * 90)
    assert judged(before, none) == Verdict(side, None, None)
    as_if = window([1] * 90, [int(day == 45) for day in range(90)])
    assert judged(before, as_if).side == side


def test_more_after_a_window_without_a_spasm_day():
    assert judged(window([1] * 90, [0] * 90), window([1] * 90, evenly(14))) == Verdict(VERDICT_MORE, None, None)


def test_the_middle_day_need_not_have_been_answered():
    known = [int(day != 45) for day in range(90)]
    before = window([1] * 90, evenly(20))
    assert judged(before, window(known, [0] * 90, known)).side == VERDICT_FEWER


@pytest.mark.parametrize(
    ("before", "after", "differ"),
    [
        ((90, 100), (75, 100), False),
        ((91, 100), (75, 100), True),
        ((75, 100), (91, 100), True),
        # 0.95 − 0.80 is more than 0.15 in floating numbers.
        ((19, 20), (16, 20), False),
        ((0, 0), (9, 10), True),
    ],
)
def test_answered_shares_that_differ_by_more_than_15_points(before, after, differ):
    assert shares_differ(before, after) is differ


BEFORE, AFTER, ON = days(90), days(90, 90), days(1, 90).first
THIRDS, SIXTHS = range(0, 90, 3), range(90, 180, 6)


def diary(spasms=(*THIRDS, *SIXTHS), unanswered=(), **options):
    entries = [Entry(at(day)) for day in spasms]
    answers = {day: "none" for day in range(180) if day not in {*spasms, *unanswered}}
    return make_diary(*entries, period=days(180), answers=answers, **{"first_on": BEFORE.first} | options)


def test_a_look_at_a_diary():
    look = change_look(diary(), BEFORE, AFTER)
    assert (look.before.n, look.before.of, look.before.asked) == (30, 90, 90)
    assert (look.after.n, look.after.of, look.after.days) == (15, 90, AFTER)
    assert (look.verdict.side, look.why_none) == (VERDICT_FEWER, "")
    assert look.verdict.ratio == rate_ratio(window([1] * 90, [1, 0, 0] * 30), window([1] * 90, [1, 0, 0, 0, 0, 0] * 15))
    assert look.figures == LOOK_FIGURES[90]


def test_a_year_has_twice_the_cosines():
    entries = [Entry(at(day)) for day in range(0, 730, 4)]
    answers = {day: "none" for day in range(730) if day % 4}
    log = make_diary(*entries, period=days(730), answers=answers, first_on=days(1).first)
    look = change_look(log, *windows_around(days(366).last, 365))
    assert (look.before.n, look.after.n, look.verdict.side) == (92, 91, VERDICT_UNCLEAR)
    assert look.figures == LOOK_FIGURES[365]


@pytest.mark.parametrize(
    ("log", "why"),
    [
        (diary(unanswered=range(91, 110)), SHARES_APART),
        (diary(unanswered=[day for day in range(180) if day % 6 in {1, 4, 5}]), LOW_SHARE),
        (diary((0, 100), unanswered=[day for day in range(180) if day % 30]), FEW_DAYS),
        (diary(spasms=()), NO_SPASM_DAY),
        (make_diary(*(Entry(at(day)) for day in range(180)), period=days(180)), NO_CLEAR_DAY),
        (diary(first_on=days(1, 1).first), NO_DAYS_BEFORE),
    ],
)
def test_why_nothing_may_be_judged(log, why):
    look = change_look(log, BEFORE, AFTER)
    assert (look.why_none, look.verdict) == (why, Verdict(VERDICT_UNCLEAR, None, None))


def test_a_gap_of_15_points_is_judged():
    # 13 of 90 is 14.4 points.
    unanswered = [day for day in range(90, 180) if day % 6][:13]
    assert change_look(diary(unanswered=unanswered), BEFORE, AFTER).why_none == ""


PAUSED_MONTH = range(110, 136)


def test_a_pause_that_holds_the_bad_days_gives_no_verdict():
    # 27 before; after it 2, and 24 more in a pause, whenever that was set.
    spasms = (*[day for day in THIRDS if day < 81], *PAUSED_MONTH[:24], 150, 170)
    look = change_look(diary(spasms, paused=[(PAUSED_MONTH[0], PAUSED_MONTH[-1])]), BEFORE, AFTER)
    assert (look.before.n, look.before.in_pauses) == (27, 0)
    assert (look.after.n, look.after.of, look.after.in_pauses) == (2, 64, 24)
    assert look.verdict.ratio.side == VERDICT_FEWER
    assert (look.verdict.side, look.verdict.depends_on_pauses) == (VERDICT_UNCLEAR, True)


def test_a_pause_like_the_days_around_it_changes_no_verdict():
    look = change_look(diary(paused=[(110, 115)]), BEFORE, AFTER)
    assert look.after.in_pauses == 1
    assert (look.verdict.side, look.verdict.depends_on_pauses) == (VERDICT_FEWER, False)


def test_a_pause_in_which_nothing_was_said_has_no_say():
    quiet = range(110, 130)
    spasms = [*THIRDS, *(day for day in SIXTHS if day not in quiet)]
    assert change_look(diary(spasms, unanswered=quiet), BEFORE, AFTER).why_none == SHARES_APART
    look = change_look(diary(spasms, unanswered=quiet, paused=[(quiet[0], quiet[-1])]), BEFORE, AFTER)
    assert (look.why_none, look.after.in_pauses, look.verdict.depends_on_pauses) == ("", 0, False)


def test_what_has_to_be_kept_in_mind():
    early = change_look(diary(), BEFORE, AFTER)
    assert (early.touches_beginning, early.begins_at_visit) == (True, False)
    visit = Landmark(ON, LANDMARK_VISIT, "Dr. Kim")
    later = change_look(diary(first_on=BEFORE.first - 40 * ONE, landmarks=(visit,)), BEFORE, AFTER)
    assert (later.touches_beginning, later.begins_at_visit) == (False, True)


def test_the_windows():
    assert windows_around(ON) == (BEFORE, AFTER)
    before, after = windows_around(dt.date(2026, 1, 1), 365)
    assert (before, after) == (
        Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    )


def test_a_window_is_complete_when_what_is_not_late_was_logged():
    assert [is_complete(AFTER, AFTER.last + n * ONE) for n in (1, 2, 3)] == [False, False, True]


def test_a_change_is_marked_within_a_week():
    first_on = ON - 90 * ONE
    assert why_not_marked(ON, ON + 7 * ONE, first_on, []) == ""
    assert why_not_marked(ON, ON - 60 * ONE, first_on, []) == ""
    assert why_not_marked(ON, ON + 8 * ONE, first_on, []) == MARKED_LATE
    assert why_not_marked(ON, ON, first_on + ONE, []) == MARKED_EARLY_IN_DIARY
    assert why_not_marked(ON, ON, None, []) == MARKED_EARLY_IN_DIARY


def test_two_looks_share_no_day():
    first_on = ON - 900 * ONE
    assert why_not_marked(ON, ON, first_on, [ON - 179 * ONE]) == MARKS_OVERLAP
    assert why_not_marked(ON, ON, first_on, [ON + 179 * ONE]) == MARKS_OVERLAP
    assert why_not_marked(ON, ON, first_on, [ON - 180 * ONE, ON + 190 * ONE]) == ""


def test_two_looks_a_year_at_most():
    others = [ON - 364 * ONE, ON - 182 * ONE]
    assert overlapping(ON, others) == others
    assert overlapping(ON + ONE, others) == []
    assert overlapping(ON - ONE, [ON - 183 * ONE, ON + 181 * ONE]) == [ON - 183 * ONE, ON + 181 * ONE]


@given(st.lists(st.integers(0, 1500), min_size=2, max_size=12))
@example([0, 180, 360])
@settings(deadline=None)
def test_whatever_is_marked_never_overlaps(wishes):
    marked: list[dt.date] = []
    for wish in wishes:
        on = ON + wish * ONE
        if not overlapping(on, marked):
            marked.append(on)
    marked.sort()
    assert all((later - earlier).days >= 180 for earlier, later in pairwise(marked))
    assert all((later - earlier).days >= 365 for earlier, later in zip(marked, marked[2:], strict=False))


def test_an_interval_that_holds_1_says_nothing():
    assert [RateRatio(1, low, high).side for low, high in ((0.5, 0.99), (0.5, 1), (1, 2), (1.01, 2))] == [
        VERDICT_FEWER,
        VERDICT_UNCLEAR,
        VERDICT_UNCLEAR,
        VERDICT_MORE,
    ]
