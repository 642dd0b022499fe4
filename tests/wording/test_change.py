"""What looks at change say: one denominator, the counts behind it, how sure it is."""

import datetime as dt
from dataclasses import replace

import pytest

from tracker.analysis.change import (
    MARKED_EARLY_IN_DIARY,
    MARKED_LATE,
    MARKS_OVERLAP,
    NO_SPASM_DAY,
    SHARES_APART,
    VERDICT_FEWER,
    VERDICT_MORE,
    VERDICT_UNCLEAR,
    ChangeLook,
    RateRatio,
    Verdict,
    WindowCounts,
    windows_around,
)
from tracker.analysis.change_figures import LOOK_FIGURES, LookFigures
from tracker.analysis.frequency import LOW_SHARE, NO_CLEAR_DAY
from tracker.analysis.next_week import NextWeek
from tracker.analysis.other_changes import OtherChange
from tracker.analysis.results import EMPTY_DIARY, FEW_DAYS, FEW_WEEKS, NO_DAYS_BEFORE, TooLittle
from tracker.days import PartialDate
from tracker.wording.change import (
    ahead_words,
    doctors_beginning,
    doctors_look,
    doctors_note,
    doctors_verdict_line,
    heading_words,
    look_words,
    not_marked_words,
    verdict_line,
)
from tracker.wording.next_week import next_week_counted, next_week_words

ON = dt.date(2026, 9, 3)
RATIO = RateRatio(0.42, 0.30, 0.58)
FIGURES = LookFigures((2, 6), (11, 18), (30, 55))
"""Not those of now: what was stored is what is said."""


def look(*, side=VERDICT_FEWER, before=(55, 87, 90), after=(24, 90, 90), days=90, why="", **changes) -> ChangeLook:
    first, second = windows_around(ON, days)
    ratio = None if why else RATIO
    known = {"touches_beginning": False, "begins_at_visit": False, "figures": FIGURES, "if_quiet": ratio} | changes
    return ChangeLook(
        WindowCounts(first, *before),
        WindowCounts(second, *after),
        Verdict(side, known.pop("ratio", ratio), known.pop("if_quiet")),
        why,
        **known,
    )


def all_of(shown: ChangeLook, what="began", name="magnesium") -> str:
    words = look_words(what, name, shown)
    return " | ".join((words.heading, words.sentences, *words.sure))


def test_spasm_days_in_pauses_are_named_wherever_the_counts_are():
    shown = look(side=VERDICT_UNCLEAR, after=(2, 62, 64, 24))
    shown = replace(shown, verdict=replace(shown.verdict, depends_on_pauses=True))
    words = look_words("began", "magnesium", shown)
    assert words.sentences.startswith("No clear difference: ")
    assert words.sentences.endswith(
        "This leaves out the days you paused, 0 before and 26 after. Of these, 0 before and 24 after were spasm days."
    )
    assert "The answer could change with the days you paused." in words.sure
    told = doctors_look("began", "magnesium", shown)
    assert told.result == "No clear difference. The answer could change with the days in pauses."
    assert told.figures[1] == ("After", "2 of 62, 26 paused, 24 more in pauses")


def test_paused_days_are_named_though_nothing_was_logged_in_them():
    """They can be set once they are over, and may be the bad ones."""
    shown = look(after=(2, 50, 54))
    assert "This leaves out the days you paused, 0 before and 36 after." in look_words("began", "x", shown).sentences
    assert doctors_look("began", "x", shown).figures[1] == ("After", "2 of 50, 36 paused")


def test_fewer_after_a_change():
    words = look_words("began", "magnesium", look())
    assert words.heading == "Since you began “magnesium” on 3 September 2026"
    assert words.sentences == (
        "You had fewer spasm days: about 19 in 30 in the 90 days before, 8 in 30 after. "
        "You had spasms on 55 of the 87 days you answered before, and on 24 of 90 after."
    )
    assert words.sure == (
        "This comparison was planned in advance. It is made once, and its result stays.",
        "We tried it on made-up diaries with spasms on 1 day in 5. Where nothing changed, 2 to 6 of 100 such "
        "comparisons still said fewer or more.",
        "Where spasm days halved, 11 to 18 of 100 said so. Where they doubled, 30 to 55 of 100 did.",
        "It says whether spasm days changed, not why.",
    )


def test_more_and_what_could_be_chance():
    assert "You had more spasm days: 8 in 30" in all_of(
        look(side=VERDICT_MORE, before=(24, 90, 90), after=(55, 87, 90))
    )
    unclear = all_of(look(side=VERDICT_UNCLEAR, ratio=RateRatio(0.9, 0.6, 1.3), if_quiet=RateRatio(0.9, 0.6, 1.3)))
    assert "No clear difference: about 19 in 30 in the 90 days before, 8 in 30 after. This could be chance." in unclear
    assert "could change with the days" not in unclear


def test_a_year_beside_the_year_before():
    words = all_of(look(days=365, before=(120, 350, 365), after=(60, 360, 365)), what="year", name="")
    assert "Your year, 3 September 2026 to 2 September 2027" in words
    assert "You had fewer spasm days than in the year before: about 10 in 30 then, 5 in 30 in this one." in words
    unclear = look(side=VERDICT_UNCLEAR, days=365, before=(120, 350, 365), after=(110, 360, 365))
    assert (
        "No clear difference: about 10 in 30 in the year before, about 9 in 30 in this one. This could be chance."
        in all_of(unclear, what="year", name="")
    )


def test_a_window_without_a_spasm_day():
    words = all_of(look(before=(20, 90, 90), after=(0, 90, 90), ratio=None, if_quiet=None))
    assert "about 6.7 in 30" not in words
    assert "in the 90 days before, 0 in 30 after." in words
    shown = doctors_look("began", "", look(before=(20, 90, 90), after=(0, 90, 90), ratio=None, if_quiet=None))
    assert shown.figures == (("Before", "20 of 90"), ("After", "0 of 90"))
    assert shown.result == "Fewer spasm days. There is no ratio without a spasm day."


def test_what_rests_on_unanswered_days_says_so():
    disputed = look(side=VERDICT_UNCLEAR, if_quiet=RateRatio(0.7, 0.4, 1.1))
    assert "The answer could change with the days you didn’t answer." in all_of(disputed)
    doctors = doctors_look("began", "magnesium", disputed)
    assert "With unanswered days taken as clear, 95% CI 0.40–1.10." in doctors.result


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (SHARES_APART, "You answered 87 of 90 days before, 90 of 90 after. That alone can make a difference."),
        (NO_SPASM_DAY, "There is no result, because no day you answered was a spasm day, before or after."),
        (NO_DAYS_BEFORE, "There is no result, because your diary doesn’t go back 90 days before that."),
        (NO_CLEAR_DAY, "because no day was marked clear."),
        (LOW_SHARE, "because too few days were answered before or after."),
        (FEW_DAYS, "because too few days were answered before or after."),
    ],
)
def test_without_an_answer_nothing_is_judged(why, words):
    shown = look(side=VERDICT_UNCLEAR, why=why)
    assert words in all_of(shown)
    assert not any(each in all_of(shown) for each in ("fewer", "more", "chance", "You had spasms"))
    doctors = doctors_look("began", "magnesium", shown)
    assert doctors.figures == (("Before", "55 of 87"), ("After", "24 of 90"))
    assert doctors.result == "No verdict. Answered 87 of 90 days before, 90 of 90 after."


def test_a_diary_of_less_than_two_years_has_no_year_before():
    shown = look(side=VERDICT_UNCLEAR, why=NO_DAYS_BEFORE, days=365)
    assert "your diary doesn’t go back a full year before that." in all_of(shown, what="year", name="")


def test_what_has_to_be_kept_in_mind():
    words = all_of(look(touches_beginning=True, begins_at_visit=True), what="visit")
    assert "Since your visit on 3 September 2026" in words
    assert "People see a doctor in bad weeks" in words
    assert "People often begin a diary in a bad spell" in words
    doctors = doctors_look("visit", "", look(touches_beginning=True), begins_at_visit=True).result
    assert doctors.endswith(
        "Begins at a visit, so some improvement is to be expected. "
        "The days before include the first of the log, often a bad spell."
    )


def test_what_is_no_longer_named():
    days = look().after.days
    assert heading_words("began", "", days) == "Since a change on 3 September 2026"
    assert heading_words("ended", "magnesium", days) == "Since you stopped “magnesium” on 3 September 2026"


def test_a_verdict_in_one_line():
    assert verdict_line("began", "magnesium", look()) == (
        "Since you began “magnesium” on 3 September 2026: fewer spasm days, by one comparison planned in advance."
    )
    assert verdict_line("visit", "", look(side=VERDICT_MORE)) == (
        "Since your visit on 3 September 2026: more spasm days, by one comparison planned in advance."
    )
    assert (
        doctors_verdict_line(look())
        == "Fewer spasm days since 3 September, by a comparison planned in advance (page\u00a02)."
    )
    assert "More spasm days since" in doctors_verdict_line(look(side=VERDICT_MORE))


def test_the_doctor_reads_the_ratio():
    shown = doctors_look("began", "magnesium", look())
    assert shown.subject == "Starting “magnesium”, 3 September 2026, 90 days each side"
    assert shown.result == "Fewer spasm days."
    assert shown.figures == (("Before", "55 of 87"), ("After", "24 of 90"), ("Rate ratio (95% CI)", "0.42 (0.30–0.58)"))
    assert doctors_look("began", "magnesium", look(side=VERDICT_MORE)).result == "More spasm days."
    assert doctors_look("began", "magnesium", look(side=VERDICT_UNCLEAR)).result == "No clear difference."
    assert "Stopping “magnesium”" in doctors_look("ended", "magnesium", look()).subject
    assert doctors_look("visit", "Dr. Kim", look()).subject == "Visit, 3 September 2026, 90 days each side"
    assert "magnesium" not in str(doctors_look("began", "", look()))
    assert doctors_look("year", "", look(days=365)).subject == "365 days before and from 3 September 2026"
    assert "counts differ from page 1" in doctors_beginning(2)


def test_the_doctor_reads_how_often_looks_are_wrong_once_a_kind():
    note = doctors_note([look(), look(days=365, figures=LOOK_FIGURES[365]), look()])
    assert note == (
        "Over 90 days, such comparisons find 11 to 18 of 100 true halvings of spasm days and report a change in 2 to 6 "
        "of 100 steady diaries. Over 365 days: 45 to 91, and 1 to 7. So no clear difference does not rule out a "
        "halving. From simulated diaries with spasms on 1 day in 5, 90% of days answered."
    )


def change(what, of, on, words, **more):
    date = PartialDate(on.year, on.month, on.day) if isinstance(on, dt.date) else on
    return OtherChange(what, of, date, "medication", words, **more)


STOP = change("ended", "a", ON + dt.timedelta(20), "magnesium", is_its_own=True)
QUININE = change("began", "b", ON + dt.timedelta(21), "quinine")
BY_MONTH = change("ended", "c", PartialDate(2026, 11), "yoga")


def test_what_else_changed_stands_beside_a_look():
    words = look_words("began", "magnesium", look(), (STOP, QUININE))
    assert words.others == (
        "You stopped it on 23 September 2026. You began “quinine” on 24 September 2026, within the same 90 days."
    )
    assert look_words("began", "magnesium", look()).others == ""
    # Where the look does not say what began, "it" would be nothing.
    unnamed = look_words("began", "", look(), (STOP,)).others
    assert unnamed == "You stopped “magnesium” on 23 September 2026, within the same 90 days."
    assert "You stopped “yoga” in November 2026, within" in look_words("visit", "", look(), (BY_MONTH,)).others
    assert look_words("began", "magnesium", look(why=FEW_DAYS), (STOP,)).others == ""


def test_what_changed_a_few_days_before_is_told_apart_from_what_came_after():
    began = change("began", "b", ON - dt.timedelta(1), "gabapentin", is_before=True)
    ended = change("ended", "c", ON - dt.timedelta(2), "a statin", is_before=True)
    assert look_words("began", "magnesium", look(), (began, ended)).others == (
        "You began “gabapentin” on 2 September 2026, shortly before. "
        "You stopped “a statin” on 1 September 2026, shortly before."
    )
    assert doctors_look("began", "magnesium", look(), (began, STOP)).result == (
        "Fewer spasm days. Also in these days or shortly before: gabapentin started 2 Sep; stopped 23 Sep."
    )


def test_two_other_changes_are_named_and_the_rest_is_counted():
    three = look_words("began", "magnesium", look(), (STOP, QUININE, BY_MONTH)).others
    assert three.endswith("within the same 90 days. There was 1 more change around that time.")
    assert "yoga" not in three
    assert look_words("began", "magnesium", look(), (STOP, QUININE, BY_MONTH, BY_MONTH)).others.endswith(
        "There were 2 more changes around that time."
    )


def test_the_doctor_reads_what_else_changed():
    shown = doctors_look("began", "magnesium", look(), (STOP, QUININE, BY_MONTH))
    assert shown.result == (
        "Fewer spasm days. Also in these days: stopped 23 Sep; quinine started 24 Sep; and 1 more change."
    )
    assert doctors_verdict_line(look(), (STOP, BY_MONTH)).endswith(
        "(page\u00a02). Also in these days: magnesium stopped 23 Sep; yoga stopped November 2026."
    )
    assert verdict_line("began", "magnesium", look(), (STOP,)).endswith(
        "planned in advance. You stopped it on 23 September 2026."
    )


DOSE = change("dose", "b", ON + dt.timedelta(30), "Baclofen", doses=("5 mg", "10 mg"), of_before="a")


def test_a_changed_dose_is_neither_a_stop_nor_a_start():
    its_own = replace(DOSE, is_its_own=True)
    assert look_words("began", "Baclofen 5 mg", look(), (its_own,)).others == (
        "You changed its dose from 5 mg to 10 mg on 3 October 2026."
    )
    of_another = "You changed the dose of “Baclofen” from 5 mg to 10 mg on 3 October 2026, within the same 90 days."
    assert look_words("began", "magnesium", look(), (DOSE,)).others == of_another
    # Where the look does not say what began, "its" would be of nothing.
    assert look_words("began", "", look(), (its_own,)).others == of_another
    before = replace(DOSE, is_before=True)
    assert look_words("began", "magnesium", look(), (before,)).others.endswith("on 3 October 2026, shortly before.")
    shown = doctors_look("began", "Baclofen 5 mg", look(), (its_own, QUININE))
    assert shown.result.endswith("Also in these days: dose 5 mg to 10 mg 3 Oct; quinine started 24 Sep.")
    assert doctors_look("began", "", look(), (its_own,)).result.endswith("Baclofen 5 mg to 10 mg 3 Oct.")


def test_a_look_at_a_changed_dose_is_called_so():
    doses = ("5 mg", "10 mg")
    heading = "Since you changed the dose of “Baclofen” from 5 mg to 10 mg on 3 September 2026"
    assert look_words("dose", "Baclofen", look(), doses=doses).heading == heading
    assert verdict_line("dose", "Baclofen", look(), doses=doses).startswith(f"{heading}: fewer spasm days")
    assert doctors_look("dose", "Baclofen", look(), doses=doses).subject == (
        "Changing “Baclofen” from 5 mg to 10 mg, 3 September 2026, 90 days each side"
    )
    assert "Baclofen" not in str(doctors_look("dose", "", look()))
    assert heading_words("dose", "", look().after.days) == "Since a change on 3 September 2026"


def test_why_a_change_cannot_be_marked():
    assert "more than 7 days ago" in not_marked_words(MARKED_LATE, ON, None, [])
    assert "Yours begins on 1 August 2026." in not_marked_words(MARKED_EARLY_IN_DIARY, ON, dt.date(2026, 8, 1), [])
    assert "Yours is still empty." in not_marked_words(MARKED_EARLY_IN_DIARY, ON, None, [])
    other = dt.date(2026, 7, 1)
    assert "a comparison around 1 July 2026." in not_marked_words(MARKS_OVERLAP, ON, None, [other])
    assert "log something on or after 4 December 2026." in ahead_words(dt.date(2026, 12, 4))


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (NextWeek(0, 3, 28, 31, is_every_week=True), "In 28 of your past 31 weeks you had 0 to 3 spasm days."),
        (NextWeek(0, 0, 40, 42, is_every_week=True), "In 40 of your past 42 weeks you had no spasm days."),
        (NextWeek(1, 1, 40, 42, is_every_week=True), "In 40 of your past 42 weeks you had 1 spasm day."),
        (
            NextWeek(0, 1, 40, 42, is_every_week=False),
            "In 40 of the 42 weeks you answered in the past year, you had 0 to 1 spasm days.",
        ),
        (
            NextWeek(0, 0, 40, 42, is_every_week=False),
            "In 40 of the 42 weeks you answered in the past year, you had no spasm days.",
        ),
        (TooLittle(FEW_WEEKS, 25), ""),
    ],
)
def test_the_next_7_days(result, words):
    assert next_week_words(result) == words


def test_how_the_next_7_days_are_counted():
    counted = next_week_counted(NextWeek(0, 3, 28, 31, is_every_week=True))
    assert "Weeks run back from yesterday" in counted
    assert "In made-up diaries, the next week fell in such a range 77 to 94 times in 100." in counted
    few = next_week_counted(TooLittle(FEW_WEEKS, 25))
    assert few == "You’ll see your usual weeks once 26 have at least 6 answered days. So far, 25 do."
    assert next_week_counted(TooLittle(EMPTY_DIARY)) == ""
