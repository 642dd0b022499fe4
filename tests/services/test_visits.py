"""Visits: planned once however often it is sent, noted, removed and brought back with their questions."""

import datetime as dt
import uuid

import pytest

from tests.factories import NOON, make_profile_item, make_visit
from tracker.models import ProfileItem, Question, Revision, Visit
from tracker.services import questions, visits
from tracker.services.revisions import UNDO_AGE
from tracker.services.visits import VisitPlan

TODAY = NOON.date()
UID = uuid.UUID(int=7)


def ask(owner, text="Why?", **fields):
    question = questions.keep_question(owner, text, TODAY)
    Question.objects.filter(owner=owner, pk=question.pk).update(**fields)
    question.refresh_from_db()
    return question


def order(owner):
    return [row.text for row in Question.objects.filter(owner=owner, answered_on=None)]


def version(owner):
    owner.preferences.refresh_from_db()
    return owner.preferences.data_version


# Plan and note


def test_a_plan_that_is_sent_twice_is_one_visit(alice):
    for _n in range(2):
        visits.save_visit(
            alice,
            UID,
            VisitPlan(on=TODAY, with_whom="Dr. Kim", what_for="Cramps", note="10:40", private=True),
            now=NOON,
        )
    (visit,) = Visit.objects.of(alice)
    assert (visit.on, visit.with_whom, visit.what_for, visit.note, visit.private) == (
        TODAY,
        "Dr. Kim",
        "Cramps",
        "10:40",
        True,
    )


def test_the_same_once_more_raises_no_version(alice):
    visits.save_visit(alice, UID, VisitPlan(on=TODAY), now=NOON)
    before = version(alice)
    visits.save_visit(alice, UID, VisitPlan(on=TODAY), now=NOON)
    assert version(alice) == before


def test_a_changed_plan_keeps_what_was_said(alice):
    visit = visits.save_visit(alice, UID, VisitPlan(on=TODAY), now=NOON)
    visits.note_after(alice, visit, said="Stretch", tests="EMG", now=NOON)
    visits.save_visit(alice, UID, VisitPlan(on=TODAY + dt.timedelta(days=1)), now=NOON)
    visit.refresh_from_db()
    assert (visit.on, visit.said, visit.tests) == (TODAY + dt.timedelta(days=1), "Stretch", "EMG")


def test_another_persons_visit_with_the_same_uid_is_another(alice, bob):
    visits.save_visit(alice, UID, VisitPlan(on=TODAY, with_whom="Dr. Kim"), now=NOON)
    visits.save_visit(bob, UID, VisitPlan(on=TODAY, with_whom="Dr. Lee"), now=NOON)
    assert Visit.objects.of(alice).get().with_whom == "Dr. Kim"


def test_noting_the_same_changes_nothing(alice):
    visit = make_visit(alice)
    assert visits.note_after(alice, visit, said="Stretch", tests="", now=NOON)
    assert not visits.note_after(alice, visit, said="Stretch", tests="", now=NOON)


def test_nothing_is_noted_of_a_visit_that_is_gone(alice):
    visit = make_visit(alice)
    visits.remove_visit(alice, visit, now=NOON)
    assert not visits.note_after(alice, visit, said="Stretch", tests="", now=NOON)
    assert not Visit.objects.of(alice).exists()


# Remove and bring back


def test_a_removed_visit_comes_back_as_it_was_with_its_questions(alice):
    visit = make_visit(alice, what_for="Cramps", note="10:40", said="Stretch", tests="EMG", private=True)
    question = ask(alice, visit=visit)
    revision = visits.remove_visit(alice, visit, now=NOON)
    question.refresh_from_db()
    assert question.visit is None
    restored = visits.restore_visit(alice, revision, now=NOON)
    question.refresh_from_db()
    assert question.visit == restored
    names = ("uid", "on", "with_whom", "what_for", "note", "said", "tests", "private")
    assert [getattr(restored, name) for name in names] == [getattr(visit, name) for name in names]
    assert not Revision.objects.filter(owner=alice).exists()


def test_a_question_that_found_another_visit_stays_there(alice):
    visit, other = make_visit(alice), make_visit(alice)
    question = ask(alice, visit=visit)
    revision = visits.remove_visit(alice, visit, now=NOON)
    visits.put_question(alice, question, other)
    visits.restore_visit(alice, revision, now=NOON)
    question.refresh_from_db()
    assert question.visit == other


def test_a_visit_is_removed_once(alice):
    visit = make_visit(alice)
    assert visits.remove_visit(alice, visit, now=NOON)
    assert visits.remove_visit(alice, visit, now=NOON) is None
    assert Revision.objects.filter(owner=alice, kind=Revision.VISIT).count() == 1


def test_after_thirty_days_it_is_gone(alice):
    revision = visits.remove_visit(alice, make_visit(alice), now=NOON)
    late = NOON + UNDO_AGE + dt.timedelta(seconds=1)
    assert visits.removed_visits(alice, now=late) == []
    assert visits.restore_visit(alice, revision, now=late) is None
    assert not Visit.objects.of(alice).exists()


def test_removed_visits_are_listed_with_what_they_were(alice, bob):
    visits.remove_visit(bob, make_visit(bob), now=NOON)
    revision = visits.remove_visit(alice, make_visit(alice, with_whom="Physio"), now=NOON)
    ((listed, visit),) = visits.removed_visits(alice, now=NOON)
    assert (listed, visit.with_whom, visit.on) == (revision, "Physio", TODAY)


def test_a_snapshot_of_another_schema_is_refused(alice):
    revision = visits.remove_visit(alice, make_visit(alice), now=NOON)
    revision.schema = 99
    with pytest.raises(ValueError, match="schema 99"):
        visits.restore_visit(alice, revision, now=NOON)


def test_a_removed_question_comes_back_to_its_visit(alice):
    visit = make_visit(alice)
    revision = questions.remove_question(alice, ask(alice, visit=visit), now=NOON)
    assert questions.restore_question(alice, revision, now=NOON).visit == visit


def test_a_removed_question_whose_visit_is_gone_comes_back_for_the_next_one(alice):
    visit = make_visit(alice)
    revision = questions.remove_question(alice, ask(alice, visit=visit), now=NOON)
    visits.remove_visit(alice, visit, now=NOON)
    assert questions.restore_question(alice, revision, now=NOON).visit is None


# Questions


def test_a_question_is_put_to_a_visit_once(alice):
    visit, question = make_visit(alice), ask(alice)
    assert visits.put_question(alice, question, visit)
    assert not visits.put_question(alice, question, visit)


def test_a_question_is_not_put_to_another_persons_visit(alice, bob):
    question = ask(alice)
    assert not visits.put_question(alice, question, make_visit(bob))
    question.refresh_from_db()
    assert question.visit is None


def test_a_question_moves_among_those_of_its_visit(alice):
    a, _x, b = (ask(alice, text) for text in "axb")
    assert questions.move_question(alice, b, questions.UP, among=[a.uid, b.uid])
    assert order(alice) == ["b", "x", "a"]


@pytest.mark.parametrize(("place", "way"), [(0, questions.UP), (1, questions.DOWN)])
def test_a_question_at_the_end_stays_there(alice, place, way):
    rows = [ask(alice, text) for text in "ab"]
    assert not questions.move_question(alice, rows[place], way, among=[row.uid for row in rows])
    assert order(alice) == ["a", "b"]


def test_a_question_of_elsewhere_does_not_move(alice):
    a, b, x = (ask(alice, text) for text in "abx")
    assert not questions.move_question(alice, x, questions.UP, among=[a.uid, b.uid])


def test_another_way_is_an_error(alice):
    with pytest.raises(ValueError, match="sideways"):
        questions.move_question(alice, ask(alice), "sideways", among=[])


def test_a_question_is_answered_on_the_day_of_its_visit(alice):
    visit, question = make_visit(alice), ask(alice)
    assert visits.mark_answered(alice, question, visit)
    question.refresh_from_db()
    assert (question.answered_on, question.visit) == (visit.on, visit)


def test_an_answer_stays_with_its_first_visit(alice):
    first, second, question = make_visit(alice), make_visit(alice), ask(alice)
    visits.mark_answered(alice, question, first)
    assert not visits.mark_answered(alice, question, second)
    question.refresh_from_db()
    assert question.visit == first


def test_an_answered_question_can_be_opened_again(alice):
    question = ask(alice)
    visits.mark_answered(alice, question, make_visit(alice))
    assert questions.tick_off(alice, question, None)
    assert not questions.tick_off(alice, question, None)
    assert order(alice) == ["Why?"]


# Another dose


def test_another_dose_ends_the_row_and_begins_a_new_one(alice):
    item = make_profile_item(
        alice,
        "medication",
        text="Baclofen",
        dose="5 mg",
        from_on=TODAY - dt.timedelta(days=50),
        for_spasms=True,
        private=True,
    )
    made = visits.change_dose(alice, item, "10 mg", TODAY, UID, now=NOON)
    item.refresh_from_db()
    assert (item.dose, item.to_on, item.to_precision) == ("5 mg", TODAY, "day")
    assert (made.uid, made.kind, made.text, made.dose) == (UID, "medication", "Baclofen", "10 mg")
    assert (made.from_on, made.to_on, made.for_spasms, made.private) == (TODAY, None, True, True)


@pytest.mark.parametrize("for_spasms", [True, False])
def test_another_dose_is_taken_for_the_same(alice, for_spasms):
    item = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", for_spasms=for_spasms)
    assert visits.change_dose(alice, item, "10 mg", TODAY, UID, now=NOON).for_spasms is for_spasms
    item.refresh_from_db()
    assert item.for_spasms is for_spasms


def test_another_dose_that_is_sent_twice_is_one(alice):
    item = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg")
    for _n in range(2):
        visits.change_dose(alice, item, "10 mg", TODAY, UID, now=NOON)
    assert ProfileItem.objects.of(alice).count() == 2


def test_what_began_later_has_no_other_dose_before(alice):
    item = make_profile_item(alice, "medication", text="Baclofen", from_on=TODAY + dt.timedelta(days=1))
    assert visits.change_dose(alice, item, "10 mg", TODAY, UID, now=NOON) is None
    assert ProfileItem.objects.of(alice).count() == 1


def test_a_visit_that_was_removed_before_visits_could_be_marked_comes_back(alice):
    visit = make_visit(alice)
    revision = visits.remove_visit(alice, visit, now=NOON)
    del revision.snapshot["look"]
    revision.save()
    assert not visits.restore_visit(alice, Revision.objects.get(), now=NOON).look


def test_a_mark_comes_back_with_its_visit(alice):
    revision = visits.remove_visit(alice, make_visit(alice, look=True), now=NOON)
    assert visits.restore_visit(alice, revision, now=NOON).look
