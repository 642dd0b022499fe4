"""Warning signs on page 1: each that came up with its count and its denominator, and no other."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.analysis.diaries import MONDAY, Entry, at
from tests.report.pages import EVERYTHING, NOW, make_material, page_of, printed, section, usual, words
from tracker.analysis.profile_signs import SIGN_BELLY, SIGN_MISSED_MEDICINE, SIGN_NEW_MEDICINE_FEVER
from tracker.analysis.safety_counts import ALARM_ELSEWHERE, HAD_TO_STOP, NOTICED_SIGNS, ON_WALKING
from tracker.days import PartialDate
from tracker.guidance.thresholds import EASING_ASKED_FROM_MINUTES
from tracker.report import choice
from tracker.report.caps import SIGN_TICKS
from tracker.report.content import Fact, FactList, Heading, Paragraph
from tracker.report.material import ProfileRow, VisitRow
from tracker.report.warning_signs import signs_in
from tracker.vocabulary.follow_up import FOLLOW_UPS, NO, NOT_SURE, YES
from tracker.wording.sign_labels import (
    ASKED_SIGNS,
    EASES_STANDING,
    MOST_PRESSING_FIRST,
    PLAN_KNOWN,
    PREGNANCY_SIGNS,
    SIGN_LABELS,
)
from tracker.wording.warning_signs import sign_lines

CALF = (("calf", "left"),)
CHEST = (("chest", "left"),)
PREGNANT = ProfileRow("pregnancy", "pregnancy")


def lines(*entries, chosen=EVERYTHING, **given) -> dict[str, str]:
    """The sentences of the section by label, as they stand where there is room for sentences."""
    material = make_material(*entries, **given)
    said = {line.label: line.words for line in sign_lines(signs_in(material, chosen, NOW), SIGN_TICKS)}
    blocks = section(page_of(material, chosen), "new").blocks
    return said | {block.label: block.words for block in blocks if isinstance(block, Paragraph) and block.label}


def rows(report) -> tuple[Fact, ...]:
    """The rows of the section's table."""
    return next((block.rows for block in section(report, "new").blocks if isinstance(block, FactList)), ())


def asked(day, *pairs, **more):
    return Entry(at(28 + day), follow_up=pairs, **more)


def test_since_the_last_visit_or_in_these_days():
    assert section(page_of(usual()), "new").heading == "Warning signs since the visit on 28 Jun"
    older = usual(visits=(VisitRow(MONDAY), VisitRow(MONDAY + dt.timedelta(90))))
    assert section(page_of(older), "new").heading == "Warning signs in this period"


def test_each_sign_of_those_that_say_and_weakness_apart_from_numbness():
    entries = [
        Entry(at(30), noticed=("fell-or-nearly", "weakness", "fever")),
        Entry(at(31), noticed=("weakness", "numbness")),
        Entry(at(32), noticed=("none",)),
        Entry(at(33)),
        Entry(at(2), noticed=("dark-urine",)),
    ]
    assert lines(*entries) == {
        "Weakness": "2 of 3 answered entries (1 Jul, 2 Jul)",
        "Numbness or tingling": "1 of 3 answered entries (2 Jul)",
        "Fever": "1 of 3 answered entries (1 Jul)",
        "Fall or near fall": "1 of 3 answered entries (1 Jul)",
    }


def test_on_page_1_a_sign_is_a_row_with_its_share_and_its_days():
    entries = [Entry(at(30, hour), impact="had-to-stop") for hour in (8, 12)]
    entries += [Entry(at(31), impact="had-to-stop"), asked(4, ("easing", NO), impact="none")]
    assert rows(page_of(make_material(*entries))) == (
        Fact("Muscle not easing after 10 min", "", "yes 1 (3 Jul), of 1 answered"),
        Fact("Had to stop", "3 of 4", "1 Jul twice, 2 Jul"),
    )


def test_a_share_of_other_entries_says_of_which():
    entries = [asked(day, regions=CALF, at_onset="walking" if day < 2 else "asleep") for day in range(3)]
    (row,) = rows(page_of(make_material(*entries)))
    assert row == Fact("Leg cramp on walking", "2 of 3", "29 Jun, 30 Jun")


def test_what_did_not_come_up_stands_in_one_line():
    said = lines(Entry(at(30), noticed=("numbness",), impact="some"), Entry(at(31), noticed=("none",)))
    assert said == {
        "Numbness or tingling": "1 of 2 answered entries (1 Jul)",
        "None noted": "fall, weakness (of 2 answered); had to stop (of 1 answered)",
    }


def test_entries_that_leave_it_open_are_said():
    assert words(page_of(make_material(Entry(at(30)))), "new").splitlines()[1:] == [
        "No entry shown here says which signs were noticed."
    ]
    assert words(page_of(make_material()), "new").splitlines()[1:] == ["No entries in this period."]


def test_every_sign_has_its_words():
    with_profile = {SIGN_BELLY, SIGN_MISSED_MEDICINE, SIGN_NEW_MEDICINE_FEVER}
    assert {*SIGN_LABELS} == {
        *NOTICED_SIGNS,
        ALARM_ELSEWHERE,
        HAD_TO_STOP,
        ON_WALKING,
        "chest",
        "widespread",
    } | with_profile


def test_every_line_has_its_place_in_the_order():
    assert sorted(MOST_PRESSING_FIRST) == sorted([*SIGN_LABELS, *ASKED_SIGNS])


def test_having_to_stop():
    entries = [Entry(at(28 + day), impact="had-to-stop" if day < 4 else "none") for day in range(18)]
    assert lines(*entries)["Had to stop"] == "4 of 18 answered entries (…, 30 Jun, 1 Jul, 2 Jul)"


def test_a_leg_on_walking_and_how_often_it_eased_on_standing_still():
    entries = [asked(day, (EASES_STANDING, YES), regions=CALF, at_onset="walking") for day in range(3)]
    entries.append(asked(3, (EASES_STANDING, NO), regions=CALF, at_onset="walking"))
    entries.append(asked(4, regions=CALF, at_onset="asleep"))
    said = (
        "4 of 5 leg entries with a stated onset (…, 30 Jun, 1 Jul, 2 Jul); eased on standing still in 3 of 4 answered"
    )
    assert lines(*entries)["Leg cramp on walking"] == said


def test_how_often_it_eased_is_not_told_without_all_of_its_answers():
    entries = [asked(0, (EASES_STANDING, NO), regions=CALF, at_onset="walking")]
    entries.append(asked(1, (EASES_STANDING, YES), regions=CALF, at_onset="walking", is_private=True))
    assert lines(*entries)["Leg cramp on walking"] == "2 of 2 leg entries with a stated onset (29 Jun)"


def test_a_blackout_and_whether_a_plan_covers_it():
    entries = [asked(0, (PLAN_KNOWN, NO), noticed=("blackout",)), asked(1, noticed=("none",))]
    assert lines(*entries)["Blackout"] == (
        "1 of 2 answered entries (29 Jun); covered by a known plan in 0 of 1 answered"
    )


def test_widespread():
    places = [(("calf", "left"),), (("hand", "left"),), (("neck-back", "left"),)]
    entries = [Entry(at(28 + 3 * day + n), regions=place) for n, place in enumerate(places) for day in range(2)]
    said = lines(*entries)["Widespread"]
    assert said == "3 of 5 areas of the body within 28 days (head and neck; arms; legs)"
    everywhere = [Entry(at(40 + day), regions=(("widespread", ""),)) for day in range(2)]
    assert lines(*entries, *everywhere)["Widespread"] == f"{said}; “widespread” in 2 entries"


def test_the_line_about_the_chest():
    entries = [Entry(at(28 + day), regions=CHEST, noticed=("none",)) for day in range(4)]
    answers = [Entry(at(36 + n), regions=CHEST, chest_answer=said) for n, said in enumerate(("no", "yes", "no", "no"))]
    answers.append(Entry(at(40), regions=CHEST, noticed=("none",), chest_answer="not-sure"))
    assert lines(*entries, *answers)["Chest or nearby"] == (
        "9 entries; asked about the chest: yes 1 (8 Jul), not sure 1 (11 Jul), no 3; pressure, "
        "breathlessness, sweating or spreading noted in 0 of 5"
    )
    assert lines(*answers[:1])["Chest or nearby"] == "1 entry; asked about the chest: no 1"
    assert lines(*entries[:1])["Chest or nearby"] == (
        "1 entry; asked about the chest: unanswered; pressure, breathlessness, sweating or spreading noted in 0 of 1"
    )
    assert "Chest or nearby" not in lines(Entry(at(30), regions=CALF, noticed=("none",)))


# Answers to the one-tap questions


def test_a_muscle_that_does_not_let_go():
    entries = [asked(day, ("easing", NO)) for day in (3, 10)] + [asked(12, ("easing", YES)), asked(13)]
    assert lines(*entries)["Muscle not easing after 10 min"] == "yes 2 (2 Jul, 9 Jul), no 1, of 3 answered"


def test_not_sure_is_told_too():
    entries = [asked(0, ("still-there", YES)), asked(5, ("still-there", NOT_SURE)), asked(6, ("still-there", NO))]
    assert lines(*entries)["Persistent weakness"] == "yes 1 and not sure 1 (29 Jun, 4 Jul), no 1, of 3 answered"


ONE_ANSWER = [code for code in ASKED_SIGNS if not FOLLOW_UPS[code].takes_several]


@pytest.mark.parametrize("question", ONE_ANSWER)
def test_an_all_clear_stands_with_the_others_in_one_line(question):
    label, clear = (
        ASKED_SIGNS[question].label(EASING_ASKED_FROM_MINUTES),
        next(reversed(ASKED_SIGNS[question].all_clear(question))),
    )
    said = lines(asked(0, (question, clear)), asked(1, (question, clear)))
    assert (label in said, said["Asked, all clear"]) == (False, f"{label} (2)")


@pytest.mark.parametrize("question", ONE_ANSWER)
@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_every_question_has_its_line(question, answer):
    given = ASKED_SIGNS[question].yes if answer == YES else answer
    said = lines(asked(0, (question, given)))[ASKED_SIGNS[question].label(EASING_ASKED_FROM_MINUTES)]
    assert said == f"{'yes' if answer == YES else 'not sure'} 1 (29 Jun), of 1 answered"


def test_no_question_is_without_words():
    assert {*ASKED_SIGNS, EASES_STANDING, PLAN_KNOWN} == {*FOLLOW_UPS}


def test_that_a_pale_limb_has_passed_is_a_line():
    assert lines(asked(0, ("colder", NO)))["Limb persistently pale, blue or cold"] == "no 1, of 1 answered"


def test_what_private_entries_alone_answered_is_not_left_over():
    """With the all-clear beside it, "of 3" would tell of a "not sure"."""
    told, hidden = (
        [asked(0, ("easing", NO)), asked(1, ("easing", YES))],
        asked(2, ("easing", NOT_SURE), is_private=True),
    )
    label = "Muscle not easing after 10 min"
    assert lines(*told)[label] == "yes 1 (29 Jun), no 1, of 2 answered"
    assert lines(*told, hidden)[label] == "yes 1 (29 Jun), of 3 answered"
    assert "Asked, all clear" not in lines(told[1], hidden)


@pytest.mark.parametrize(
    ("sign", "question", "label", "words"),
    [
        ("weakness", "still-there", "Weakness", "still there"),
        ("swelling", "more-swollen", "Swelling, or warm or discolored skin", "newly worse than the other side"),
        ("pale-blue-cold", "colder", "Pale, blue or cold limb", "still present, and colder than the other side"),
    ],
)
def test_a_sign_and_its_question_share_a_line(sign, question, label, words):
    entries = [asked(0, (question, YES), noticed=(sign,)), asked(3, (question, NO), noticed=(sign,))]
    said = lines(*entries, Entry(at(50), noticed=("none",)))
    assert said[label] == (f"2 of 3 answered entries (29 Jun, 2 Jul); {words}: yes 1 (29 Jun), no 1, of 2 answered")
    assert {ASKED_SIGNS[question].label(EASING_ASKED_FROM_MINUTES), "Asked, all clear"}.isdisjoint(said)


def test_a_sign_of_which_nothing_more_was_answered_stands_alone():
    assert lines(asked(0, noticed=("swelling",)))["Swelling, or warm or discolored skin"] == (
        "1 of 1 answered entry (29 Jun)"
    )


def test_the_ticks_of_a_locked_jaw():
    ticks = (("locked", "mouth"), ("locked", "new-medicine"))
    said = lines(asked(0, *ticks), asked(1, ("locked", "mouth")), asked(2, ("locked", "none")))
    assert said["Locked jaw or twisted neck"] == (
        "mouth opens less than two fingers wide 2 and new medicine or higher dose in the last 7 days 1 (29 Jun, 30 Jun)"
        ", none of these 1, of 3 answered"
    )


def test_only_the_latest_dates_are_told():
    said = lines(*(asked(day, ("easing", NO)) for day in range(5)))["Muscle not easing after 10 min"]
    assert said == "yes 5 (…, 1 Jul, 2 Jul, 3 Jul), of 5 answered"


def test_what_was_asked_in_pregnancy_stands_beside_the_row_that_tells_of_it():
    entry = asked(0, (PREGNANCY_SIGNS, "bleeding"))
    assert lines(entry, profile=(PREGNANT,))["Signs in pregnancy"] == "bleeding 1 (29 Jun), of 1 answered"


@pytest.mark.parametrize(
    ("parts", "sections", "is_told"),
    [(("new", "conditions"), (), True), (("new",), ("profile",), True), (("new",), (), False)],
)
def test_nor_without_that_row_being_ticked(parts, sections, is_told):
    chosen = choice.ReportChoice(parts=frozenset(parts), sections=frozenset(sections))
    entry = asked(0, (PREGNANCY_SIGNS, "bleeding"))
    assert ("Signs in pregnancy" in lines(entry, chosen=chosen, profile=(PREGNANT,))) == is_told
    assert "Signs in pregnancy" not in lines(entry, chosen=chosen)


def test_where_private_entries_alone_say_something_the_section_is_not_empty():
    report = page_of(make_material(Entry(at(30)), asked(3, noticed=("weakness",), is_private=True)))
    assert printed(section(report, "new"))[1] == "No entry shown here says which signs were noticed."


def test_what_private_entries_alone_say_is_nowhere():
    told = asked(0, ("easing", NO), noticed=("fever",), regions=CHEST, chest_answer="yes", is_private=True)
    assert lines(told, Entry(at(40), regions=CALF, noticed=("none",))) == {
        "None noted": "fall, weakness, numbness (of 1 answered)"
    }


# With the health profile

BACLOFEN = ProfileRow("medication", "baclofen", since=PartialDate(2025), for_spasms=True)
NEW = ProfileRow("medication", "metoclopramide", since=PartialDate(2026, 7, 1))
ALL_OVER = {"regions": (("widespread", ""),), "noticed": ("fever",)}
BELLY_PLACE = (("lower-abdomen", "middle"),)


def test_a_medicine_for_spasms_that_was_missed():
    entries = [asked(0, factors=("missed-medicine",)), asked(1, factors=("stress",)), asked(2)]
    label = "Missed a medicine for spasms"
    assert lines(*entries, profile=(BACLOFEN,))[label] == "1 of 2 entries with triggers answered (29 Jun)"
    assert label not in lines(*entries, profile=(replace(BACLOFEN, for_spasms=False),))


@pytest.mark.parametrize(("until", "is_told"), [(PartialDate(2026, 6, 15), True), (PartialDate(2026, 6, 14), False)])
def test_a_medicine_that_ended_lately_can_be_missed(until, is_told):
    row = replace(BACLOFEN, until=until, is_current=False)
    said = lines(asked(0, factors=("missed-medicine",)), profile=(row,))
    assert ("Missed a medicine for spasms" in said) == is_told


@pytest.mark.parametrize(("day", "is_told"), [(1, False), (2, True), (9, True), (10, False)])
def test_spasms_all_over_with_fever_after_a_new_medicine(day, is_told):
    # 1 July is day 2 of the period.
    said = lines(asked(day, **ALL_OVER), asked(12, noticed=("none",)), profile=(NEW,))
    label = "New medicine, then spasms in many places with fever or sweating"
    assert (label in said) == is_told
    if is_told:
        assert said[label].startswith("1 of 2 answered entries (")


def test_a_medicine_without_a_date_is_not_new():
    said = lines(asked(3, **ALL_OVER), profile=(replace(NEW, since=None),))
    assert not [label for label in said if label.startswith("New medicine")]


@pytest.mark.parametrize(
    ("parts", "sections", "is_told"),
    [(("new", "medicines"), (), True), (("new",), ("profile",), True), (("new", "conditions"), (), False)],
)
def test_what_tells_of_medicines_stands_where_they_may_stand(parts, sections, is_told):
    chosen = choice.ReportChoice(parts=frozenset(parts), sections=frozenset(sections))
    entries = [asked(0, factors=("missed-medicine",)), asked(4, **ALL_OVER)]
    labels = lines(*entries, chosen=chosen, profile=(BACLOFEN, NEW)).keys()
    told = {"Missed a medicine for spasms", "New medicine, then spasms in many places with fever or sweating"}
    assert told & labels == (told if is_told else set())


def test_the_belly_in_pregnancy_twice_in_a_day_or_in_a_row():
    entries = [asked(0, regions=BELLY_PLACE), asked(1, regions=BELLY_PLACE), asked(5, regions=BELLY_PLACE, count=2)]
    entries.append(asked(9, regions=BELLY_PLACE))
    label = "Belly cramps in pregnancy, twice in a day or in a row"
    assert lines(*entries, profile=(PREGNANT,))[label] == (
        "3 of 4 belly entries (29 Jun, 30 Jun, 4 Jul); signs in pregnancy unanswered"
    )
    over = replace(PREGNANT, until=PartialDate(2026, 6, 20), last_on=dt.date(2026, 7, 11))
    assert lines(*entries, profile=(over,))[label].startswith("3 of 4 ")
    assert label not in lines(*entries, profile=(replace(over, last_on=None),))
    assert label not in lines(*entries)


# Order and room


def test_what_raised_a_card_comes_first():
    merely_counted = {"noticed": ("fever", "numbness", "fell-or-nearly"), "impact": "had-to-stop"}
    entries = [asked(0, **merely_counted), asked(3, ("fever-neck", NO)), asked(20, ("still-there", NOT_SURE))]
    entries.append(asked(21, noticed=("dark-urine",)))
    assert list(lines(*entries)) == [
        *("Dark urine", "Persistent weakness"),
        *("Fever", "Numbness or tingling", "Had to stop", "Fall or near fall", "Asked, all clear", "None noted"),
    ]


def test_a_swollen_limb_that_was_not_asked_about_is_not_put_last():
    entries = [asked(0, noticed=("swelling", "fever")), asked(1, noticed=("fever",))]
    assert list(lines(*entries))[:2] == ["Swelling, or warm or discolored skin", "Fever"]
    cleared = asked(0, ("more-swollen", NO), noticed=("swelling", "numbness"))
    assert next(iter(lines(cleared, asked(3, noticed=("numbness",))))) == "Numbness or tingling"


def test_page_two_has_what_was_merely_counted():
    raised = [("easing", NO)]
    raised += [(question, YES) for question in ("heat-ill", "dysreflexia", "still-hard", "still-there", "more-swollen")]
    counted = asked(0, noticed=("fever", "fell-or-nearly", "numbness"), impact="had-to-stop")
    entries = [counted, *(asked(3 + n, pair) for n, pair in enumerate(raised))]
    report = page_of(make_material(*entries), replace(EVERYTHING, is_large=True))
    labels = [row.label for row in rows(report)]
    assert {*labels[:6]} == {ASKED_SIGNS[question].label(EASING_ASKED_FROM_MINUTES) for question, _answer in raised}
    assert labels[6:] == ["Fever"]
    assert "3 more on page 2." in words(report, "new")
    assert "Fall or near fall" in words(report, "in-full")


def all_of_them():
    signs = tuple(code for code in NOTICED_SIGNS if code != "swollen-or-warm")
    pairs = tuple((code, ASKED_SIGNS[code].yes) for code in ONE_ANSWER)
    more = {"regions": CHEST + CALF, "at_onset": "walking", "impact": "had-to-stop"}
    return asked(0, *pairs, noticed=(*signs, "swelling"), **more)


@pytest.mark.parametrize("is_large", [False, True])
def test_more_than_there_is_room_for_stand_on_page_two(is_large):
    report = page_of(make_material(all_of_them()), replace(EVERYTHING, is_large=is_large))
    _table, more = section(report, "new").blocks
    first = rows(report)
    whole = section(report, "in-full").blocks
    start = whole.index(Heading("Warning signs")) + 1
    every = whole[start : start + 1 + len(ONE_ANSWER) + len(NOTICED_SIGNS) + 2]
    # What nobody answered stands last of those there is room for.
    in_order = [line.label for line in every[: len(first)]]
    assert [row.label for row in first] == [*in_order[1:], in_order[0]]
    assert more.words == f"{len(every) - len(first)} more on page 2."
    assert (first[-1].label, first[-1].value) == ("Chest or nearby", "unanswered")


def test_large_print_has_room_for_fewer():
    shown = [rows(page_of(make_material(all_of_them()), replace(EVERYTHING, is_large=large))) for large in (0, 1)]
    assert len(shown[0]) > len(shown[1]) > 3


def test_ticks_that_are_not_named_stand_on_page_two():
    ticks = [("locked", code) for code in ("mouth", "tongue-eyes", "wound", "new-medicine")]
    report = page_of(make_material(asked(0, *ticks)))
    assert "mouth opens less than two fingers wide 1, tongue or eyes pulled 1 and 2 others (29 Jun), of 1" in words(
        report, "new"
    )
    assert "dirty wound" in words(report, "in-full")


def test_few_signs_stand_on_page_one_alone():
    assert "Warning signs" not in printed(page_of(make_material(Entry(at(30), noticed=("fever",)))).further)


@pytest.mark.parametrize(
    ("visits", "heading"),
    [
        ((27,), "Warning signs since the visit on 28 Jun"),
        ((28,), "Warning signs since the visit on 29 Jun"),
        ((29,), "Warning signs in this period"),
        ((27, 55), "Warning signs in this period"),
        ((27, 56), "Warning signs since the visit on 28 Jun"),
    ],
)
def test_signs_are_since_a_visit_only_if_the_days_begin_with_the_last_one(visits, heading):
    rows = tuple(VisitRow(MONDAY + dt.timedelta(days)) for days in visits)
    assert section(page_of(make_material(Entry(at(30)), visits=rows)), "new").heading == heading
