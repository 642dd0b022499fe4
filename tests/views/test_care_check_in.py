"""The check-in in another's diary: a question that is true whatever is logged, and no answer of anybody else's."""

import datetime as dt

import pytest

from tests.care import clock, make_grant, within  # noqa: F401  the clock is a fixture
from tests.factories import NOON, make_day, make_episode
from tests.html import read_page
from tracker.days import ONE_DAY
from tracker.models import DatedSetting, Day, DayFactor, Revision
from tracker.vocabulary.grants import MAY_BOTH, MAY_LOG

TODAY = NOON.date()
ADDRESS = f"/check-in/{TODAY}/"


@pytest.fixture(params=[MAY_LOG, MAY_BOTH])
def grant(request, alice, bob):
    DatedSetting.objects.create(
        owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 30 * ONE_DAY, value="stress alcohol"
    )
    return make_grant(alice, bob, request.param, now=NOON)


def send(client, grant, **answers):
    form = read_page(client.get(within(grant, ADDRESS))).form(within(grant, ADDRESS))
    return client.post(form.action, form.filled(**answers), follow=True)


def answered(alice, **fields):
    """A day that alice answered, of which every answer would be seen."""
    day = make_day(alice, TODAY, "unlisted", unlisted_count="6-10", unlisted_worst=9, limited=4, **fields)
    DayFactor.objects.create(day=day, code="alcohol", is_yes=True, first_answered_at=NOON)
    DayFactor.objects.create(day=day, code="heat", is_yes=True, first_answered_at=NOON)
    return day


@pytest.mark.parametrize("days", [0, 1])
def test_the_page_is_the_same_whatever_is_logged_and_answered(alice, bob_client, grant, days):
    path = within(grant, f"/check-in/{TODAY - days * ONE_DAY}/")
    before = bob_client.get(path).content.decode()
    make_episode(alice, started_at=NOON - days * ONE_DAY - dt.timedelta(hours=1))
    make_episode(alice, started_at=NOON - days * ONE_DAY - dt.timedelta(hours=2), private=True)
    answered(alice)
    make_day(alice, TODAY - ONE_DAY, "listed", answered_at=NOON - dt.timedelta(hours=14))
    assert bob_client.get(path).content.decode() == before
    assert f"Any spasms {'yesterday' if days else 'today'} that aren’t logged yet?" in before


def test_nor_does_the_page_after_a_mistake(alice, bob_client, grant):
    sent = {"limited": "11", "answer": "none"}
    before = bob_client.post(within(grant, ADDRESS), sent)
    answered(alice)
    after = bob_client.post(within(grant, ADDRESS), sent)
    assert (before.status_code, after.status_code) == (422, 422)
    assert after.content == before.content


@pytest.mark.parametrize(("private", "stored"), [(None, "none"), (False, "listed"), (True, "listed")])
def test_no_says_that_nothing_is_missing(alice, bob_client, grant, private, stored):
    """A clear day, or a day whose entries were all. They learn neither."""
    if private is not None:
        make_episode(alice, started_at=NOON, private=private)
    response = send(bob_client, grant, answer="none")
    day = Day.objects.get()
    assert (day.answer, day.logged_by) == (stored, "bob")
    assert "Saved. What others answered stays as it is." in read_page(response).text


def test_yes_says_that_some_are_not_logged(alice, bob_client, grant):
    make_episode(alice, started_at=NOON)
    send(bob_client, grant, answer="unlisted", unlisted_count="1-5", unlisted_worst="6")
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count, day.unlisted_worst) == ("unlisted", "1-5", 6)


def test_it_fills_what_is_open_and_changes_no_answer_of_the_owners(alice, bob_client, grant):
    answered(alice, note="Mine")
    response = send(bob_client, grant, answer="none", limited="0", **{"factor-stress": "yes", "factor-alcohol": "no"})
    day = Day.objects.get()
    assert (day.answer, day.unlisted_worst, day.limited, day.note, day.logged_by) == ("unlisted", 9, 4, "Mine", "")
    assert dict(day.factors.values_list("code", "is_yes")) == {"alcohol": True, "heat": True, "stress": True}
    # The same words as where nothing was answered before.
    assert "Saved. What others answered stays as it is." in read_page(response).text
    # What they said is not lost: it is among the day's earlier versions.
    assert {row.snapshot["answer"] for row in Revision.objects.filter(owner=alice)} >= {"none"}


def test_they_correct_their_own(alice, bob_client, grant):
    send(bob_client, grant, answer="none", **{"factor-stress": "yes"})
    send(bob_client, grant, answer="unlisted", unlisted_worst="3", **{"factor-stress": "no"})
    day = Day.objects.get()
    assert (day.answer, day.unlisted_worst) == ("unlisted", 3)
    assert dict(day.factors.values_list("code", "is_yes")) == {"stress": False}


def test_nothing_answered_is_nothing_stored(alice, bob_client, grant):
    response = send(bob_client, grant)
    assert "You haven’t answered anything yet" in read_page(response).text
    assert not Day.objects.exists()
