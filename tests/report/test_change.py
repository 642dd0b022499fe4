"""Looks at change on the doctor's summary: each as it was taken, no medicine unless medicines are ticked."""

from dataclasses import replace

from tests.report.pages import BEFORE, EVERYTHING, NOW, page_of, section, usual
from tests.wording.test_change import look
from tracker.analysis.other_changes import OtherChange
from tracker.days import PartialDate
from tracker.report import caps, choice
from tracker.report.changes import others_told
from tracker.report.content import Paragraph, PlannedComparison
from tracker.report.material import LookRow, VisitRow
from tracker.vocabulary.profile import EXERCISE, MEDICATION, SUPPLEMENT

BACLOFEN = LookRow("began", MEDICATION, "baclofen", look())
MAGNESIUM = LookRow("began", SUPPLEMENT, "magnesium", look())


def parts(looks, chosen=EVERYTHING):
    return section(page_of(usual(looks=looks), chosen), choice.CHANGE_PART).blocks


def test_each_look_and_how_often_such_looks_are_wrong():
    beginning, compared, note = parts((MAGNESIUM,))
    assert "It covers its own days" in beginning.words
    assert isinstance(compared, PlannedComparison)
    assert "Starting “magnesium”" in compared.subject
    assert [number for _label, number in compared.figures] == ["55 of 87", "24 of 90", "0.42 (0.30–0.58)"]
    assert "report a change in 2 to 6 of 100 steady diaries" in note.words


def test_without_a_look_it_says_when_there_will_be_one():
    (line,) = parts(())
    assert isinstance(line, Paragraph)
    assert line.words.startswith("None to show.")


def test_a_medicine_is_named_only_if_medicines_are_ticked():
    without = replace(
        EVERYTHING,
        parts=EVERYTHING.parts - {choice.MEDICINES_PART},
        sections=EVERYTHING.sections - {choice.PROFILE_PART},
    )
    _beginning, unnamed, named, _note = parts((BACLOFEN, MAGNESIUM), without)
    assert "baclofen" not in str(unnamed)
    assert "magnesium" in named.subject
    _beginning, named, _note = parts((BACLOFEN,), replace(without, parts=EVERYTHING.parts))
    assert "baclofen" in named.subject


def test_what_else_changed_is_told_by_the_same_rule():
    quinine = OtherChange("began", "b", PartialDate(2026, 10, 1), MEDICATION, "quinine\n" * 2)
    yoga = OtherChange("ended", "c", PartialDate(2026, 10, 2), EXERCISE, "yoga")
    row = replace(MAGNESIUM, others=(quinine, yoga))
    without = replace(
        EVERYTHING,
        parts=EVERYTHING.parts - {choice.MEDICINES_PART},
        sections=EVERYTHING.sections - {choice.PROFILE_PART},
    )
    results = [parts((row,), chosen)[1].result for chosen in (EVERYTHING, without)]
    assert results == [
        "Fewer spasm days. Also in these days: quinine quinine started 1 Oct; yoga stopped 2 Oct.",
        "Fewer spasm days. Also in these days: yoga stopped 2 Oct.",
    ]


def test_a_changed_dose_is_told_by_the_same_rule():
    row = replace(BACLOFEN, what="dose", doses=("5\nmg", "10 mg"))
    without = replace(
        EVERYTHING,
        parts=EVERYTHING.parts - {choice.MEDICINES_PART},
        sections=EVERYTHING.sections - {choice.PROFILE_PART},
    )
    subjects = [parts((row,), chosen)[1].subject for chosen in (EVERYTHING, without)]
    assert subjects[0].startswith("Changing “baclofen” from 5 mg to 10 mg, ")
    assert subjects[1].startswith("A change, ")


def test_three_texts_of_a_changed_dose_share_the_room_of_one():
    dose = OtherChange("dose", "b", PartialDate(2026, 10, 1), MEDICATION, "b" * 50, ("5 " * 40, "6 " * 40), "a")
    (told,) = others_told(replace(MAGNESIUM, others=(dose,)), EVERYTHING, 45)
    assert [len(text) <= 15 for text in (told.words, *told.doses)] == [True] * 3
    (whole,) = others_told(replace(MAGNESIUM, others=(dose,)), EVERYTHING)
    assert (whole.words, len(whole.doses[0])) == ("b" * 50, 79)


def test_the_latest_few():
    _beginning, *looks, _note, more = parts((MAGNESIUM,) * (caps.MOST_LOOKS + 2))
    assert len(looks) == caps.MOST_LOOKS
    assert "2" in more.words


def test_a_private_visit_has_no_part_in_what_it_says():
    flagged = LookRow("began", SUPPLEMENT, "magnesium", look(begins_at_visit=True))
    _beginning, compared, _note = parts((flagged,))
    assert "visit" not in str(compared)
    _beginning, compared, _note = section(
        page_of(usual(looks=(flagged,), visits=(VisitRow(flagged.look.after.days.first),)), EVERYTHING),
        choice.CHANGE_PART,
    ).blocks
    assert "Begins at a visit" in compared.result


def test_page_one_says_what_page_two_does_of_nearly_the_same_days():
    """8 of 25 after 14 of 27 in the usual page, and a look at the same windows that says fewer."""
    shown = look(before=(14, 27, 28), after=(8, 25, 28))
    shown = replace(shown, before=replace(shown.before, days=BEFORE), after=replace(shown.after, days=NOW))
    row = LookRow("began", SUPPLEMENT, "magnesium", shown)

    def first_line(chosen, looks=(row,)):
        blocks = section(page_of(usual(looks=looks), chosen), choice.NUMBERS_PART).blocks
        return blocks[0].lines[0]

    line = first_line(EVERYTHING)
    assert line.caveat.startswith("Fewer spasm days since 29 June, by a comparison planned in advance (page\u00a02).")
    assert "often chance" not in line.caveat
    assert line.see == choice.CHANGE_PART
    # Where page 2 has no looks, page 1 has no word of them.
    for alone in (
        first_line(replace(EVERYTHING, sections=EVERYTHING.sections - {choice.CHANGE_PART})),
        first_line(EVERYTHING, (MAGNESIUM,)),
    ):
        assert alone.caveat.startswith("Over so few days, a difference like this is often chance.")
        assert alone.see == ""
