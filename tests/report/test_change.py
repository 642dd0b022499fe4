"""Looks at change on the doctor's summary: each as it was taken, no medicine unless medicines are ticked."""

from dataclasses import replace

from tests.report.pages import EVERYTHING, page_of, section, usual
from tests.wording.test_change import look
from tracker.report import caps, choice
from tracker.report.content import Bullets, Paragraph
from tracker.report.material import LookRow, VisitRow
from tracker.vocabulary.profile import MEDICATION, SUPPLEMENT

BACLOFEN = LookRow("began", MEDICATION, "baclofen", look())
MAGNESIUM = LookRow("began", SUPPLEMENT, "magnesium", look())


def parts(looks, chosen=EVERYTHING):
    return section(page_of(usual(looks=looks), chosen), choice.CHANGE_PART).blocks


def test_each_look_and_how_often_such_looks_are_wrong():
    bullets, note = parts((MAGNESIUM,))
    assert isinstance(bullets, Bullets)
    assert "starting magnesium" in bullets.items[0]
    assert "Rate ratio 0.42, 95% CI 0.30–0.58: fewer. One comparison, planned in advance." in bullets.items[0]
    assert "2–6 are false where nothing changed" in note.words


def test_without_a_look_it_says_when_there_will_be_one():
    (line,) = parts(())
    assert isinstance(line, Paragraph)
    assert line.words.startswith("None so far.")


def test_a_medicine_is_named_only_if_medicines_are_ticked():
    without = replace(
        EVERYTHING,
        parts=EVERYTHING.parts - {choice.MEDICINES_PART},
        sections=EVERYTHING.sections - {choice.PROFILE_PART},
    )
    bullets, _note = parts((BACLOFEN, MAGNESIUM), without)
    assert "baclofen" not in " ".join(bullets.items)
    assert "magnesium" in bullets.items[1]
    named, _note = parts((BACLOFEN,), replace(without, parts=EVERYTHING.parts))
    assert "baclofen" in named.items[0]


def test_the_latest_few():
    bullets, _note, more = parts((MAGNESIUM,) * (caps.MOST_LOOKS + 2))
    assert len(bullets.items) == caps.MOST_LOOKS
    assert "2" in more.words


def test_a_private_visit_has_no_part_in_what_it_says():
    flagged = LookRow("began", SUPPLEMENT, "magnesium", look(begins_at_visit=True))
    bullets, _note = parts((flagged,))
    assert "visit" not in bullets.items[0]
    bullets, _note = section(
        page_of(usual(looks=(flagged,), visits=(VisitRow(flagged.look.after.days.first),)), EVERYTHING),
        choice.CHANGE_PART,
    ).blocks
    assert "Begins at a visit" in bullets.items[0]
