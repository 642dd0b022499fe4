"""What is typed in another's diary is not lost where the access ends before it arrives."""

import datetime as dt
import uuid

import pytest

from tests.care import clock, make_grant, within  # noqa: F401  the clock is a fixture
from tests.factories import NOON, make_episode
from tests.html import read_page
from tracker.models import Episode, Grant
from tracker.vocabulary.grants import MAY_LOG


@pytest.fixture
def grant(alice, bob):
    return make_grant(alice, bob, MAY_LOG, now=NOON)


def filled(bob_client, grant):
    """The form of a past spasm as bob filled it in."""
    form = read_page(bob_client.get(within(grant, "/episodes/add/"))).forms[-1]
    return form.filled(started="15", intensity="6", note="It woke them twice")


def end(grant, fields):
    Grant.objects.filter(pk=grant.pk).update(**fields)


@pytest.mark.parametrize("fields", [{"revoked_at": NOON}, {"expires_at": NOON}])
def test_what_was_typed_is_shown(bob_client, grant, fields):
    sent = filled(bob_client, grant)
    end(grant, fields)
    response = bob_client.post(within(grant, "/episodes/add/"), sent)
    page = read_page(response)
    assert response.status_code == 404
    assert page.one("h1").text == "Not saved"
    assert page.facts["Note"] == "It woke them twice"
    assert "6" in page.text
    assert "You can’t save this here." in page.text
    assert not Episode.objects.exists()


def test_it_says_nothing_of_why_or_whose(alice, bob, bob_client, grant):
    sent = filled(bob_client, grant)
    carols = make_grant(alice, type(bob).objects.create_user("carol"), MAY_LOG, now=NOON)
    end(grant, {"revoked_at": NOON})
    pages = {
        bob_client.post(within(each, "/episodes/add/"), sent).content
        for each in (grant, carols, Grant(owner=alice, uid=uuid.uuid4()))
    }
    assert len(pages) == 1
    assert b"alice" not in pages.pop()


def test_nor_is_what_was_typed_of_an_entry_that_is_out_of_reach(alice, bob_client, grant):
    row = make_episode(alice, started_at=NOON - dt.timedelta(hours=4))
    for path in (f"/episodes/{row.uid}/after/", f"/episodes/{row.uid}/where/"):
        response = bob_client.post(within(grant, path), {"regions": "calf:left", "intensity": "9"})
        assert response.status_code == 404
        assert read_page(response).one("h1").text == "Not saved"


def test_the_owner_erased_the_diary_meanwhile(alice, bob_client, grant):
    sent = filled(bob_client, grant)
    alice.delete()
    page = read_page(bob_client.post(within(grant, "/episodes/add/"), sent))
    assert page.facts["Note"] == "It woke them twice"
