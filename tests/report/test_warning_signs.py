"""Warning signs on page 1: each that came up with its count and its denominator, and no other."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.analysis.diaries import MONDAY, Entry, at
from tests.report.pages import EVERYTHING, make_material, page_of, printed, section, usual, words
from tracker.analysis.safety_counts import ALARM_ELSEWHERE, HAD_TO_STOP, NOTICED_SIGNS, ON_WALKING
from tracker.report import choice
from tracker.report.content import Heading, Line
from tracker.report.material import ProfileRow, VisitRow
from tracker.report.sign_words import ASKED_SIGNS, EASES_STANDING, PLAN_KNOWN, PREGNANCY_SIGNS, SIGN_LABELS
from tracker.vocabulary.follow_up import FOLLOW_UPS, NO, NOT_SURE, YES

CALF = (("calf", "left"),)
CHEST = (("chest", "left"),)
PREGNANT = ProfileRow("pregnancy", "pregnancy")


def lines(*entries, chosen=EVERYTHING, **given) -> dict[str, str]:
    """The lines of the section by label."""
    blocks = section(page_of(make_material(*entries, **given), chosen), "new").blocks
    return {block.label: block.words for block in blocks if isinstance(block, Line)}


def asked(day, *pairs, **more):
    return Entry(at(28 + day), follow_up=pairs, **more)


def test_since_the_last_visit_or_in_these_days():
    assert section(page_of(usual()), "new").heading == "Warning signs since the visit, 28 Jun"
    older = usual(visits=(VisitRow(MONDAY), VisitRow(MONDAY + dt.timedelta(90))))
    assert section(page_of(older), "new").heading == "Warning signs in these days"


def test_each_sign_of_those_that_say_and_weakness_apart_from_numbness():
    entries = [
        Entry(at(30), noticed=("fell-or-nearly", "weakness", "fever")),
        Entry(at(31), noticed=("weakness", "numbness")),
        Entry(at(32), noticed=("none",)),
        Entry(at(33)),
        Entry(at(2), noticed=("dark-urine",)),
    ]
    assert lines(*entries) == {
        "Fever": "1 of 3 that say",
        "Weakness": "2 of 3 that say",
        "Numbness or tingling": "1 of 3 that say",
        "Fall or near fall": "1 of 3 that say",
    }


def test_what_did_not_come_up_stands_in_one_line():
    said = lines(Entry(at(30), noticed=("numbness",), impact="some"), Entry(at(31), noticed=("none",)))
    assert said == {
        "Numbness or tingling": "1 of 2 that say",
        "None noted": "fall, weakness (of 2 that say); had to stop (of 1 that say)",
    }


def test_entries_that_leave_it_open_are_said():
    assert words(page_of(make_material(Entry(at(30)))), "new").splitlines()[1:] == [
        "No entry says what else was noticed."
    ]
    assert words(page_of(make_material()), "new").splitlines()[1:] == ["No entries in these days."]


def test_every_sign_has_its_words():
    assert {*SIGN_LABELS} == {*NOTICED_SIGNS, ALARM_ELSEWHERE, HAD_TO_STOP, ON_WALKING}


def test_having_to_stop():
    entries = [Entry(at(28 + day), impact="had-to-stop" if day < 4 else "none") for day in range(18)]
    assert lines(*entries)["Had to stop"] == "4 of 18 that say"


def test_a_leg_on_walking_and_how_often_it_eased_on_standing_still():
    entries = [asked(day, (EASES_STANDING, YES), regions=CALF, at_onset="walking") for day in range(3)]
    entries.append(asked(3, (EASES_STANDING, NO), regions=CALF, at_onset="walking"))
    entries.append(asked(4, regions=CALF, at_onset="asleep"))
    said = "4 of 5 leg entries with an onset stated; eased on standing still in 3 of 4 answered"
    assert lines(*entries)["Leg cramp on walking"] == said


def test_how_often_it_eased_is_not_told_without_all_of_its_answers():
    entries = [asked(0, (EASES_STANDING, NO), regions=CALF, at_onset="walking")]
    entries.append(asked(1, (EASES_STANDING, YES), regions=CALF, at_onset="walking", is_private=True))
    assert lines(*entries)["Leg cramp on walking"] == "2 of 2 leg entries with an onset stated"


def test_a_blackout_and_whether_a_plan_covers_it():
    entries = [asked(0, (PLAN_KNOWN, NO), noticed=("blackout",)), asked(1, noticed=("none",))]
    assert lines(*entries)["Blackout"] == "1 of 2 that say; covered by a known plan in 0 of 1 answered"


def test_widespread():
    places = [(("calf", "left"),), (("hand", "left"),), (("neck-back", "left"),)]
    entries = [Entry(at(28 + 3 * day + n), regions=place) for n, place in enumerate(places) for day in range(2)]
    said = lines(*entries)["Widespread"]
    assert said == "3 of 5 areas of the body within 28 days (head and neck; arms; legs)"
    everywhere = [Entry(at(40 + day), regions=(("widespread", ""),)) for day in range(2)]
    assert lines(*entries, *everywhere)["Widespread"] == f"{said}; “widespread” in 2 entries"


def test_the_line_about_the_chest():
    entries = [Entry(at(28 + day), regions=CHEST, noticed=("none",)) for day in range(4)]
    entries.append(Entry(at(40), regions=CHEST, noticed=("none",), chest_answer="not-sure"))
    assert lines(*entries)["Chest or nearby"] == (
        "5 entries; pressure, breathlessness, sweating or spreading in 0 of 5; answered “not sure” 1 (11 Jul)"
    )
    assert "Chest or nearby" not in lines(Entry(at(30), regions=CALF, noticed=("none",)))


# Answers to the one-tap questions


def test_a_muscle_that_does_not_let_go():
    entries = [asked(day, ("easing", NO)) for day in (3, 10)] + [asked(12, ("easing", YES)), asked(13)]
    assert lines(*entries)["Muscle not easing after 10 min"] == "yes 2 of 3 answered (2 Jul, 9 Jul)"


def test_not_sure_is_told_too():
    entries = [asked(0, ("still-there", YES)), asked(5, ("still-there", NOT_SURE)), asked(6, ("still-there", NO))]
    assert lines(*entries)["Persisting weakness"] == "yes 1 and not sure 1 of 3 answered (29 Jun, 4 Jul)"


ONE_ANSWER = [code for code in ASKED_SIGNS if not FOLLOW_UPS[code].takes_several]


@pytest.mark.parametrize("question", ONE_ANSWER)
def test_an_all_clear_is_no_line(question):
    clear = YES if ASKED_SIGNS[question].yes == NO else NO
    assert ASKED_SIGNS[question].label not in lines(asked(0, (question, clear)))


@pytest.mark.parametrize("question", ONE_ANSWER)
@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_every_question_has_its_line(question, answer):
    given = ASKED_SIGNS[question].yes if answer == YES else answer
    said = lines(asked(0, (question, given)))[ASKED_SIGNS[question].label]
    assert said == f"{'yes' if answer == YES else 'not sure'} 1 of 1 answered (29 Jun)"


def test_no_question_is_without_words():
    assert {*ASKED_SIGNS, EASES_STANDING, PLAN_KNOWN} == {*FOLLOW_UPS}


def test_always_so_in_the_cold_is_no_line():
    assert "Limb persistently pale, blue or cold" not in lines(asked(0, ("colder", "as-always")))


def test_the_ticks_of_a_locked_jaw():
    ticks = (("locked", "mouth"), ("locked", "new-medicine"))
    said = lines(asked(0, *ticks), asked(1, ("locked", "mouth")), asked(2, ("locked", "none")))
    assert said["Locked jaw or pulled neck"] == (
        "mouth opens less than two fingers 2 and new medicine or higher dose in the last 7 days 1 of 3 answered"
        " (29 Jun, 30 Jun)"
    )


def test_only_the_latest_dates_are_told():
    said = lines(*(asked(day, ("easing", NO)) for day in range(5)))["Muscle not easing after 10 min"]
    assert said == "yes 5 of 5 answered (…, 1 Jul, 2 Jul, 3 Jul)"


def test_what_was_asked_in_pregnancy_stands_beside_the_row_that_tells_of_it():
    entry = asked(0, (PREGNANCY_SIGNS, "bleeding"))
    assert lines(entry, profile=(PREGNANT,))["In pregnancy"] == "bleeding 1 of 1 answered (29 Jun)"


@pytest.mark.parametrize(
    ("parts", "sections", "is_told"),
    [(("new", "conditions"), (), True), (("new",), ("profile",), True), (("new",), (), False)],
)
def test_nor_without_that_row_being_ticked(parts, sections, is_told):
    chosen = choice.Choice(parts=frozenset(parts), sections=frozenset(sections))
    entry = asked(0, (PREGNANCY_SIGNS, "bleeding"))
    assert ("In pregnancy" in lines(entry, chosen=chosen, profile=(PREGNANT,))) == is_told
    assert "In pregnancy" not in lines(entry, chosen=chosen)


def test_what_private_entries_alone_say_is_nowhere():
    told = asked(0, ("easing", NO), noticed=("fever",), regions=CHEST, chest_answer="yes", is_private=True)
    assert lines(told, Entry(at(40), regions=CALF, noticed=("none",))) == {
        "None noted": "fall, weakness, numbness (of 1 that say)"
    }


# Room


def all_of_them():
    signs = tuple(code for code in NOTICED_SIGNS if code != "swollen-or-warm")
    pairs = tuple((code, ASKED_SIGNS[code].yes) for code in ONE_ANSWER)
    more = {"regions": CHEST + CALF, "at_onset": "walking", "impact": "had-to-stop"}
    return asked(0, *pairs, noticed=(*signs, "swelling"), **more)


@pytest.mark.parametrize("is_large", [False, True])
def test_more_than_there_is_room_for_stand_on_page_two(is_large):
    report = page_of(make_material(all_of_them()), replace(EVERYTHING, is_large=is_large))
    *first, more = section(report, "new").blocks
    whole = section(report, "in-full").blocks
    start = whole.index(Heading("Warning signs")) + 1
    every = whole[start : start + 1 + len(ONE_ANSWER) + len(NOTICED_SIGNS) + 2]
    assert tuple(first) == every[: len(first)]
    assert more.words == f"{len(every) - len(first)} more on page 2."
    assert first[0].label == "Chest or nearby"


def test_large_print_has_room_for_fewer():
    shown = [
        section(page_of(make_material(all_of_them()), replace(EVERYTHING, is_large=large)), "new") for large in (0, 1)
    ]
    assert len(shown[0].blocks) > len(shown[1].blocks) > 3


def test_ticks_that_are_not_named_stand_on_page_two():
    ticks = [("locked", code) for code in ("mouth", "tongue-eyes", "wound", "new-medicine")]
    report = page_of(make_material(asked(0, *ticks)))
    assert "mouth opens less than two fingers 1, tongue or eyes pulled 1 and 2 others of 1 answered" in words(
        report, "new"
    )
    assert "dirty wound" in words(report, "in-full")


def test_few_signs_stand_on_page_one_alone():
    assert "Warning signs" not in printed(page_of(make_material(Entry(at(30), noticed=("fever",)))).further)
