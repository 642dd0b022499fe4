"""Which factors go with spasms: blocks that close once, minimums, five states."""

from dataclasses import replace
from functools import cache
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.check_ins import FIRST, analyzed, closed, in_order, make_check_ins, without_answer
from tests.charts.findings import DAYS, digits, five_states
from tracker.analysis.conditional import LESS_OFTEN, MORE_OFTEN
from tracker.analysis.evidence import log_evidence, log_likelihoods
from tracker.analysis.factor_blocks import (
    CLOSING,
    EXPOSED,
    NO_CONTRAST,
    OTHERS,
    OUTCOMES,
    OWN_ANSWERS,
    OWN_DAYS,
    UNEXPOSED,
    ClosedBlock,
    Counts,
    Grid,
    Missing,
    due_blocks,
)
from tracker.analysis.factor_days import ANY_SPASM, HARD_DAY, Outcome
from tracker.analysis.factors import (
    APART_DAYS,
    GETTING_CLEARER,
    LINKED,
    LINKED_EARLIER,
    NO_CLEAR_LINK,
    TOO_EARLY,
    factor_analysis,
)

PATTERN = "1000100000"


def pattern(days: int, of: str = "100") -> str:
    return (of * days)[:days]


@cache
def linked(days: int, until: int | None = None, direction: str = MORE_OFTEN):
    """A spasm after each day with "link" (with "dull" unlinked) up to `until`; from then on every seventh day."""
    link, until = pattern(days, PATTERN), days if until is None else until
    wanted = "1" if direction == MORE_OFTEN else "0"
    spasm = [day for day in range(days) if (link[day] == wanted if day < until else day % 7 == 0)]
    # Now and then the other way round, so that nothing is perfect.
    spasm = sorted(set(spasm) ^ {day for day in range(days) if day % 19 == 3 and day < until})
    return make_check_ins(days, spasm=spasm, factors={"link": link, "dull": pattern(days)})


def test_before_90_answers_41_of_about_90():
    one = analyzed(linked(41), 41).of("link")
    assert (one.state, one.missing, one.steps, one.compared) == (TOO_EARLY, Missing(OWN_ANSWERS, 41, 90), (), None)


def test_raw_counts_are_there_before():
    check_ins = make_check_ins(12, spasm=[2, 3, 7], factors={"stress": "001100110.00"})
    # Days 1 to 10 are usable: 2, 3, 6, 7 with stress, 9 not answered.
    assert analyzed(check_ins, 12).of("stress").counts == Counts(4, 3, 5, 0)


def test_raw_counts_are_those_of_closed_blocks_and_of_the_open_one():
    assert analyzed(linked(60), 60).of("link").counts.n == 58


def test_a_block_closes_when_its_last_window_is_over_for_seven_days():
    # Its last window ends on the evening of day 28; seven days on is the evening of day 35.
    assert [len(closed(linked(60), today)[1]) for today in (35, 36, 63, 64)] == [0, 1, 1, 2]


def test_what_is_answered_after_a_block_closed_does_not_count():
    late = without_answer(linked(60), 10)
    grid, blocks = closed(late, 36)
    assert due_blocks(linked(60), grid, blocks, FIRST + 64)[0].strata != blocks[0].strata
    assert factor_analysis(linked(60), grid, blocks).closed == 1
    assert [sum(row[0] for row in blocks[0].strata["link"])] == [24]


def test_no_block_closes_before_there_are_days_to_decide_on_what_is_looked_for():
    gaps = range(0, 30, 3)
    grid, blocks = closed(without_answer(linked(36), *gaps), 36)
    assert (grid.outcome, blocks) == (None, ())
    grid, blocks = closed(without_answer(linked(40), *gaps), 40)
    assert (grid.outcome.kind, len(blocks)) == (ANY_SPASM, 1)


def test_days_added_before_the_grid_are_in_no_block():
    check_ins = linked(64)
    later = closed(check_ins, 64, begins=FIRST + 20)[1]
    assert sum(row[0] for row in later[0].strata["link"]) == 28


def test_evidence_is_the_sum_over_strata_and_blocks():
    grid, blocks = closed(linked(120), 120)
    rows = np.array([row for block in blocks for row in block.strata["link"]])
    one = factor_analysis(linked(120), grid, blocks).of("link")
    assert len(one.steps) == len(blocks) == 4
    assert one.log_evidence == pytest.approx(float(log_evidence(log_likelihoods(rows).sum(axis=0))), abs=1e-9)


def test_a_strong_link_passes_with_the_day_on_which_it_did():
    one = analyzed(linked(92), 92).of("link")
    # Sixty usable days are there when the third block closes, 28 * 3 + 8 days after the first.
    assert (one.state, one.direction, one.passed_on) == (LINKED, MORE_OFTEN, FIRST + 92)
    assert one.log_passed == one.log_evidence >= one.log_mark == pytest.approx(log(20 / 0.375))


def test_a_dull_factor_has_no_clear_link():
    one = analyzed(linked(92), 92).of("dull")
    assert (one.state, one.passed_on) == (NO_CLEAR_LINK, 0)
    assert exp(one.log_evidence) < 1
    # One has passed: of two it takes half the evidence.
    assert one.log_mark == pytest.approx(log(10 / 0.375))


def test_fewer_spasms_are_a_link_as_well():
    one = analyzed(linked(120, direction=LESS_OFTEN), 120).of("link")
    assert (one.state, one.direction) == (LINKED, LESS_OFTEN)


def test_a_link_that_ends_is_called_weaker_and_keeps_its_day():
    ended = analyzed(linked(900, until=200), 900).of("link")
    assert (ended.state, ended.passed_on, ended.direction) == (LINKED_EARLIER, FIRST + 92, MORE_OFTEN)
    assert ended.since.with_it < 0.3


def test_a_link_that_lasts_is_not():
    assert analyzed(linked(900), 900).of("link").state == LINKED


def test_the_days_since_it_passed_stand_apart_once_they_are_enough():
    # Blocks 3 and 4 close 148 and 176 days after the first: 28 and 56 days.
    before, after = (analyzed(linked(days), days).of("link") for days in (120, 148))
    assert (before.since, after.since_counts.n) == (None, APART_DAYS)
    assert after.since.with_it > 0.8


def test_there_is_one_or_more_of_every_state():
    assert [(one.code, one.state) for one in five_states().results][:3] == [
        ("stress", LINKED),
        ("hot-weather", LINKED_EARLIER),
        ("alcohol", GETTING_CLEARER),
    ]


@pytest.mark.parametrize(
    ("factor", "spasm", "missing"),
    [
        (pattern(100), range(1, 90, 10), Missing(OUTCOMES, 9, 10)),
        (pattern(100), sorted(set(range(100)) - set(range(1, 90, 10))), Missing(OTHERS, 9, 10)),
        ("1" * 8 + "0" * 92, range(0, 100, 5), Missing(EXPOSED, 7, 8)),
        ("0" * 8 + "1" * 92, range(0, 100, 5), Missing(UNEXPOSED, 7, 8)),
    ],
)
def test_minimums_of_a_factor(factor, spasm, missing):
    check_ins = make_check_ins(100, spasm=list(spasm), factors={"stress": factor}, is_spasm_day=np.zeros(100, bool))
    one = analyzed(check_ins, 100).of("stress")
    assert (one.missing, one.state, one.steps) == (missing, TOO_EARLY, ())


def test_with_90_answers_that_do_not_count_the_page_says_how_many_do():
    # Every second check-in was given after the deadline.
    check_ins = make_check_ins(110, spasm=range(0, 110, 5), factors={"stress": pattern(110, "10100")})
    late = check_ins.answered_at + np.where(np.arange(110) % 2, 7200, 0)
    one = analyzed(replace(check_ins, answered_at=late), 110).of("stress")
    assert one.missing == Missing(OWN_DAYS, 54, 60)


def test_when_the_days_are_there_but_not_closed_it_waits_for_the_closing():
    factor = "." * 40 + pattern(100)
    check_ins = make_check_ins(140, spasm=range(0, 140, 5), factors={"late": factor, "stress": pattern(140)})
    one = analyzed(check_ins, 119).of("late")
    assert (one.missing.what, one.counts.n) == (CLOSING, 99)


def test_a_factor_that_never_changes_within_four_weeks_cannot_be_judged():
    check_ins = make_check_ins(100, spasm=range(0, 100, 5), factors={"stress": "1" * 28 + "0" * 72})
    one = analyzed(check_ins, 100).of("stress")
    assert (one.state, one.missing.what) == (TOO_EARLY, NO_CONTRAST)


def test_hard_days_are_the_outcome_of_somebody_with_spasms_every_day():
    limited = np.array([3.0 if day % 10 in (1, 5) else 1.0 for day in range(100)])
    check_ins = make_check_ins(100, spasm=range(100), factors={"link": pattern(100, PATTERN)}, limited=limited)
    analysis = analyzed(check_ins, 100)
    assert (analysis.outcome.kind, analysis.of("link").state) == (HARD_DAY, LINKED)
    assert analysis.of("link").counts.unexposed_outcomes == 0


def test_weights_are_fixed_when_factors_begin():
    factors = {
        "stress": pattern(130),
        "cold": "." * 30 + pattern(100),
        "alcohol": "." * 50 + pattern(80),
        "period": "." * 80 + pattern(50),
    }
    blocks = closed(make_check_ins(130, spasm=range(0, 130, 5), factors=factors), 130)[1]
    # Cold began before the first block closed (day 36); the others one after the other.
    assert [dict(block.weights) for block in blocks] == [
        {"stress": 0.375, "cold": 0.375},
        {"alcohol": 0.125},
        {"period": 0.0625},
        {},
    ]


def test_factors_of_an_earlier_method_share_the_first_part():
    factors = {"stress": pattern(130), "alcohol": "." * 50 + pattern(80)}
    blocks = closed(make_check_ins(130, spasm=range(0, 130, 5), factors=factors), 130, founders=("alcohol", "stress"))[
        1
    ]
    assert dict(blocks[0].weights) == {"alcohol": 0.375, "stress": 0.375}


def test_below_the_minimum_the_curve_grows_but_nothing_passes():
    grid, blocks = closed(linked(92), 92)
    assert [bool(block.passed) for block in blocks] == [False, False, True]
    one = factor_analysis(linked(92), grid, blocks).of("link")
    assert one.steps[1].log_evidence > one.log_mark


def test_block_by_block_is_the_same_as_all_at_once():
    grid, blocks = closed(linked(300), 300)
    once: tuple = ()
    for day in range(0, 301, 17):
        once += due_blocks(linked(300), grid, once, FIRST + day)
    assert once + due_blocks(linked(300), grid, once, FIRST + 300) == blocks


def test_what_closed_stays_whatever_the_diary_says_now():
    grid, blocks = closed(linked(92), 92)
    emptied = make_check_ins(120, factors={"link": "." * 120, "dull": "." * 120})
    one = factor_analysis(emptied, grid, blocks).of("link")
    assert (one.state, one.passed_on) == (LINKED, FIRST + 92)


def test_a_renamed_factor_is_a_new_one():
    grid, blocks = closed(linked(92), 92)
    renamed = replace(linked(92), factors=("x-new", "dull"))
    analysis = factor_analysis(renamed, grid, blocks)
    assert (analysis.of("x-new").state, analysis.of("link").state) == (TOO_EARLY, LINKED)


def test_links_come_first_then_the_strongest():
    assert [one.code for one in analyzed(linked(200), 200).results] == ["link", "dull"]


GAPS = (3, 17, 40, 41, 77)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_unanswered_days_and_row_order_have_no_influence(random):
    check_ins = without_answer(linked(120), *GAPS)
    rows = [row for row in range(120) if row not in GAPS or random.random() < 0.5]
    episodes = list(range(len(check_ins.started)))
    random.shuffle(rows)
    random.shuffle(episodes)
    mixed = in_order(check_ins, rows, episodes)
    assert closed(mixed, 120) == closed(check_ins, 120)
    assert analyzed(mixed, 120) == analyzed(check_ins, 120)


def test_what_an_unanswered_day_would_have_said_has_no_influence():
    check_ins = without_answer(linked(120), *GAPS)
    held = check_ins.held.copy()
    held[:, list(GAPS)] = 1 - held[:, list(GAPS)]
    assert analyzed(replace(check_ins, held=held), 120) == analyzed(check_ins, 120)


def test_the_weekend_is_that_of_the_region():
    """A habit of Fridays and Saturdays, and spasms on Saturdays and Sundays: nothing is left of it."""
    days = 200
    weekend = digits(days, lambda day: (FIRST + day - 1) % 7 in (4, 5))
    spasm = [day for day in range(days) if weekend[day] == "1" or day % 9 == 0]
    check_ins = make_check_ins(days, spasm=spasm, factors={"stress": weekend})
    assert analyzed(check_ins, days).of("stress").missing.what == NO_CONTRAST
    assert analyzed(check_ins, days, weekend_from=0).of("stress").state == LINKED


def test_words_do_not_claim_too_much():
    analysis = five_states(DAYS)
    words = f"{analysis.method} {analysis.caveat}".lower()
    assert not [word for word in ("causes", "proven", "trigger found", "avoid", "sure", "confidence") if word in words]


def test_a_factor_that_passed_counts_with_the_evidence_of_that_moment():
    """Also when its evidence has fallen since: so another one still needs only half of the mark beside it."""
    null, rows = ((14, 4, 4, 1),) * 8, []
    while float(log_evidence(log_likelihoods(np.array([*null, *rows])).sum(axis=0))) < log(30):
        rows.append((10, 3, 3, 2))
    second = (*null, *rows)
    assert log(10 / 0.375) < float(log_evidence(log_likelihoods(np.array(second)).sum(axis=0))) < log(20 / 0.375)
    before = ClosedBlock({"first": null, "second": second}, {"first": 0.375, "second": 0.375}, {"first": log(100)})
    check_ins = make_check_ins(64, factors={"first": "." * 64, "second": "." * 64})
    grid = Grid(FIRST, outcome=Outcome(ANY_SPASM, None, False, 8, 28))
    (block,) = due_blocks(check_ins, grid, [before], FIRST + 64)
    assert list(block.passed) == ["second"]
    (alone,) = due_blocks(check_ins, grid, [replace(before, passed={})], FIRST + 64)
    assert list(alone.passed) == []
