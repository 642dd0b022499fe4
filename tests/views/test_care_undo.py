"""Undo in another's diary: a caregiver deletes what they themselves logged that day, and nothing else."""

import datetime as dt
import uuid

import pytest

from tests.care import clock, make_grant, within  # noqa: F401  the clock is a fixture
from tests.factories import NOON, make_episode
from tests.html import read_page
from tracker.models import Episode, Revision
from tracker.selectors.person import person_of
from tracker.services.episodes import delete_episode
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.grants import MAY_BOTH, MAY_LOG, MAY_LOOK

TODAY = {"arrived_at": NOON - dt.timedelta(hours=2), "started_at": NOON - dt.timedelta(hours=3)}


@pytest.fixture
def grant(alice, bob):
    return make_grant(alice, bob, MAY_LOG, now=NOON)


def delete(client, grant, row, **sent):
    return client.post(within(grant, f"/episodes/{row.uid}/delete/"), sent, follow=True)


def test_a_mistaken_start_goes_in_one_tap_and_the_owner_can_restore_it(alice, alice_client, bob_client, grant):
    bob_client.post(within(grant, "/episodes/start/"), {"uid": str(uuid.uuid4())})
    row = Episode.objects.get()
    form = read_page(bob_client.get(within(grant, f"/episodes/{row.uid}/running/"))).form(
        within(grant, f"/episodes/{row.uid}/delete/")
    )
    for _twice in range(2):
        response = bob_client.post(form.action, form.filled(), follow=True)
        assert "Deleted. alice can restore it for 30 days." in read_page(response).text
        assert read_page(response).one("h1").text == "alice’s diary"
    assert not Episode.objects.exists()
    alice_client.post(f"/revisions/{Revision.objects.get(owner=alice).pk}/undo/")
    assert Episode.objects.get().logged_by == "bob"


def test_what_they_logged_today_is_on_their_page_and_leads_to_its_undo(alice, bob_client, grant):
    row = make_episode(alice, logged_by="bob", **TODAY)
    others = [
        make_episode(alice, **TODAY),
        make_episode(alice, logged_by="carol", **TODAY),
        make_episode(alice, logged_by="bob", private=True, **TODAY),
        make_episode(alice, logged_by="bob", **TODAY | {"arrived_at": NOON - dt.timedelta(hours=24)}),
    ]
    page = read_page(bob_client.get(within(grant, "/")))
    assert within(grant, f"/episodes/{row.uid}/") in page.links
    assert not any(str(other.uid) in link for other in others for link in page.links)
    after = read_page(bob_client.get(within(grant, f"/episodes/{row.uid}/"), follow=True))
    assert after.form(within(grant, f"/episodes/{row.uid}/delete/"))


@pytest.mark.parametrize(
    "fields",
    [
        TODAY,
        TODAY | {"logged_by": "carol"},
        TODAY | {"logged_by": "bob", "private": True},
        # Logged late in the evening before: the day ended at 4.
        TODAY | {"logged_by": "bob", "arrived_at": NOON - dt.timedelta(hours=13)},
        {"started_at": NOON - dt.timedelta(minutes=2), "duration_basis": ONGOING, "intensity": None},
    ],
)
def test_nothing_else_can_be_deleted(alice, bob_client, grant, fields):
    row = make_episode(alice, **fields)
    assert delete(bob_client, grant, row).status_code == 404
    assert Episode.objects.filter(pk=row.pk).exists()
    running = "running/" if row.duration_basis == ONGOING else "after/"
    response = bob_client.get(within(grant, f"/episodes/{row.uid}/{running}"))
    assert response.status_code == 404 or b"/delete/" not in response.content


def test_its_address_shows_nothing(alice, bob_client, grant):
    row = make_episode(alice, logged_by="bob", **TODAY)
    assert bob_client.get(within(grant, f"/episodes/{row.uid}/delete/")).status_code == 404


def test_what_the_owner_deleted_is_not_told(alice, bob_client, grant):
    row = make_episode(alice, **TODAY)
    delete_episode(person_of(alice), row, now=NOON)
    assert delete(bob_client, grant, row, bring_back="1").status_code == 404


@pytest.mark.parametrize(("may", "status"), [(MAY_LOOK, 404), (MAY_BOTH, 200)])
def test_it_takes_who_may_log(alice, bob, bob_client, may, status):
    grant = make_grant(alice, bob, may, now=NOON)
    row = make_episode(alice, logged_by="bob", **TODAY)
    assert delete(bob_client, grant, row).status_code == status
