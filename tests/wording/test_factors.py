"""What the check-ins show: what is said."""

from dataclasses import replace

from tests.charts.drawn import link
from tests.charts.findings import five_states, hard_days, waiting
from tracker.wording import factors
from tracker.wording.readers import PERSON


def test_reading_says_what_was_seen_again_and_on_how_much_that_rests():
    assert factors.reading(five_states(), PERSON) == (
        "With “little rest”, there was a spasm in the night and day after on 3 of 121 days; without it, on 54 of 59. "
        "With “stress”, there was a spasm in the night and day after on 51 of 61 days; without it, on 6 of 119. "
        "Seen again in new data (a link, not proof of cause). It is too early to say for 2 of 8. "
        "This is based on 180 days in your whole diary."
    )


def test_reading_before_the_first_look():
    assert factors.reading(waiting(41), PERSON) == (
        "It is too early to say. You have 41 of the 90 days needed for a first look."
    )


def test_reading_when_nothing_was_seen_again_names_the_hard_day():
    said = factors.reading(hard_days(), PERSON)
    assert said.startswith(
        "So far, no link with a hard day (limited somewhat or more, or rated 4 or more) in the night and day after "
        "has been seen again in new data. This is based on "
    )


def test_reading_says_that_the_first_look_cannot_judge_rare_spasms():
    assert ("That is too few for the first look. It comes at 90 days that count.") in factors.reading(
        waiting(41, rare=True), PERSON
    )


def suspecting(result, counts):
    return replace(result, suspected=counts)


def test_an_opinion_that_differs_is_named_beside_the_verdict():
    said = factors.reading(suspecting(five_states(), {"x-long-drive": 12, "stress": 40, "cold": 3}), PERSON)
    assert "You suspected “Long drive!” in 12 entries. Your check-ins show this: no clear link with the night" in said


def test_an_opinion_that_does_not_differ_is_not():
    analysis = five_states()
    assert factors.reading(suspecting(analysis, {"stress": 40, "cold": 3}), PERSON) == factors.reading(analysis, PERSON)


def test_table_has_the_odds_ratio_the_look_and_the_repeat():
    table = factors.table(five_states(), link)
    assert table.rows[1].cells[:-1] == (
        *("stress", "51 of 61", "6 of 119", "seen again", "next 90 days: 25 of 30 with it, 3 of 60 without"),
        *("214 (37 to 4,676)", "180", "180"),
    )
    assert table.rows[-1].cells[:-1] == (
        *("poor sleep", "3 of 8", "7 of 23", "too early to say", "not enough days with an answer: 31 of 60"),
        *("–", "31", "180"),
    )


def test_table_says_how_many_were_tested_together_and_what_each_verdict_leaves_open():
    note = factors.table(five_states(), link).note
    for words_of_it in (
        "Days followed by a spasm in the night and day after.",
        "6 factors were tested together, at 180 days that count.",
        "In your whole diary, 180 of the 182 days with a check-in count here.",
        "Not seen again (could still be missed).",
    ):
        assert words_of_it in note


def test_table_sets_opinion_and_check_ins_side_by_side():
    table = factors.table(suspecting(five_states(), {"stress": 3}), link)
    assert table.headers[-1] == "Suspected by you"
    assert [row.cells[-1] for row in table.rows][:2] == ["in 0 entries", "in 3 entries"]
    assert "opinion" in table.note
