"""What a device kept counts as logged when it was tapped; others see it only once it has reached the server."""

import pytest

from tests.factories import NOON, make_day
from tests.outbox import DAY, HOUR, SPASM, codes, send, start, tap
from tracker.analysis.provenance import provenance
from tracker.days import Period
from tracker.models import DatedSetting, Day, DayFactor, Episode, Revision
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import person_of
from tracker.services import days
from tracker.services.day_revisions import restore_day
from tracker.services.episodes import delete_episode, undo

TODAY = NOON.date()
TAPPED_AT, CUT_OFF, ARRIVES_AT = NOON - 3 * HOUR, NOON - HOUR, NOON
OVER = tap("over", at=TAPPED_AT, item=SPASM, fields={"started": "15", "intensity": "3"})


def shown(owner, until=CUT_OFF):
    """How many a diary has that was read then: entries, answers, limited days, factors; and its first day."""
    diary = load_diary(person_of(owner), EpisodeFilter(), Period(TODAY - 30 * DAY, TODAY), TODAY, until)
    factors = diary.factor_answers.codes
    return len(diary.episodes), len(diary.answers.day), len(diary.limits.level), len(factors), diary.first_on


NOTHING = (0, 0, 0, 0, None)


@pytest.mark.parametrize("item", [start(at=TAPPED_AT), OVER], ids=["start", "over"])
def test_a_page_shared_before_an_entry_arrived_does_not_show_it(alice, item):
    assert codes(send(alice, item, now=ARRIVES_AT)) == ["stored"]
    assert shown(alice) == NOTHING
    assert shown(alice, ARRIVES_AT) == shown(alice, None) == (1, 0, 0, 0, TODAY)


def test_it_counts_as_logged_when_it_was_tapped(alice):
    """Three days without a network do not make a late entry of one that was logged at once."""
    send(alice, OVER | {"tapped_at": (NOON - 3 * DAY).isoformat()}, now=ARRIVES_AT)
    row = Episode.objects.get(owner=alice)
    assert (row.logged_at, row.arrived_at) == (NOON - 3 * DAY, ARRIVES_AT)
    month = Period(TODAY - 30 * DAY, TODAY)
    assert provenance(load_diary(person_of(alice), EpisodeFilter(), month, TODAY), month).entered_later == 0


def test_deleted_and_brought_back_it_has_still_come_when_it_came(alice):
    send(alice, OVER, now=ARRIVES_AT)
    person, later = person_of(alice), ARRIVES_AT + 5 * HOUR
    revision = delete_episode(person, Episode.objects.get(owner=alice), now=later)
    undo(person, revision, now=later)
    assert Episode.objects.get(owner=alice).arrived_at == ARRIVES_AT


def test_an_entry_deleted_before_arrivals_were_kept_comes_back_as_logged_here(alice):
    send(alice, OVER, now=ARRIVES_AT)
    person = person_of(alice)
    revision = delete_episode(person, Episode.objects.get(owner=alice), now=ARRIVES_AT)
    del revision.snapshot["beside"]["arrived_at"]
    revision.save()
    assert undo(person, revision, now=ARRIVES_AT + HOUR).arrived_at is None


CHECK_IN = tap(
    "check-in", at=TAPPED_AT, date=TODAY, fields={"answer": "unlisted", "limited": "1", "factor-stress": "yes"}
)


@pytest.mark.parametrize(
    ("item", "then"),
    [
        (CHECK_IN, (0, 1, 1, 1, TODAY)),
        (tap("check-in", at=TAPPED_AT, date=TODAY, fields={"limited": "1"}), (0, 0, 1, 0, None)),
        (tap("clear", at=TAPPED_AT, date=TODAY), (0, 1, 0, 0, TODAY)),
        (tap("clear-days", at=TAPPED_AT, fields={"first": str(TODAY), "last": str(TODAY)}), (0, 1, 0, 0, TODAY)),
    ],
    ids=["check-in", "limited alone", "clear", "clear-days"],
)
def test_a_page_shared_before_an_answer_arrived_does_not_show_it(asked, item, then):
    assert codes(send(asked, item, now=ARRIVES_AT)) == ["stored"]
    assert shown(asked) == NOTHING
    assert shown(asked, ARRIVES_AT) == then


@pytest.fixture
def asked(alice):
    DatedSetting.objects.update_or_create(
        owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 30 * DAY, defaults={"value": "stress"}
    )
    alice.refresh_from_db()
    return alice


def test_an_answer_that_was_there_before_stays_shown(asked):
    """A device brings an earlier answer to the same day: what others saw does not go."""
    days.save_check_in(person_of(asked), TODAY, days.DayAnswers(answer="listed"), now=CUT_OFF - HOUR)
    send(asked, CHECK_IN | {"keep": {"answer": "mine"}, "seen": ""}, now=ARRIVES_AT)
    assert Day.objects.get(owner=asked).arrived_at == CUT_OFF - HOUR
    assert shown(asked)[1] == 1


def test_taken_back_and_answered_anew_it_has_come_anew(asked):
    send(asked, CHECK_IN, now=ARRIVES_AT)
    send(asked, tap("take-back", at=NOON, date=TODAY), now=NOON + HOUR)
    send(asked, tap("clear", at=TAPPED_AT, date=TODAY), now=NOON + 2 * HOUR)
    assert Day.objects.get(owner=asked).arrived_at == NOON + 2 * HOUR
    assert first_day(asked, NOON + HOUR) is None


def test_a_restored_day_has_come_when_it_came(asked):
    send(asked, CHECK_IN, now=ARRIVES_AT)
    person = person_of(asked)
    days.withdraw_check_in(person, TODAY, now=NOON + HOUR)
    revision = Revision.objects.get(owner=asked, kind=Revision.DAY)
    assert restore_day(person, revision, now=NOON + 2 * HOUR).arrived_at == ARRIVES_AT


def test_answers_that_were_not_chosen_are_kept_with_their_factors(asked):
    """Nothing of the day itself changes."""
    day = make_day(asked, TODAY, "listed", answered_at=CUT_OFF, limited=2)
    for code, is_yes in (("stress", False), ("cold", True)):
        DayFactor.objects.create(day=day, code=code, is_yes=is_yes, first_answered_at=CUT_OFF)
    other = days.DayAnswers(answer="unlisted", unlisted_worst=6, factors={"stress": True, "cold": True}, limited=3)
    days.keep_other_answers(person_of(asked), TODAY, other, now=NOON, said_at=TAPPED_AT)
    revision = Revision.objects.get(owner=asked, kind=Revision.DAY)
    day.refresh_from_db()
    assert (day.answer, day.limited, day.answered_at) == ("listed", 2, CUT_OFF)
    assert dict(day.factors.values_list("code", "is_yes")) == {"stress": False, "cold": True}
    restored = restore_day(person_of(asked), revision, now=NOON)
    assert (restored.answer, restored.unlisted_worst, restored.limited) == ("unlisted", 6, 3)
    factors = {row.code: (row.is_yes, row.first_answered_at) for row in restored.factors.all()}
    assert factors == {"stress": (True, TAPPED_AT), "cold": (True, CUT_OFF)}
