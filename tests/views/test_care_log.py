"""*Log* in another's diary: what it stores and by whom, and that nothing of before is seen."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from tests.care import clock, make_grant, within  # noqa: F401  the clock is a fixture
from tests.factories import NOON, make_day, make_episode, make_profile_item, make_token
from tests.html import read_page
from tracker.days import ONE_DAY
from tracker.models import DatedSetting, Day, DayFactor, Episode, OwnTerm, Revision
from tracker.selectors.person import person_of
from tracker.services.episodes import delete_episode
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.grants import MAY_LOG

SECRET = "Marzipan"
"""In every text of before: it is in no answer to who logs."""
EARLIER = NOON - dt.timedelta(hours=30)


@pytest.fixture
def grant(alice, bob):
    return make_grant(alice, bob, MAY_LOG, now=NOON)


@pytest.fixture
def past(alice):
    """What alice wrote and chose before."""
    for code, vocabulary in (("x-marzipan", OwnTerm.FACTOR), ("x-marzipan", OwnTerm.RELIEF)):
        OwnTerm.objects.create(owner=alice, vocabulary=vocabulary, code=code, label=SECRET)
    make_profile_item(alice, "medication", text=SECRET, note=SECRET)
    make_day(alice, NOON.date() - 2 * ONE_DAY, note=SECRET)
    return make_episode(
        alice,
        started_at=EARLIER,
        ended_at=EARLIER + dt.timedelta(minutes=4),
        regions=[("other", ""), ("jaw-face", "left")],
        factors=["x-marzipan"],
        relief=[{"code": "medication", "text": SECRET}, "x-marzipan"],
        note=SECRET,
        chest_signs="no",
    )


def started(bob_client, grant, **fields):
    response = bob_client.post(within(grant, "/episodes/start/"), {"uid": str(uuid.uuid4())} | fields)
    return Episode.objects.get(logged_by="bob"), response


def test_start_place_stop_and_number_are_stored_for_the_owner_and_say_by_whom(alice, bob_client, grant):
    row, response = started(bob_client, grant)
    uid = row.uid
    assert response.url == within(grant, f"/episodes/{uid}/running/")
    bob_client.post(within(grant, f"/episodes/{uid}/where/"), {"regions": "calf:left"})
    bob_client.post(within(grant, f"/episodes/{uid}/count/"))
    response = bob_client.post(within(grant, f"/episodes/{uid}/stop/"))
    assert response.url == within(grant, f"/episodes/{uid}/after/")
    bob_client.post(within(grant, f"/episodes/{uid}/after/"), {"intensity": "7"})
    row.refresh_from_db()
    assert (row.owner, row.intensity, row.count, row.logged_by) == (alice, 7, 2, "bob")
    assert row.ended_at == NOON
    assert [mark.region for mark in row.regions.all()] == ["calf"]


def test_what_the_owner_started_stays_theirs(alice, bob_client, grant):
    row = make_episode(alice, started_at=NOON - dt.timedelta(minutes=2), duration_basis=ONGOING, intensity=None)
    bob_client.post(within(grant, f"/episodes/{row.uid}/stop/"))
    row.refresh_from_db()
    assert (row.ended_at, row.logged_by) == (NOON, "")


def test_a_past_spasm_says_by_whom(alice, bob_client, grant, past):
    form = read_page(bob_client.get(within(grant, "/episodes/add/"))).forms[-1]
    assert "private" not in form
    sent = form.filled(started="15", intensity="4", private="on")
    response = bob_client.post(within(grant, "/episodes/add/"), sent)
    row = Episode.objects.get(logged_by="bob")
    assert (row.owner, row.intensity, row.private) == (alice, 4, False)
    assert response.url == within(grant, f"/episodes/{row.uid}/")
    assert bob_client.get(response.url).url == within(grant, f"/episodes/{row.uid}/after/")


def test_whether_there_was_one_in_the_chest_is_not_told(alice, bob_client, grant):
    for _before_and_after in range(2):
        flags = read_page(bob_client.get(within(grant, "/episodes/add/"))).one(".safety")["class"]
        assert "knows-first-chest" in flags
        make_episode(alice, started_at=EARLIER, regions=[("chest", "middle")])


def test_an_entry_beside_that_time_is_not_told(alice, bob_client, grant):
    make_episode(alice, started_at=NOON - dt.timedelta(minutes=15), note=SECRET)
    form = read_page(bob_client.get(within(grant, "/episodes/add/"))).forms[-1]
    assert bob_client.post(within(grant, "/episodes/add/"), form.filled(started="15")).status_code == 302
    assert Episode.objects.count() == 2


def test_nothing_of_before_is_on_any_page(bob_client, grant, past, alice):
    DatedSetting.objects.create(
        owner=alice, name=DatedSetting.FACTORS, from_on=NOON.date() - 30 * ONE_DAY, value="stress"
    )
    row, _response = started(bob_client, grant)
    pages = ["/", "/episodes/add/", "/check-in/2026-06-10/", "/check-in/2026-06-09/", f"/episodes/{row.uid}/running/"]
    texts = [bob_client.get(within(grant, path)).content.decode() for path in pages]
    texts.append(bob_client.post(within(grant, f"/episodes/{row.uid}/stop/"), follow=True).content.decode())
    for text in texts:
        assert SECRET not in text
        assert "x-marzipan" not in text
    # The one place of before is not offered first.
    assert not read_page(bob_client.get(within(grant, "/episodes/add/"))).has(".region-recent")


@pytest.mark.parametrize("part", ["", "running/", "after/", "when/"])
def test_an_entry_of_before_is_not_found(bob_client, grant, past, part):
    assert bob_client.get(within(grant, f"/episodes/{past.uid}/{part}")).status_code == 404


@pytest.mark.parametrize("part", ["where/", "count/", "stop/", "resume/", "after/", "answer/", "notice/", "began/"])
def test_an_entry_of_before_cannot_be_changed(bob_client, grant, past, part):
    sent = {"regions": "calf:left", "intensity": "9", "sign": "weakness", "minutes": "5", "question": "easing"}
    assert bob_client.post(within(grant, f"/episodes/{past.uid}/{part}"), sent).status_code == 404
    before = Episode.objects.get(pk=past.pk)
    assert (before.intensity, before.ended_at, before.note) == (5, past.ended_at, SECRET)


def test_nor_by_the_uid_of_a_new_one(bob_client, grant, past):
    form = read_page(bob_client.get(within(grant, "/episodes/add/"))).forms[-1]
    sent = form.filled(started="15", uid=str(past.uid))
    assert bob_client.post(within(grant, "/episodes/add/"), sent).status_code == 404
    assert Episode.objects.get(pk=past.pk).note == SECRET


def test_nor_what_the_owner_added_to_theirs_by_their_form_once_more(bob_client, grant):
    form = read_page(bob_client.get(within(grant, "/episodes/add/"))).forms[-1]
    sent = form.filled(started="15", intensity="4")
    bob_client.post(within(grant, "/episodes/add/"), sent)
    Episode.objects.update(note=SECRET)
    response = bob_client.post(within(grant, "/episodes/add/"), sent | {"intensity": "8"}, follow=True)
    row = Episode.objects.get()
    assert (row.note, row.intensity) == (SECRET, 4)
    assert "Saved: a spasm, 4 of 10" in read_page(response).text
    assert SECRET not in response.content.decode()


def test_what_was_deleted_is_the_owners(alice, bob_client, grant, past):
    uid = past.uid
    delete_episode(person_of(alice), past, now=NOON)
    for sent in ({"intensity": "3"}, {"intensity": "3", "bring_back": "1"}):
        assert bob_client.post(within(grant, f"/episodes/{uid}/after/"), sent).status_code == 404
    assert not Episode.objects.exists()
    assert Revision.objects.count() == 1


def test_one_that_is_private_is_not_there(alice, bob_client, grant):
    row = make_episode(alice, started_at=NOON, duration_basis=ONGOING, intensity=None, private=True)
    assert bob_client.get(within(grant, f"/episodes/{row.uid}/running/")).status_code == 404
    assert str(row.uid) not in bob_client.get(within(grant, "/")).content.decode()


def test_same_again_copies_nothing_of_before(bob_client, grant, past):
    row, _response = started(bob_client, grant, again=str(past.uid))
    assert (row.duration_basis, row.regions.count()) == (ONGOING, 0)


def test_the_check_in_says_by_whom_and_keeps_the_note(alice, bob_client, grant):
    today = NOON.date()
    Day.objects.create(owner=alice, date=today, time_zone="Europe/Berlin", note=SECRET)
    page = read_page(bob_client.get(within(grant, f"/check-in/{today}/")))
    assert not page.has("[name=note]")
    form = page.form(within(grant, f"/check-in/{today}/"))
    response = bob_client.post(form.action, form.filled(answer="none", note="Mine", private="on"), follow=True)
    day = Day.objects.get()
    assert (day.answer, day.logged_by, day.note, day.private) == ("none", "bob", SECRET, False)
    assert SECRET not in response.content.decode()


def test_the_owners_own_answer_is_theirs_again(alice, alice_client, bob_client, grant):
    today = NOON.date()
    address = f"/check-in/{today}/"
    for client, path, answer, by in (
        (bob_client, within(grant, address), "none", "bob"),
        (alice_client, address, "unlisted", ""),
    ):
        form = read_page(client.get(path)).form(path)
        client.post(path, form.filled(answer=answer))
        day = Day.objects.get()
        assert (day.answer, day.logged_by) == (answer, by)


def test_only_today_and_yesterday_can_be_answered(bob_client, grant):
    for days, status in ((0, 200), (1, 200), (2, 404), (7, 404)):
        address = within(grant, f"/check-in/{NOON.date() - days * ONE_DAY}/")
        assert bob_client.get(address).status_code == status
    bob_client.post(within(grant, f"/check-in/{NOON.date() - 2 * ONE_DAY}/"), {"answer": "none"})
    assert not Day.objects.exists()


def test_a_private_day_is_the_owners_to_answer(alice, bob_client, grant):
    make_day(alice, NOON.date(), note=SECRET, private=True)
    response = bob_client.get(within(grant, f"/check-in/{NOON.date()}/"), follow=True)
    assert "is private" in read_page(response).text
    assert SECRET not in response.content.decode()
    assert not DayFactor.objects.exists()


def test_a_caregiver_sees_how_to_leave_and_does(alice, bob_client, grant):
    make_token(alice)
    bob_client.post(within(grant, reverse("diary-give-up")), follow=True)
    assert bob_client.get(within(grant, "/")).status_code == 404
