"""Questions for the visit keep their order, their words, and 30 days to be brought back."""

import datetime as dt
import uuid

import pytest

from tests.factories import NOON
from tracker.models import Question, Revision
from tracker.services import questions as service

TODAY = NOON.date()


def keep(owner, *texts):
    return [service.keep_question(owner, text, TODAY) for text in texts]


def texts(owner):
    return list(Question.objects.filter(owner=owner, answered_on=None).values_list("text", flat=True))


def test_new_ones_stand_last(alice, bob):
    keep(bob, "x", "y")
    keep(alice, "a", "b", "c")
    assert texts(alice) == ["a", "b", "c"]


def test_the_same_form_twice_makes_one(alice):
    uid = uuid.uuid4()
    for _ in range(2):
        service.keep_question(alice, "a", TODAY, uid=uid)
    assert texts(alice) == ["a"]


def test_a_card_is_kept_once_while_it_is_open(alice):
    first = service.keep_card(alice, "stress", "stress", TODAY)
    assert service.keep_card(alice, "stress", "stress", TODAY) == first
    service.tick_off(alice, first, TODAY)
    assert service.keep_card(alice, "stress", "stress", TODAY) != first


@pytest.mark.parametrize(
    ("place", "way", "order", "moved"),
    [
        (0, "down", "bac", True),
        (1, "up", "bac", True),
        (2, "up", "acb", True),
        (0, "up", "abc", False),
        (2, "down", "abc", False),
    ],
)
def test_one_place_up_or_down(alice, place, way, order, moved):
    rows = keep(alice, "a", "b", "c")
    assert service.move_question(alice, rows[place], way) is moved
    assert "".join(texts(alice)) == order


def test_moving_passes_over_what_is_answered(alice):
    a, b, _c = keep(alice, "a", "b", "c")
    service.tick_off(alice, b, TODAY)
    assert service.move_question(alice, a, "down")
    assert texts(alice) == ["c", "a"]


def test_another_way_is_refused(alice):
    (row,) = keep(alice, "a")
    with pytest.raises(ValueError, match="sideways"):
        service.move_question(alice, row, "sideways")


def test_other_words(alice):
    (row,) = keep(alice, "a")
    assert service.change_question(alice, row, "b", now=NOON)
    assert not service.change_question(alice, row, "b", now=NOON)
    assert texts(alice) == ["b"]


def test_ticked_off_and_opened_again(alice):
    (row,) = keep(alice, "a")
    assert service.tick_off(alice, row, TODAY)
    assert not service.tick_off(alice, row, TODAY)
    assert Question.objects.get().answered_on == TODAY
    assert service.tick_off(alice, row, None)
    assert texts(alice) == ["a"]


def test_removed_and_brought_back_where_it_stood(alice):
    rows = keep(alice, "a", "b", "c")
    card = service.keep_card(alice, "stress", "stress", TODAY)
    service.tick_off(alice, card, TODAY)
    before = list(Question.objects.filter(owner=alice).values())
    revisions = [service.remove_question(alice, row, now=NOON) for row in (rows[1], card)]
    assert texts(alice) == ["a", "c"]
    for revision in revisions:
        service.restore_question(alice, revision, now=NOON)
    after = list(Question.objects.filter(owner=alice).values())
    assert [row | {"id": 0} for row in after] == [row | {"id": 0} for row in before]
    assert not Revision.objects.filter(owner=alice).exists()


def test_removing_twice_keeps_one(alice):
    (row,) = keep(alice, "a")
    assert service.remove_question(alice, row, now=NOON)
    assert service.remove_question(alice, row, now=NOON) is None
    assert Revision.objects.count() == 1


def test_after_30_days_it_is_gone(alice):
    (row,) = keep(alice, "a")
    revision = service.remove_question(alice, row, now=NOON)
    assert service.restore_question(alice, revision, now=NOON + dt.timedelta(days=30, seconds=1)) is None
    assert texts(alice) == []


def test_another_persons_question_is_left_alone(alice, bob):
    (row,) = keep(alice, "a")
    service.change_question(bob, row, "b", now=NOON)
    service.tick_off(bob, row, TODAY)
    service.move_question(bob, row, "up")
    service.remove_question(bob, row, now=NOON)
    assert texts(alice) == ["a"]


def test_other_words_under_the_same_uid_are_another_question(alice):
    uid = uuid.uuid4()
    first, again, other = (service.keep_question(alice, text, TODAY, uid=uid) for text in ("Why?", "Why?", "And how?"))
    assert first == again
    assert (other.text, Question.objects.count()) == ("And how?", 2)


def test_one_that_was_brought_back_can_still_be_passed(alice):
    (a,) = keep(alice, "a")
    revision = service.remove_question(alice, a, now=NOON)
    keep(alice, "b")
    service.restore_question(alice, revision, now=NOON)
    # Both hold the first place now.
    for _ in range(3):
        first, last = Question.objects.filter(owner=alice)
        assert service.move_question(alice, last, service.UP)
        assert texts(alice) == [last.text, first.text]
