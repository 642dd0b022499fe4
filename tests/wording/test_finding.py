"""What Trends begins with, in words: what is usual stands beside it with its n."""

from dataclasses import replace

from tests.charts.drawn import Entry, at, days, make_diary
from tracker.analysis.finding import finding
from tracker.wording.finding import finding_words

COUNTS = (2, 4, 4, 5, 6, 6, 8, 9)
"""Spasm days of eight stretches of four weeks before the period."""


def finding_of(counts=COUNTS):
    length = 28 * len(counts) + 28
    entries = [Entry(at(28 * n + day), 5) for n, count in enumerate((*counts, 3)) for day in range(count)]
    diary = make_diary(*entries, period=days(length), answers=dict.fromkeys(range(length), "none"))
    return finding(diary, days(28, length - 28))


def words_of(counts=COUNTS):
    return finding_words(finding_of(counts))


def test_what_is_usual_stands_beside_the_finding_with_its_n():
    words = words_of()
    assert words.sure[1].startswith("Usual for you: 4 to 6 spasm days in 28 (8 earlier stretches).")
    assert "Usual" not in words.sentences + words.context
    assert words.sentences.startswith("You had spasms on 3 of the 28 days you answered. Before, it was 9 of 28")


def test_what_the_unanswered_days_allow_is_said_of_now_where_the_days_before_were_said_last():
    entries, answers = [Entry(at(day), 5) for day in (3, 30, 31)], dict.fromkeys(range(54), "none")
    diary = make_diary(*entries, period=days(56), answers=answers)
    assert finding_words(finding(diary, days(28, 28))).range == "It could be 2 to 4 of 28 now (2 unanswered)."
    assert finding_words(finding(diary, days(55, 1))).range == "It could be 3 to 5 of 55 (2 unanswered)."


def test_with_seven_stretches_there_is_none_yet():
    words = words_of(COUNTS[1:])
    assert not any("Usual for you" in each for each in words.sure)
    assert any(
        "once 8 earlier stretches of 28 days have enough answers. So far, 7 have." in each for each in words.sure
    )


def test_what_may_be_chance_is_said_last():
    assert words_of().context == ("Over so few days, a difference like this is often chance.")


def test_where_a_look_answers_for_the_days_they_are_not_called_chance():
    result = finding_of()
    words = finding_words(replace(result, compared=replace(result.compared, is_answered=True)))
    assert words.context == ""
    assert words.title == words_of().title


def test_where_all_days_were_paused_it_says_what_was_logged_on_them():
    diary = make_diary(Entry(at(31), 5), Entry(at(40), 5), period=days(56), paused=[(0, 55)])
    words = finding_words(finding(diary, days(28, 28)))
    assert (words.title, words.sentences) == ("You paused all these days", "You logged 2 spasms on them.")


def test_without_a_rate_the_days_before_are_told_as_spasm_days_of_those_answered():
    """After "You answered 9 of 29 days.", "it was 10 of 10" would say that 10 of 10 days were answered."""
    diary = make_diary(*(Entry(at(day), 5) for day in range(0, 56, 3)), period=days(56))
    said = finding_words(finding(diary, days(28, 28))).sentences
    assert said.startswith(
        "9 spasm days. You answered 9 of 28 days. In the 28 days before, you had spasms on 10 of 10 "
    )
    assert "answered days. It takes 14 answered days" in said


def test_a_pause_is_no_stretch_without_spasms():
    """Nine spasms on paused days are not "0 spasm days now", and neither are they before."""
    entries = [Entry(at(day), 5) for day in range(0, 56, 3)]
    answers = {day: "none" for day in range(56) if day % 3}
    now = finding_words(
        finding(make_diary(*entries, period=days(56), paused=[(28, 55)], answers=answers), days(28, 28))
    )
    assert now.title == "You paused all these days"
    assert now.sentences == (
        "You logged 9 spasms on them. In the 28 days before, you had spasms on 10 of 28 answered days."
    )
    assert now.context == ""
    diary = make_diary(*entries, period=days(56), paused=[(0, 27)], answers=answers, first_on=days(1).first)
    before = finding_words(finding(diary, days(28, 28)))
    assert before.title == "About 2 spasm days a week"
    said = (
        "You had spasms on 9 of the 28 days you answered. You paused all 28 days before. You logged 10 spasms on them."
    )
    assert before.sentences == said
    assert before.context == ""


def test_spasm_days_in_a_pause_are_said_to_be_left_out():
    answers = dict.fromkeys(range(56), "none")
    diary = make_diary(Entry(at(30), 5), Entry(at(31), 5), period=days(56), paused=[(30, 33)], answers=answers)
    words = finding_words(finding(diary, days(28, 28)))
    assert words.sentences.startswith(
        "You had spasms on 0 of the 24 days you answered. This leaves out 2 spasm days in pauses."
    )


def test_spasm_days_in_a_pause_before_are_said_to_be_left_out():
    answers = dict.fromkeys(range(56), "none")
    entries = [Entry(at(day), 5) for day in (3, 5, 6, 7, 40)]
    diary = make_diary(*entries, period=days(56), paused=[(5, 8)], answers=answers, first_on=days(1).first)
    words = finding_words(finding(diary, days(28, 28)))
    assert words.sentences == (
        "You had spasms on 1 of the 28 days you answered. Before, it was 1 of 24. "
        "This leaves out spasm days in pauses, 3 before and 0 in this period."
    )


def test_a_period_that_is_paused_as_a_whole_counts_no_spasm_days_as_none():
    answers = dict.fromkeys(range(28), "none")
    entries = [Entry(at(day), 5) for day in (5, 6, 30, 32, 34)]
    diary = make_diary(*entries, period=days(56), paused=[(5, 8), (28, 55)], answers=answers, first_on=days(1).first)
    words = finding_words(finding(diary, days(28, 28)))
    assert "You logged 3 spasms on them." in words.sentences
    assert words.sentences.endswith("This leaves out spasm days in pauses, 2 before and 3 in this period.")


def test_a_spasm_that_went_on_in_the_days_before_is_named():
    diary = make_diary(Entry(at(0), hours=24 * 10), period=days(56), answers=dict.fromkeys(range(12, 56), "none"))
    words = finding_words(finding(diary, days(28, 28)))
    assert words.sentences.endswith("it was 1 of 27. On 10 of the others, an earlier spasm was still going on.")


def test_days_before_of_which_nothing_is_known_are_not_said_to_have_been_without_spasms():
    answers = {0: "none"} | dict.fromkeys(range(29, 57), "none")
    entries = [Entry(at(day), 5) for day in range(30, 57, 3)]
    said = finding_words(finding(make_diary(*entries, period=days(57), answers=answers), days(28, 29)))
    assert said.title == "About 2 spasm days a week"
    assert "You answered none of the 28 days before." in said.sentences
    assert "0 of 0" not in said.sentences
