"""Page 1 stays within its room with the longest of everything."""

from dataclasses import replace
from functools import cache

import pytest

from tests.analysis.diaries import Entry, at
from tests.report.pages import EVERYTHING, make_material, page_of, printed, section, usual, words
from tracker.days import PartialDate
from tracker.diary import OwnWords
from tracker.report.caps import LARGE_CAPS, ORDINARY_CAPS, SIGN_ROW_CHARACTERS
from tracker.report.content import Bullets, ChartBlock, Fact, FactList, Paragraph
from tracker.report.material import Material, ProfileRow, VisitRow
from tracker.vocabulary.episodes import KINDS, NOTICED
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS
from tracker.vocabulary.regions import REGIONS
from tracker.wording.places import NUMBERED

LONG = "wörd " * 2_000
"""10,000 characters."""


def _answers(question: str, day: int) -> tuple[str, ...]:
    """Every tick, or one of its answers, turn by turn."""
    answers = tuple(FOLLOW_UPS[question].answers)
    if FOLLOW_UPS[question].takes_several:
        return tuple(code for code in answers if code not in ALONE)
    return (answers[day % len(answers)],)


@cache
def the_longest() -> Material:
    """Twelve of everything, each as long as can be typed and longer."""
    entries, uses = [], [(f"x-{n}", "", moment, "greatly") for n in range(12) for moment in ("during", "after", "")]
    for day in range(28):
        entries.append(
            Entry(
                at(28 + day),
                regions=tuple((code, region.sides[-1]) for code, region in REGIONS.items() if code != "other"),
                noticed=tuple(code for code in NOTICED if code != "none"),
                follow_up=tuple((code, answer) for code in FOLLOW_UPS for answer in _answers(code, day)),
                kind=tuple(KINDS)[day % 5],
                impact="had-to-stop",
                at_onset="walking",
                seconds=4_000 * (day + 1),
                chest_answer=("yes", "not-sure")[day % 2],
                relief=tuple(uses) + tuple(("medication", f"{n} {LONG}"[:120], "during", "slightly") for n in range(9)),
                zone=("Europe/Berlin", "America/Argentina/ComodRivadavia", "Asia/Ho_Chi_Minh", "Asia/Tokyo")[day % 4],
                is_private=day == 3,
            )
        )
    rows = [
        ProfileRow(kind, f"{kind} {n} {LONG}", LONG, PartialDate(2026, 7, 1 + n), PartialDate(2026, 7, 20))
        for kind in ("condition", "medication", "supplement", "exercise", "pregnancy")
        for n in range(12)
    ]
    rows = [ProfileRow(row.kind, row.words.replace("medication", "medicine"), row.dose, row.since) for row in rows]
    earlier = [Entry(at(day), intensity=9) for day in range(0, 28, 2)]
    return make_material(
        *earlier,
        *entries,
        answers=dict.fromkeys(range(1, 28, 2), "none"),
        questions=tuple(f"question {n} {LONG}" for n in range(12)),
        visits=tuple(VisitRow(at(30 + n).date(), LONG) for n in range(12)),
        profile=(ProfileRow("spasms-began", "When the spasms began", since=PartialDate(2019, 5, 10)), *rows),
        own_words=OwnWords(relief={f"x-{n}": f"remedy {n} {LONG}" for n in range(12)}),
        name=LONG,
    )


def items(report, code) -> tuple[str, ...]:
    return next((one.items for one in section(report, code).blocks if isinstance(one, Bullets)), ())


def facts(report, code) -> tuple[Fact, ...]:
    return next((one.rows for one in section(report, code).blocks if isinstance(one, FactList)), ())


@cache
def longest_page():
    return page_of(the_longest())


def test_questions():
    report = longest_page()
    assert len(items(report, "questions")) == ORDINARY_CAPS.questions
    assert max(map(len, items(report, "questions"))) <= ORDINARY_CAPS.question_characters
    assert len(words(report, "in-full")) > 12 * 9_000


def test_background():
    report = longest_page()
    lines = {one.label: one.words for one in section(report, "background").blocks if isinstance(one, Paragraph)}
    # A name with its dose, its date, and that there are more.
    most = ORDINARY_CAPS.item_characters + len(" (since 10 September 2026); ")
    assert len(lines["Conditions"]) <= ORDINARY_CAPS.conditions * most + len("and 99 more, see page 2")
    assert len(lines["Medicines"]) <= ORDINARY_CAPS.medicines * most + len("and 99 more, see page 2")
    assert lines["Medicines"].endswith("and 6 more, see page 2")


def test_changes():
    (chart, line) = section(longest_page(), "weeks").blocks
    assert isinstance(chart, ChartBlock)
    assert len(chart.marks) == ORDINARY_CAPS.changes
    assert len(line.words) <= ORDINARY_CAPS.changes * (ORDINARY_CAPS.change_characters + len("30 Sep: ; ")) + len(
        "and 99 more, see page 2"
    )


def test_relief():
    rows = facts(longest_page(), "relief")
    assert len(rows) == ORDINARY_CAPS.remedies
    assert max(len(row.label) for row in rows) <= ORDINARY_CAPS.remedy_characters
    assert {row.note for row in rows} == {"during; after 28 of 28; time not given 28 of 28"}


def test_places():
    (chart,) = section(longest_page(), "where").blocks
    assert len(chart.facts) == NUMBERED
    assert f" {len(chart.result.spots) - NUMBERED} other places were also named." in chart.reading
    assert len(chart.result.spots) > NUMBERED


def test_warning_signs():
    rows = facts(longest_page(), "new")
    taken = sum(len(f"{row.label}: {row.value} {row.note}") / SIGN_ROW_CHARACTERS for row in rows)
    assert 0.6 * ORDINARY_CAPS.sign_rows < taken <= ORDINARY_CAPS.sign_rows
    assert section(longest_page(), "new").blocks[-1].words.endswith(" more on page 2.")
    whole = words(longest_page(), "in-full")
    assert [label in whole for label in ("Weakness", "Leg cramp on walking", "Widespread")] == [True] * 3


def test_dates_of_answers():
    assert {row.note.count("…, ") for row in facts(longest_page(), "new")[1:]} == {1}


def test_name():
    assert len(printed(section(longest_page(), "who").blocks[0])[0]) <= ORDINARY_CAPS.name_characters


@pytest.mark.parametrize(("is_large", "room"), [(False, ORDINARY_CAPS), (True, LARGE_CAPS)])
def test_all_of_page_one(is_large, room):
    report = page_of(the_longest(), replace(EVERYTHING, is_large=is_large))
    assert 0.8 * room.characters < sum(map(len, printed(report.page_one))) <= room.characters


@pytest.mark.parametrize("field", ["question_characters", "item_characters", "change_characters", "remedy_characters"])
def test_large_print_has_less_room(field):
    assert getattr(LARGE_CAPS, field) < getattr(ORDINARY_CAPS, field)


def test_in_large_print_too_what_was_cut_is_whole_on_page_two():
    question = "Is it the statin that I take in the evening, or is it the magnesium that I stopped taking?"
    report = page_of(usual(questions=(question,)), replace(EVERYTHING, is_large=True))
    assert items(report, "questions")[0].endswith("…")
    assert question in words(report, "in-full")
    assert section(page_of(usual(questions=(question,))), "in-full") is None


def test_an_ordinary_page_is_half_of_that():
    assert sum(map(len, printed(page_of(usual()).page_one))) <= ORDINARY_CAPS.characters / 2
