"""What every kind of revision has in common: how long it can be gone back to, and what using it up means."""

import datetime as dt

import pytest

from tests.factories import NOON, make_day, make_episode, make_profile_item, make_visit
from tracker.models import Question, Revision
from tracker.selectors.person import person_of
from tracker.services import day_revisions, episodes, profile, questions, visits
from tracker.services.revisions import UNDO_AGE, deletion_of, deletions, keep_revision, purge_revisions

SECOND = dt.timedelta(seconds=1)


def delete_an_entry(owner):
    person = person_of(owner)
    revision = episodes.delete_episode(person, make_episode(owner), now=NOON)
    return revision, lambda now: episodes.undo(person, revision, now=now)


def change_a_day(owner):
    revision = keep_revision(owner, day_revisions.DAY_REVISION, make_day(owner, NOON.date()), now=NOON)
    return revision, lambda now: day_revisions.restore_day(person_of(owner), revision, now=now)


def remove_a_medicine(owner):
    item = make_profile_item(owner, "medication", text="Baclofen")
    revision = profile.remove_item(owner, item, now=NOON)
    return revision, lambda now: profile.restore_item(owner, revision, now=now)


def remove_a_question(owner):
    question = Question.objects.create(owner=owner, text="Why?", asked_on=NOON.date())
    revision = questions.remove_question(owner, question, now=NOON)
    return revision, lambda now: questions.restore_question(owner, revision, now=now)


def remove_a_visit(owner):
    revision = visits.remove_visit(owner, make_visit(owner), now=NOON)
    return revision, lambda now: visits.restore_visit(owner, revision, now=now)


KINDS = [delete_an_entry, change_a_day, remove_a_medicine, remove_a_question, remove_a_visit]


@pytest.mark.parametrize("keep", KINDS)
@pytest.mark.parametrize(("age", "comes_back"), [(UNDO_AGE, True), (UNDO_AGE + SECOND, False)])
def test_every_kind_comes_back_until_exactly_thirty_days_are_over(alice, keep, age, comes_back):
    _revision, restore = keep(alice)
    assert (restore(NOON + age) is not None) is comes_back


@pytest.mark.parametrize("keep", KINDS)
def test_a_snapshot_of_another_schema_is_not_guessed_at(alice, keep):
    revision, restore = keep(alice)
    revision.schema += 1
    with pytest.raises(ValueError, match=f"schema {revision.schema}"):
        restore(NOON)
    assert Revision.objects.filter(pk=revision.pk).exists()


@pytest.mark.parametrize("keep", [kind for kind in KINDS if kind is not change_a_day])
def test_undoing_a_deletion_uses_its_revision_up(alice, keep):
    revision, restore = keep(alice)
    kind, uid = revision.kind, revision.uid
    assert deletion_of(alice, kind, uid, NOON) == revision
    restore(NOON)
    assert deletion_of(alice, kind, uid, NOON) is None


@pytest.mark.parametrize("keep", KINDS)
def test_revisions_are_purged_once_they_cannot_be_undone(alice, keep):
    revision, _restore = keep(alice)
    assert purge_revisions(alice, now=NOON + UNDO_AGE) == 0
    assert purge_revisions(alice, now=NOON + UNDO_AGE + SECOND) == 1
    assert not Revision.objects.filter(pk=revision.pk).exists()


def test_a_deletion_is_listed_until_exactly_thirty_days_are_over_and_to_its_owner_alone(alice, bob):
    revision, _restore = delete_an_entry(alice)
    delete_an_entry(bob)
    assert list(deletions(alice, Revision.EPISODE, NOON + UNDO_AGE)) == [revision]
    assert list(deletions(alice, Revision.EPISODE, NOON + UNDO_AGE + SECOND)) == []
    assert list(deletions(alice, Revision.VISIT, NOON)) == []
