"""Page 1: its order, its parts from hand-made diaries, and its numbers, which are those of the analysis."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.analysis.diaries import MONDAY, Entry, at, days
from tests.report.pages import (
    BEFORE,
    EVERYTHING,
    NOW,
    make_material,
    page_of,
    printed,
    section,
    spoken,
    usual,
    words,
)
from tracker.analysis.bins import BY_WEEK
from tracker.analysis.comparison import comparison
from tracker.analysis.duration import durations
from tracker.analysis.frequency import frequency, headline
from tracker.analysis.places import places
from tracker.analysis.relief import relief
from tracker.days import PartialDate, Period
from tracker.report import caps, choice
from tracker.report.content import Bullets, ChartBlock, Fact, FactList, NumberLines
from tracker.report.material import ProfileRow, VisitRow
from tracker.wording.duration import typical_duration_words

ALL_OF_PAGE_ONE = choice.ReportChoice(parts=frozenset(choice.PAGE_ONE))
ALWAYS = {"who", "about"}


def block(report, code, kind):
    return next(one for one in section(report, code).blocks if isinstance(one, kind))


def test_order_of_page_one():
    assert [one.code for one in page_of(usual()).page_one] == [
        *("who", "finding", "questions", "background", "new", "numbers", "where", "weeks", "relief", "about")
    ]


@pytest.mark.parametrize("part", list(choice.PAGE_ONE))
def test_what_is_not_ticked_is_not_there(part):
    material, shown = usual(), {"since": "background", "conditions": "background", "medicines": "background"}
    alone = {one.code for one in page_of(material, choice.ReportChoice(parts=frozenset([part]))).page_one}
    assert alone == ALWAYS | {shown.get(part, part)} | ({"finding"} if part == "numbers" else set())
    without = page_of(material, choice.ReportChoice(parts=frozenset(choice.PAGE_ONE) - {part}))
    if part not in shown:
        assert part not in {one.code for one in without.page_one}
    else:
        label = {"since": "Onset", "conditions": "Conditions", "medicines": "Medicines"}[part]
        assert label not in printed(without.page_one)


def test_with_nothing_ticked_only_the_days_and_what_they_rest_on_are_there():
    report = page_of(usual(name="Ann"), choice.ReportChoice())
    assert {one.code for one in report.page_one} == ALWAYS
    assert report.further == ()


def test_the_name_only_if_it_was_ticked():
    material = usual(name="Ann Example")
    assert "Ann Example" in printed(page_of(material))
    assert "Ann Example" not in printed(page_of(material, replace(EVERYTHING, with_name=False)))


@pytest.mark.parametrize(("answers", "last", "n"), [({}, "25 July", 27), ({55: "none"}, "26 July", 28)])
def test_the_last_day_named_is_the_last_that_counts_and_as_many_before_it_do(answers, last, n):
    """Today is one once something is known of it."""
    clear = dict.fromkeys(range(1, 55), "none")
    report = page_of(make_material(Entry(at(0)), Entry(at(30)), today=at(55).date(), answers=clear | answers))
    assert words(report, "who").strip() == f"29 June to {last} 2026, {n} of {n} days answered"
    assert block(report, "numbers", NumberLines).before == f"{n} days before"
    assert f"In the {n} days before, on " in words(report, "finding")
    assert report.days.last.strftime("%-d %B") == last


def test_days_and_coverage_in_one_line():
    assert words(page_of(usual()), "who").splitlines()[1:] == ["29 June to 26 July 2026, 25 of 28 days answered"]


def test_days_that_are_all_paused_are_no_days_to_answer_for():
    material = make_material(Entry(at(1)), paused=((28, 55),))
    assert "paused, so no days to answer" in words(page_of(material), "who")


def test_three_questions_stand_first_and_the_rest_is_announced():
    report = page_of(usual(questions=("one?", "two?", "three?", "four?", "five?")))
    assert block(report, "questions", Bullets).items == ("one?", "two?", "three?")
    assert "2 more on page 2." in words(report, "questions")
    assert "four?" in words(report, "in-full")


def test_a_long_question_is_cut_and_whole_on_page_two():
    long = "Is it " + "really " * 30 + "the statin?"
    report = page_of(usual(questions=(long,)))
    (first,) = block(report, "questions", Bullets).items
    assert (len(first) <= 140, first[-1]) == (True, "…")
    assert long in words(report, "in-full")


def test_the_four_lines_are_those_of_the_comparison():
    material = usual()
    result = comparison(material.diary, BEFORE, NOW)
    lines = block(page_of(material), "numbers", NumberLines).lines
    sleep, limited, worst = result.broken_sleep, result.limited, result.intensity
    assert [(line.now, line.now_note, line.before, line.before_note) for line in lines] == [
        ("8 of 25", "9 (8–11) in 28", "14 of 27", "15 (14–15) in 28"),
        (f"{sleep.after.n} of {sleep.after.of}", "", f"{sleep.before.n} of {sleep.before.of}", ""),
        (
            *(f"{limited.after.days.n} of {limited.after.days.of}", f"{limited.after.days.open} unanswered"),
            *(f"{limited.before.days.n} of {limited.before.days.of}", f"{limited.before.days.open} unanswered"),
        ),
        (
            *(f"median {worst.after.median:g}", "worst 7, 8 days"),
            *(f"median {worst.before.median:g}", "worst 7, 14 days"),
        ),
    ]
    assert (result.after.n, result.before.n) == (8, 14)


def test_the_first_sentence_is_the_first_line_in_words():
    assert words(page_of(usual()), "finding").strip() == (
        "Spasms on 8 of 25 answered days, about 9 in 28. In the 28 days before, on 14 of 27, about 15 in 28."
    )


def test_the_first_sentence_names_days_on_which_a_spasm_was_still_going_on():
    """It began before these days and ran through all of them: "0 of 28" alone would pass for four quiet weeks."""
    material = make_material(Entry(at(20), hours=36 * 24), answers=dict.fromkeys(range(20), "none"))
    assert words(page_of(material), "finding").strip() == (
        "Spasms on 0 of 28 answered days. On 28 of the others, an earlier spasm was still going on. "
        "In the 28 days before, on 1 of 28. On 7 of the others, an earlier spasm was still going on."
    )


def test_without_an_answered_day_there_is_no_first_sentence():
    assert section(page_of(make_material()), "finding") is None
    assert section(page_of(make_material(Entry(at(30)), paused=((28, 55),))), "finding") is None


BY_CHANCE = "Over so few days, a difference like this is often chance."


def test_nothing_is_judged():
    said = words(page_of(usual()), "numbers")
    assert BY_CHANCE in said
    assert not re.search(r"verdict|times|interval|better|worse|more \d", said)


def test_two_whole_years_are_not_few_days():
    entries = [Entry(at(day)) for day in range(0, 730, 9)]
    report = page_of(make_material(*entries, loaded=days(730)), now=days(365, 365), before=days(365))
    assert len(block(report, "numbers", NumberLines).lines) == 4
    assert BY_CHANCE not in words(report, "numbers")


def test_days_that_begin_at_a_visit_are_expected_to_be_better():
    expected = "After a visit, a drop of 12 to 28% is typical."
    assert expected in words(page_of(usual()), "numbers")
    assert expected not in words(page_of(usual(visits=())), "numbers")


@pytest.mark.parametrize("first", [0, 28])
def test_kinds_and_durations_are_those_of_now_compared_or_not(first):
    entries = [Entry(at(day), kind="cramp" if day % 4 else "spasm", seconds=60 * (day % 9)) for day in range(56)]
    lasted = typical_duration_words(durations(make_material(*entries).diary, NOW))
    said = words(page_of(make_material(*entries[first:])), "numbers")
    assert f"21 cramps, 7 spasms; each day’s longest: {lasted}\nEntries" in said


def test_days_that_touch_the_beginning_of_the_log_say_so():
    often = "many logs begin in bad weeks."
    assert often in words(page_of(usual()), "about")
    old = make_material(*(Entry(at(day)) for day in range(0, 112, 5)), loaded=days(112))
    assert often not in words(page_of(old, now=days(28, 84), before=days(28, 56)), "about")


def test_kinds_that_nobody_states_are_passed_over():
    said = words(page_of(make_material(Entry(at(30), seconds=3))), "numbers")
    assert "\nup to 3\u00a0s, 1 of 1 entry with known end\nEach day’s longest" in said
    assert "Entries" not in said


def test_kinds_alone():
    said = words(page_of(make_material(Entry(at(30), kind="cramp"))), "numbers")
    assert "\n1 day, all cramps\nEntries" in said
    assert "longest" not in said


def test_without_days_before_there_are_the_numbers_of_now_and_from_when_on_there_is_more():
    material = make_material(*(Entry(at(day)) for day in range(10, 50, 2)))
    block_of = block(page_of(material), "numbers", NumberLines)
    assert block_of.before == ""
    assert [(line.before, line.before_note) for line in block_of.lines] == [("", "")] * 4
    assert block_of.lines[0].now.startswith("11 ")
    assert "To compare with as many days before, the log has to cover 56 days." in words(page_of(material), "numbers")
    assert "before" not in words(page_of(material), "who")


def test_where_is_a_small_figure_beside_its_numbered_places():
    material = usual()
    chart = block(page_of(material), "where", ChartBlock)
    assert (chart.name, chart.is_small) == ("body", True)
    assert chart.result.places == places(material.diary, NOW).places
    assert chart.facts == (
        Fact("Left calf", "4", place="1"),
        Fact("Lower back, middle", "3", place="2"),
        Fact("Right calf", "1", place="3"),
    )
    assert chart.reading == "Of 8 entries with a place."


def test_entries_that_do_not_say_where_are_said():
    reading = block(
        page_of(make_material(Entry(at(30), regions=(("calf", "left"),)), Entry(at(31)))), "where", ChartBlock
    )
    assert reading.reading == "Of 1 entry with a place. 1 entry has no place noted."


def test_an_entry_on_both_sides_counts_on_each():
    both = Entry(at(30), regions=(("calf", "left"), ("hand", "right")))
    chart = block(page_of(make_material(both, Entry(at(31), regions=(("calf", "both"),)))), "where", ChartBlock)
    assert [(fact.label, fact.value) for fact in chart.facts] == [
        ("Left calf", "2"),
        ("Right calf", "1"),
        ("Right hand", "1"),
    ]
    assert chart.reading == "Of 2 entries with a place. An entry on both sides counts once for each side."


def test_a_place_that_is_not_drawn_has_no_number():
    entries = [Entry(at(30 + day), regions=(("whole-leg", "left"),)) for day in range(2)]
    entries.append(Entry(at(40), regions=(("calf", "left"),)))
    chart = block(page_of(make_material(*entries)), "where", ChartBlock)
    assert [(fact.label, fact.place) for fact in chart.facts] == [("Whole left leg", ""), ("Left calf", "1")]


def test_more_places_than_there_is_room_for_are_told_apart_from_entries():
    regions = ("calf", "hand", "thigh-front", "shin", "foot-top")
    entries = [Entry(at(30 + day), regions=((code, "left"),)) for day, code in enumerate(regions)]
    reading = block(page_of(make_material(*entries)), "where", ChartBlock).reading
    assert reading == "Of 5 entries with a place. 1 other place was also named."


def test_measures_name_their_unit():
    numbers = block(page_of(usual()), "numbers", NumberLines)
    assert numbers.rests_on == "Of days answered"
    assert [line.key for line in numbers.lines] == [
        "range: unanswered days as clear or spasm",
        *("", "", ""),
    ]
    assert [line.label for line in numbers.lines] == [
        "Spasm days",
        "Woken, or asleep at onset",
        "Limited “somewhat” or more",
        "Each day’s worst, 0 to 10",
    ]


def test_background_in_words():
    assert words(page_of(usual()), "background").splitlines() == [
        "Background",
        *("May 2019", "Onset"),
        *("diabetes (since 2012)", "Conditions"),
        *("simvastatin, 20 mg (since 2021); magnesium, 300 mg (since 6 July 2026)", "Medicines"),
    ]


def test_what_is_over_is_no_current_medicine():
    over = ProfileRow("medication", "baclofen", "5 mg", PartialDate(2020), PartialDate(2021), is_current=False)
    assert "none at present" in words(page_of(usual(profile=(over,))), "background")


def test_none_is_an_answer_and_no_answer_is_said():
    said = words(page_of(usual(profile=(), said_none=frozenset({"medication", "spasms-began"}))), "background")
    assert said.splitlines()[1:] == ["not known", "Onset", "unanswered", "Conditions", "none", "Medicines"]


def test_more_medicines_than_there_is_room_for():
    rows = tuple(ProfileRow("medication", f"medicine {n}") for n in range(10))
    report = page_of(usual(profile=rows), ALL_OF_PAGE_ONE)
    assert "medicine 5; and 4 more, see page 2" in words(report, "background")
    assert "medicine 9" in words(report, "in-full")
    # The whole profile says it too, once.
    assert section(page_of(usual(profile=rows)), "in-full") is None


def test_weeks_with_the_changes_marked():
    material = usual(visits=(VisitRow(MONDAY + dt.timedelta(40), "Dr. Example"),))
    chart = block(page_of(material), "weeks", ChartBlock)
    result, top = frequency(material.diary, NOW, BY_WEEK), headline(material.diary, NOW)
    assert (chart.name, chart.result.headline, chart.result.bins.unit) == ("weekly", top, "week")
    assert chart.result.spasm_days.tolist() == result.spasm_days.tolist()
    assert chart.reading == "Logged: 8 entries, about 9 spasms."
    assert [(mark.on, mark.words) for mark in chart.marks] == [
        (dt.date(2026, 7, 6), "6 Jul: started magnesium, 300 mg"),
        (dt.date(2026, 7, 11), "11 Jul: visit, Dr. Example"),
    ]
    assert "6 Jul: started magnesium, 300 mg; 11 Jul: visit, Dr. Example" in words(page_of(material), "weeks")


def test_a_change_known_by_its_month_is_said_and_not_marked():
    rows = (
        ProfileRow("exercise", "yoga", since=PartialDate(2026, 7)),
        ProfileRow("supplement", "zinc", until=PartialDate(2026)),
    )
    material = make_material(Entry(at(30)), loaded=days(63), profile=rows, today=NOW.last)
    report = page_of(material, now=days(35, 28))
    assert block(report, "weeks", ChartBlock).marks == ()
    # All of July lies in the period; 2026 does not.
    assert words(report, "weeks").splitlines()[-2:] == ["July 2026: started yoga", "Changes"]
    assert "Changes" not in words(page_of(material), "weeks")


def changes_told(*rows):
    material = make_material(Entry(at(30)), loaded=days(63), profile=rows, today=NOW.last)
    return words(page_of(material, now=days(35, 28)), "weeks").splitlines()[-2:]


def test_a_changed_dose_is_one_change():
    old = ProfileRow("medication", "Baclofen", "5 mg", PartialDate(2020), PartialDate(2026, 7, 11), is_current=False)
    new = ProfileRow("medication", "baclofen", "10 mg", PartialDate(2026, 7, 12), PartialDate(2026, 7, 20))
    assert changes_told(old, new) == [
        "12 Jul: baclofen, 5 mg to 10 mg; 20 Jul: stopped baclofen, 10 mg",
        "Changes",
    ]
    # Without both doses, or after a gap, they stay two.
    assert changes_told(replace(old, dose=""), replace(new, until=None)) == [
        "11 Jul: stopped Baclofen; 12 Jul: started baclofen, 10 mg",
        "Changes",
    ]


def test_what_is_taken_in_private_is_never_said_not_to_be():
    over = ProfileRow("medication", "Ibuprofen", "", None, PartialDate(2024), is_current=False)
    sciatica = ProfileRow("condition", "sciatica", "", None, PartialDate(2012), is_current=False)
    unseen = usual(profile=(over, sciatica), unseen=frozenset({"medication", "pregnancy"}))
    said = words(page_of(unseen), "background")
    assert "none at present" not in said
    assert {("unanswered", "Conditions"), ("unanswered", "Medicines")} <= set(pairwise(said.splitlines()))
    # Of one that goes on in another dose, that it does, and since when.
    old = ProfileRow("medication", "Baclofen", "5 mg", PartialDate(2025, 1, 1), PartialDate(2026, 3, 22))
    goes_on = replace(old, tells_end=False, goes_on_unseen=True)
    said = words(page_of(usual(profile=(goes_on,), unseen=frozenset({"medication"}))), "background")
    assert "Baclofen (since 1 January 2025)" in said
    assert "5 mg" not in said
    assert "2026" not in said


def test_what_goes_on_in_private_was_not_stopped():
    old = ProfileRow("medication", "Baclofen", "5 mg", PartialDate(2026, 7, 3), PartialDate(2026, 7, 11))
    assert changes_told(replace(old, tells_end=False)) == ["3 Jul: started Baclofen, 5 mg", "Changes"]


def test_relief_with_three_rated_uses_by_own_rating():
    material = usual()
    (remedy,) = relief(material.diary, NOW).shown
    (ratings,) = remedy.by_moment
    assert block(page_of(material), "relief", FactList).rows == (
        Fact("Gentle stretch", f"{ratings.helped} of {ratings.n}", "during"),
    )
    assert (ratings.helped, ratings.n) == (3, 8)


def test_during_and_after_are_kept_apart_and_two_uses_are_too_few():
    uses = [("heat", "", "during", "greatly")] * 3 + [("heat", "", "after", "worse")] * 4
    uses += [("cold", "", "during", "greatly")] * 2 + [("nothing", "", "", "slightly")] * 3
    entries = [Entry(at(28 + day), relief=(use,)) for day, use in enumerate(uses)]
    assert block(page_of(make_material(*entries)), "relief", FactList).rows == (
        Fact("Heat", "3 of 3", "during; after 0 of 4"),
        Fact("Did nothing (got better)", "3 of 3"),
    )


def test_a_usual_page_is_read_aloud_in_a_minute():
    report = page_of(usual(), choice.SUGGESTED)
    assert 100 < len(spoken(report)) <= caps.WORDS_READ_ALOUD


def dated(n, **ends):
    return ProfileRow("supplement", f"supplement {n}", **ends)


def test_beginning_and_end_of_a_treatment_are_told_apart():
    rows = (dated(1, since=PartialDate(2026, 7, 6), until=PartialDate(2026, 7, 20)),)
    said = words(page_of(make_material(Entry(at(30)), profile=rows)), "weeks")
    assert "6 Jul: started supplement 1; 20 Jul: stopped supplement 1" in said


def test_of_more_changes_than_there_is_room_for_the_latest_are_said():
    rows = tuple(dated(n, since=PartialDate(2026, 7, n)) for n in range(1, 7))
    said = words(page_of(make_material(Entry(at(30)), profile=rows)), "weeks")
    assert [n for n in range(1, 7) if f"started supplement {n}" in said] == [3, 4, 5, 6]
    assert "and 2 more, see page 2" in said


def test_over_more_than_a_year_dates_have_their_year():
    """ "3 Jun" could be any of several."""
    long, earlier = days(400, 28), Period(MONDAY - dt.timedelta(400), MONDAY)
    material = make_material(
        Entry(at(40), noticed=("weakness",)),
        loaded=Period(earlier.first, long.last),
        first_on=earlier.first,
        today=long.last,
        visits=(VisitRow(MONDAY + dt.timedelta(40)),),
    )
    report = page_of(material, now=long, before=earlier)
    assert "11 Jul 2026: visit" in words(report, "weeks")
    assert "11 Jul 2026" in words(report, "new")
    assert "From 29 Jun 2026" in words(report, "numbers")
    short = page_of(material, now=days(366, 28), before=earlier)
    assert "11 Jul: visit" in words(short, "weeks")
