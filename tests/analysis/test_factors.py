"""Which factors go with spasms: looks, minimums, two stages."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.check_ins import in_order, make_check_ins, without_answer
from tracker.analysis.conditional import LESS_OFTEN, MORE_OFTEN
from tracker.analysis.factor_days import HARD_DAY
from tracker.analysis.factors import (
    CANNOT_TELL,
    EXPOSED,
    LOOK,
    NO_CLEAR_LINK,
    NO_CONTRAST,
    NOT_SEEN_AGAIN,
    OTHERS,
    OUTCOMES,
    OWN_DAYS,
    SEEN_AGAIN,
    WORTH_WATCHING,
    Counts,
    Missing,
    factor_analysis,
    passing,
)

EVERY_THIRD = "100"
PATTERN = "1000100000"


def digits(days: int, pattern: str = EVERY_THIRD) -> str:
    return (pattern * days)[:days]


@cache
def linked(days: int, until: int | None = None, direction: str = MORE_OFTEN):
    """A spasm after each day with "link" (with "dull" unlinked) up to `until`; from then on every seventh day."""
    link, until = digits(days, PATTERN), days if until is None else until
    wanted = "1" if direction == MORE_OFTEN else "0"
    spasm = [day for day in range(days) if (link[day] == wanted if day < until else day % 7 == 0)]
    # Now and then the other way round, so that nothing is perfect.
    spasm = sorted(set(spasm) ^ {day for day in range(days) if day % 19 == 3 and day < until})
    return make_check_ins(days, spasm=spasm, factors={"link": link, "dull": digits(days)})


def result_of(result, code: str):
    return next(one for one in result.results if one.code == code)


def test_before_the_first_look_41_of_90():
    result = result_of(factor_analysis(linked(43)), "link")
    assert (result.verdict, result.missing, result.odds_ratio) == (CANNOT_TELL, Missing(LOOK, 41, 90), None)


def test_raw_counts_are_there_before_the_first_look():
    check_ins = make_check_ins(12, spasm=[2, 3, 7], factors={"stress": "001100110.00"})
    # Days 1 to 10 are usable: 2, 3, 6, 7 with stress, 9 not answered.
    assert result_of(factor_analysis(check_ins), "stress").counts == Counts(4, 3, 5, 0)


def test_nothing_at_all():
    analysis = factor_analysis(make_check_ins(0, factors={"stress": ""}))
    assert (analysis.n, analysis.of, analysis.next_look, analysis.results[0].missing) == (
        0,
        0,
        90,
        Missing(LOOK, 0, 90),
    )


def test_a_link_is_worth_watching_at_the_first_look():
    analysis = factor_analysis(linked(92))
    result = result_of(analysis, "link")
    assert (result.verdict, result.flagged_at, result.odds_ratio.direction) == (WORTH_WATCHING, 90, MORE_OFTEN)
    assert (result.repeat.days, result.repeat.of, result.repeat.is_seen) == (0, 90, None)
    assert (analysis.tested, analysis.next_look, analysis.repeats) == (2, 180, ())


def test_a_dull_factor_has_no_clear_link():
    result = result_of(factor_analysis(linked(92)), "dull")
    assert (result.verdict, result.flagged_at, result.repeat) == (NO_CLEAR_LINK, 0, None)


def test_a_link_that_lasts_is_seen_again_when_90_new_days_are_there():
    assert result_of(factor_analysis(linked(181)), "link").verdict == WORTH_WATCHING
    analysis = factor_analysis(linked(182))
    result = result_of(analysis, "link")
    assert (result.verdict, result.repeat.look, result.repeat.days) == (SEEN_AGAIN, 90, 90)
    assert [one.code for one in analysis.repeats] == ["link"]


def test_a_link_that_stops_is_not_seen_again():
    analysis = factor_analysis(linked(182, until=92))
    result = result_of(analysis, "link")
    assert (result.verdict, result.repeat.is_seen, result.repeat.days) == (NOT_SEEN_AGAIN, False, 90)
    # The second look rests on the first 90 days too, and passes once more: that takes nothing back.
    assert [look.of("link").passes for look in analysis.looks] == [True, True]


def test_a_repeat_with_too_little_in_it_leaves_the_link_worth_watching():
    check_ins = linked(182)
    held = check_ins.held.copy()
    held[0, 93:] = -1
    analysis = factor_analysis(replace(check_ins, held=held))
    (over,) = analysis.repeats
    assert (over.look, over.days, over.is_seen, over.missing.what) == (90, 90, None, OUTCOMES)
    assert result_of(analysis, "link").verdict == WORTH_WATCHING


def test_fewer_spasms_are_a_link_as_well():
    result = result_of(factor_analysis(linked(182, direction=LESS_OFTEN)), "link")
    assert (result.verdict, result.odds_ratio.direction) == (SEEN_AGAIN, LESS_OFTEN)


def test_the_repeat_rests_on_new_days_alone():
    analysis = factor_analysis(linked(182))
    assert result_of(analysis, "link").repeat.counts.n == 90
    assert analysis.looks[0].of("link").counts.n == 90
    assert analysis.looks[1].of("link").counts.n == 180


@pytest.mark.parametrize(
    ("factor", "spasm", "missing"),
    [
        ("." * 40 + digits(52), range(0, 92, 5), Missing(OWN_DAYS, 51, 60)),
        (digits(92), range(1, 90, 10), Missing(OUTCOMES, 9, 10)),
        (digits(92), sorted(set(range(92)) - set(range(1, 90, 10))), Missing(OTHERS, 9, 10)),
        ("1" * 8 + "0" * 84, range(0, 92, 5), Missing(EXPOSED, 7, 8)),
    ],
)
def test_minimums_of_a_factor(factor, spasm, missing):
    check_ins = make_check_ins(92, spasm=list(spasm), factors={"stress": factor}, is_spasm_day=np.zeros(92, bool))
    analysis = factor_analysis(check_ins)
    result = result_of(analysis, "stress")
    assert (result.missing, result.verdict, analysis.tested) == (missing, CANNOT_TELL, 0)


def test_what_is_missing_is_counted_up_to_now_and_then_the_next_look_is_waited_for():
    def missing(days: int) -> Missing:
        factor = "." * 40 + digits(days - 40)
        return result_of(
            factor_analysis(make_check_ins(days, spasm=range(0, days, 5), factors={"late": factor})), "late"
        ).missing

    assert [missing(92), missing(98), missing(102)] == [
        Missing(OWN_DAYS, 51, 60),
        Missing(OWN_DAYS, 57, 60),
        Missing(LOOK, 100, 180),
    ]


def test_a_factor_that_never_changes_within_four_weeks_cannot_be_judged():
    check_ins = make_check_ins(92, spasm=range(0, 92, 5), factors={"stress": "1" * 28 + "0" * 64})
    result = result_of(factor_analysis(check_ins), "stress")
    assert (result.verdict, result.missing.what, result.counts.n) == (CANNOT_TELL, NO_CONTRAST, 90)


def test_hard_days_are_the_outcome_of_somebody_with_spasms_every_day():
    limited = np.array([3.0 if day % 10 in (1, 5) else 1.0 for day in range(92)])
    check_ins = make_check_ins(92, spasm=range(92), factors={"link": digits(92, PATTERN)}, limited=limited)
    analysis = factor_analysis(check_ins)
    result = result_of(analysis, "link")
    assert (analysis.outcome.kind, result.verdict, result.counts.unexposed_outcomes) == (HARD_DAY, WORTH_WATCHING, 0)


def test_looks_are_taken_at_90_180_270_and_then_every_365():
    analysis = factor_analysis(linked(1010))
    assert [look.at for look in analysis.looks] == [90, 180, 270, 635, 1000]
    assert analysis.next_look == 1365


def test_between_looks_nothing_is_judged_anew():
    early, late = (result_of(factor_analysis(linked(days)), "dull") for days in (92, 150))
    assert (late.odds_ratio, late.counts, late.look) == (early.odds_ratio, early.counts, 90)


def test_a_stored_look_holds_whatever_the_diary_says_now():
    stored = factor_analysis(linked(92)).looks
    emptied = make_check_ins(120, factors={"link": "." * 120, "dull": "." * 120})
    analysis = factor_analysis(emptied, taken=stored)
    assert analysis.looks == stored
    assert result_of(analysis, "link").flagged_at == 90


def test_a_factor_that_came_after_the_look_waits_for_the_next():
    stored = factor_analysis(linked(92)).looks
    check_ins = linked(92)
    renamed = replace(check_ins, factors=("x-new", "dull"))
    result = result_of(factor_analysis(renamed, taken=stored), "x-new")
    assert (result.verdict, result.missing) == (CANNOT_TELL, Missing(LOOK, 90, 180))


def test_benjamini_hochberg_by_hand():
    # Of 0.05: 1/4, 2/4, 3/4, 4/4. The third of the sorted values fits, so the second passes although it does not.
    assert passing([0.01, 0.030, 0.20, 0.0374]) == [True, True, False, True]
    assert passing([0.02, 0.20, 0.30, 0.40]) == [False] * 4
    assert passing([]) == []


def test_strongest_verdicts_come_first():
    assert [one.code for one in factor_analysis(linked(182)).results] == ["link", "dull"]


GAPS = (3, 17, 40, 41, 77)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_unanswered_days_and_row_order_have_no_influence(random):
    check_ins = without_answer(linked(120), *GAPS)
    rows = [row for row in range(120) if row not in GAPS or random.random() < 0.5]
    episodes = list(range(len(check_ins.started)))
    random.shuffle(rows)
    random.shuffle(episodes)
    assert factor_analysis(in_order(check_ins, rows, episodes)) == factor_analysis(check_ins)


def test_what_an_unanswered_day_would_have_said_has_no_influence():
    check_ins = without_answer(linked(120), *GAPS)
    held = check_ins.held.copy()
    held[:, list(GAPS)] = 1 - held[:, list(GAPS)]
    assert factor_analysis(replace(check_ins, held=held)) == factor_analysis(check_ins)


def test_words_do_not_claim_too_much():
    analysis = factor_analysis(linked(92))
    odds = result_of(analysis, "link").odds_ratio
    said = f"{analysis.method} {analysis.caveat} {odds.method} {odds.caveat}".lower()
    assert not [word for word in ("causes", "proven", "trigger found", "avoid", "sure", "confidence") if word in said]
