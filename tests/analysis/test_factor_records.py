"""Blocks go through JSON and come back the same; what an earlier method stored is still read."""

import json

from tests.analysis.check_ins import closed
from tests.analysis.test_factors import linked
from tracker.analysis.factor_days import HARD_DAY, Outcome
from tracker.analysis.factor_records import (
    NOT_SEEN_AGAIN,
    NOTHING_CLEAR,
    SEEN_AGAIN,
    WORTH_WATCHING,
    block_as_data,
    block_from_data,
    earlier_results,
    look_from_data,
    outcome_as_data,
    outcome_from_data,
    repeat_from_data,
)


def through_json(data):
    return json.loads(json.dumps(data, allow_nan=False))


def test_blocks_come_back_to_the_last_digit():
    _grid, blocks = closed(linked(130), 130)
    assert any(block.passed for block in blocks)
    assert tuple(block_from_data(through_json(block_as_data(each))) for each in blocks) == blocks


def test_the_outcome_comes_back():
    for outcome in (Outcome(HARD_DAY, 5.0, False, 24, 28), Outcome(HARD_DAY, None, True, 2, 28)):
        assert outcome_from_data(through_json(outcome_as_data(outcome))) == outcome


# As an earlier version wrote it.

COUNTS = {"exposed": 20, "exposed_outcomes": 9, "unexposed": 61, "unexposed_outcomes": 10}
ODDS = {"n": 80, "of": 81, "strata": 9, "estimate": "inf", "low": 1.4, "high": "inf"} | {
    "p_two_sided": 0.01, "p_more": 0.005, "p_less": 0.995, "shrunken": 2.5
}  # fmt: skip
OUTCOME = {"kind": "any-spasm", "hard_from": None, "is_rare": False, "spasm_days": 8, "of": 28}


def judged(code: str, *, passes: bool) -> dict:
    return {"code": code, "counts": COUNTS, "odds_ratio": ODDS, "missing": None, "passes": passes}


def look(at: int, *each: dict) -> dict:
    return {"at": at, "first_day": 739_000, "last_day": 739_100, "outcome": OUTCOME, "tested": 2, "judged": [*each]}


def repeat(code: str, at: int, *, is_seen: bool | None) -> dict:
    rest = {"counts": COUNTS, "odds_ratio": None, "missing": {"what": "outcomes", "have": 3, "need": 5}}
    return {"code": code, "look": at, "days": 90, "is_seen": is_seen, "of": 90} | rest


def test_what_an_earlier_method_said_is_read():
    waiting = judged("poor-sleep", passes=False) | {
        "odds_ratio": None,
        "missing": {"what": "days", "have": 41, "need": 60},
    }
    looks = [
        look(90, judged("stress", passes=True), judged("cold", passes=False), waiting),
        look(180, judged("stress", passes=False), judged("cold", passes=True), judged("alcohol", passes=True)),
    ]
    repeats = [repeat("stress", 90, is_seen=True), repeat("alcohol", 180, is_seen=False)]
    results = earlier_results(map(look_from_data, looks), map(repeat_from_data, repeats))
    assert results == {
        "stress": (SEEN_AGAIN, 90),
        "cold": (WORTH_WATCHING, 180),
        "alcohol": (NOT_SEEN_AGAIN, 180),
    }


def test_a_factor_that_never_passed_had_no_clear_link():
    looks = [look(90, judged("cold", passes=False)), look(180, judged("cold", passes=False))]
    assert earlier_results(map(look_from_data, looks), []) == {"cold": (NOTHING_CLEAR, 180)}


def test_an_endless_bound_is_read():
    assert look_from_data(look(90, judged("cold", passes=True))).judged[0].odds_ratio.high == float("inf")
