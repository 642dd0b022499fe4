"""A self-trial in words: numbers from one table, both sides of a comparison in 30 nights, a range said by its sign."""

from dataclasses import replace

import pytest

from tracker.analysis.trial import END_LOOK, HALF_WAY_LOOK, TrialNight, trial_result
from tracker.analysis.trial_power import TRIAL_POWER
from tracker.wording import trial as words

BASELINE = (7, 14)


def result(fewer, alike, more, look=END_LOOK, missing=0):
    pairs = [(False, True)] * fewer + [(False, False)] * alike + [(True, False)] * more + [(None, True)] * missing
    return trial_result(
        [
            TrialNight(is_with, had)
            for with_it, without in pairs
            for is_with, had in ((True, with_it), (False, without))
        ],
        look,
    )


@pytest.mark.parametrize("row", TRIAL_POWER)
def test_what_is_promised_is_the_table(row):
    power, said = TRIAL_POWER[row], words.promise_words(*row)
    assert said == (
        "Say the habit halves your spasms, and you answer 9 mornings in 10 and follow the draw. Then about "
        f"{power.otherwise} to {power.in_spells} of 100 trials of {row[1]} nights show it."
    )


def test_a_finding_has_its_counts_its_range_and_chance():
    said = " ".join(words.sentences(result(14, 16, 2), END_LOOK, BASELINE, 84))
    assert "You had a spasm on 2 of 32 nights drawn for the habit, and on 14 of 32 drawn without it." in said
    assert "you had spasms on about 2 in 30 nights drawn for the habit and about 13 in 30 drawn without it." in said
    assert "The true difference is probably 6 to 17 nights fewer in 30." in said
    assert "By chance alone this happens in 2 to 3 of 100 such trials." in said


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((5, 20, 4), "probably between 4 nights more and 6 nights fewer in 30."),
        ((2, 16, 14), "probably 6 to 17 nights more in 30."),
    ],
)
def test_the_range_is_told_by_its_signs(pairs, said):
    assert said in words.range_words(result(*pairs))


@pytest.mark.parametrize(
    ("n", "person", "doctor"),
    [
        (
            1,
            "On 1 night you answered No, but an entry began that night, so it counts as a spasm night.",
            "On 1 night the answer was no, but an entry began that night, so it counts as a spasm night.",
        ),
        (
            3,
            "On 3 nights you answered No, but an entry began that night, so they count as spasm nights.",
            "On 3 nights the answer was no, but an entry began that night, so they count as spasm nights.",
        ),
    ],
)
@pytest.mark.parametrize("look", [HALF_WAY_LOOK, END_LOOK])
def test_nights_whose_answer_an_entry_overrode_are_counted(n, person, doctor, look):
    overridden = replace(result(14, 16, 2, look), overridden=n)
    assert words.sentences(overridden, look, BASELINE, 84)[1] == person
    assert doctor in words.doctor_words(overridden, "Began.", is_at_end=look == END_LOOK)
    said = " ".join(words.sentences(result(14, 16, 2, look), look, BASELINE, 84))
    assert "answered No" not in said
    assert "the answer was no" not in words.doctor_words(result(14, 16, 2, look), "Began.", is_at_end=True)


def test_of_few_pairs_only_counts_are_told():
    said = " ".join(words.sentences(result(2, 3, 1), END_LOOK, BASELINE, 84))
    assert "in 30" not in said
    assert "Only 3 pairs of nights had a spasm on just one of the two. It takes at least 5 to compare." in said
    alike = " ".join(words.sentences(result(0, 3, 0), END_LOOK, BASELINE, 84))
    assert "No pair of nights had a spasm on just one of the two. It takes at least 5 to compare." in alike


def test_a_null_says_what_it_missed_and_half_way_that_it_is_early():
    missed = words.sentences(result(6, 20, 5), END_LOOK, BASELINE, 84)[-1]
    assert "Say 9 mornings in 10 are answered and the draw is followed." in missed
    assert "about 55 to 63 of 100 trials of 84 nights show it." in missed
    assert "too early to say" in words.sentences(result(6, 20, 5), HALF_WAY_LOOK, BASELINE, 84)[-1]
    assert "about 32 to 33 of 100 trials of 112 nights show it." in words.missed_words((4, 16), 112)
    assert words.missed_words((1, 16), 112) == "It may still help. A trial like this misses a lot."


def test_uneven_answers_allow_no_verdict():
    uneven = result(12, 4, 0, missing=8)
    assert words.title(uneven) == "No result, because you answered unevenly"
    assert "answered one kind of night much more often" in words.sentences(uneven, END_LOOK, BASELINE, 84)[-1]


def test_what_was_done_is_said_not_to_be_random():
    nights = [TrialNight(True, False, True), TrialNight(False, True, False)] * 6
    said = words.as_done_words(trial_result(nights, END_LOOK))
    assert said.startswith(
        "Going by your answers, you had a spasm on 0 of 6 nights when you did it, and on 6 of 6 when you didn’t. Where "
        "that differs from the draw"
    )
    assert words.as_done_words(result(1, 1, 1)) == ""


@pytest.mark.parametrize(("was_done", "words_"), [(True, "the answer was yes."), (False, "the answer was no.")])
def test_where_it_was_always_or_never_done_no_share_of_nothing_is_said(was_done, words_):
    nights = [TrialNight(True, False, was_done), TrialNight(False, True, was_done)] * 6
    said = words.as_done_words(trial_result(nights, END_LOOK))
    assert words_ in said
    assert said.endswith("You had a spasm on 6 of 12 of those nights.")


@pytest.mark.parametrize(
    "trial",
    [result(0, 40, 0), result(4, 30, 0), result(12, 20, 1, missing=14)],
    ids=["pairs that are all alike", "four that differ, all in favor", "answered unevenly"],
)
def test_without_a_verdict_there_is_no_range_that_would_be_one(trial):
    assert "true difference" not in " ".join(words.sentences(trial, END_LOOK, BASELINE, 84))
    assert "CI" not in words.doctor_words(trial, "Began.", is_at_end=True)


def test_the_30_nights_say_that_they_are_of_pairs():
    trial = result(6, 20, 5, missing=3)
    said = " ".join(words.sentences(trial, END_LOOK, BASELINE, 84))
    assert (
        "In pairs with both nights answered, you had spasms on about 5 in 30 nights drawn for the habit and "
        "about 6 in 30 drawn without it." in said
    )


@pytest.mark.parametrize("look", [HALF_WAY_LOOK, END_LOOK])
def test_a_title_that_all_nights_do_not_bear_out_says_that_it_is_of_pairs(look):
    """Spasms on nights whose pair lacks the other answer: 9 of 61 of one kind, 7 of 52 of the other."""
    pairs = [(False, True)] * 7 + [(False, False)] * 45 + [(True, None)] * 9
    with_it, without = ("1", "0") if look == END_LOOK else ("0", "1")
    nights = [TrialNight(arm == "1", had) for pair in pairs for arm, had in zip((with_it, without), pair, strict=True)]
    trial = trial_result(nights, look)
    side = "fewer" if look == END_LOOK else "more"
    assert (trial.verdict, words.title(trial)) == (
        side,
        f"Within pairs, {side} spasms on the night drawn for the habit",
    )
    assert f"{side.capitalize()} on nights drawn for the habit, within pairs." in words.doctor_words(
        trial, "Began.", is_at_end=look == END_LOOK
    )
    plain = result(12, 20, 1) if look == END_LOOK else result(1, 20, 12, look)
    assert words.title(plain) == f"{side.capitalize()} spasms on the nights drawn for the habit"


def test_many_more_spasms_with_the_habit_are_not_said_to_be_help_that_was_missed():
    trial = result(2, 16, 14)
    said = " ".join([words.title(trial), *words.sentences(trial, END_LOOK, BASELINE, 84)])
    assert "No sign that it helps" in said
    assert "More pairs had a spasm on just the night drawn for the habit than on just the other night." in said
    assert "may still help" not in said
    assert "Not fewer on nights drawn for the habit, within pairs (tested on one side)." in words.doctor_words(
        trial, "Began.", is_at_end=True
    )


def test_a_range_that_leaves_0_out_without_being_a_finding_is_said_to_be_short_of_one():
    trial = result(13, 20, 5)
    assert (trial.verdict, trial.low > 0, 0.045 < trial.p_fewer < 0.05) == ("not-clear", True, True)
    said = words.sentences(trial, END_LOOK, BASELINE, 84)
    assert said[-1] == "This falls just short of what counts as a finding, so it could be chance."


@pytest.mark.parametrize(
    ("fewer", "more", "p"),
    [(12, 0, "p < .001 "), (7, 1, "p = .035 "), (0, 0, "p = 1 "), (0, 12, "p = 1 "), (1, 11, "p > .999 ")],
)
def test_a_p_is_never_told_as_none(fewer, more, p):
    assert p in words.method_words(result(fewer, 4, more), END_LOOK)


def test_what_was_missed_is_told_with_the_rate_it_holds_for():
    for spasms, rare in ((7, 2), (5, 3), (4, 4)):
        assert f"Say spasms come on 1 night in {rare} and a habit halves them" in words.missed_words((spasms, 14), 112)


def test_pairs_that_all_came_out_the_same_way_give_no_range():
    one_way = result(21, 0, 0)
    assert (one_way.low, one_way.high) == (1.0, 1.0)
    said = " ".join(words.sentences(one_way, END_LOOK, BASELINE, 84))
    assert "on about 0 in 30 nights drawn for the habit and about 30 in 30 drawn without it." in said
    assert "The true difference" not in said
    doctors = words.doctor_words(one_way, "Stretching.", is_at_end=True)
    assert "Fewer on nights drawn for the habit." in doctors
    assert "CI" not in doctors
