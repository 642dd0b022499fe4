"""The walk of another diary: every address of the site, by what was given, and by whether it holds.

A new address is closed to others until it is placed in `pages/diary_access.py`.
"""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.http import Http404
from django.urls import get_script_prefix, resolve, reverse
from django.utils import timezone

from spasmlog import settings as settings_as_written
from tests.care import keep_diary, make_grant, within
from tests.factories import ZONE, make_episode
from tests.html import read_page
from tests.test_urls import NAMES, address, rows  # noqa: F401  a fixture
from tracker.days import local_day
from tracker.models import Episode, Grant, GrantOpening
from tracker.pages.diary_access import KEEPING, LOGGING, LOOKING, OUTSIDE, OUTSIDE_BEGINS, THE_GUIDE
from tracker.views.enter import enter
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.grants import MAY_BOTH, MAY_KEEP, MAY_LOG, MAY_LOOK

OPENS = {MAY_LOOK: LOOKING, MAY_LOG: LOGGING, MAY_BOTH: LOOKING | LOGGING, MAY_KEEP: KEEPING}
OF_NO_DIARY = {name for name in NAMES if name in OUTSIDE or name.startswith(OUTSIDE_BEGINS)}
STATES = {
    "expired": {"expires_at": timezone.now() - dt.timedelta(minutes=1)},
    "revoked": {"revoked_at": timezone.now() - dt.timedelta(minutes=1)},
    "foreign": {},
    "unknown": {},
}


@pytest.fixture
def running(alice, rows):  # noqa: F811
    """Alice's rows, with an entry that runs in place of one of long ago: that one no caregiver may see. Bob logged it,
    so that he may delete it, too."""
    started = {"started_at": timezone.now() - dt.timedelta(minutes=3), "arrived_at": timezone.now()}
    row = make_episode(alice, **started, duration_basis=ONGOING, intensity=None, logged_by="bob")
    return rows | {"uid": row.uid}


def test_every_address_is_placed():
    assert set(NAMES) == KEEPING | OF_NO_DIARY | {"diary-give-up"}
    assert not KEEPING & OF_NO_DIARY
    assert THE_GUIDE <= KEEPING
    assert {name for name in OUTSIDE if name not in NAMES} == set()


def asked(rf, account, grant, path, method="get"):
    """A request for a page of that diary as `enter` gets it: a walk with whole answers would take minutes."""
    request = getattr(rf, method)(within(grant, path))
    request.user, request.diary_uid, request.path_info = account, grant.uid, path
    request.resolver_match = resolve(path)
    return request


@pytest.mark.parametrize("may", OPENS)
def test_a_grant_opens_what_it_says_and_nothing_else(alice, bob, bob_client, rf, running, may):
    grant = make_grant(alice, bob, may)
    for name in NAMES:
        path = address(name, running)
        if name in OPENS[may]:
            with transaction.atomic():
                inside = within(grant, path)
                statuses = {bob_client.get(inside).status_code, bob_client.post(inside).status_code}
                # One address is not to take away what the next one is about.
                transaction.set_rollback(True)
            assert statuses & {200, 302, 403, 422}, name
            continue
        with pytest.raises(Http404):
            enter(asked(rf, bob, grant, path, "post"))
        if name in OF_NO_DIARY or (name in THE_GUIDE and may != MAY_KEEP):
            assert enter(asked(rf, bob, grant, path)).url == path, name
        else:
            with pytest.raises(Http404):
                enter(asked(rf, bob, grant, path))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("may", OPENS)
def test_what_does_not_hold_opens_nothing(alice, bob, rf, running, may, state, django_assert_num_queries):
    """Each of them the same, after the same work."""
    if may == MAY_KEEP and state == "expired":
        # Who keeps a diary does so without an end: the database insists on it.
        return
    grant = _in_state(alice, bob, may, state)
    for name in NAMES:
        for method in ("get", "post"):
            with django_assert_num_queries(1), pytest.raises(Http404):
                enter(asked(rf, bob, grant, address(name, running), method))


def _in_state(alice, bob, may, state):
    if state == "unknown":
        return Grant(owner=alice, uid=uuid.uuid4())
    to = type(bob).objects.create_user("carol") if state == "foreign" else bob
    return make_grant(alice, to, may, **STATES[state])


def test_what_does_not_hold_is_one_and_the_same_page(alice, bob, bob_client, django_assert_num_queries):
    pages = set()
    for state in STATES:
        grant = _in_state(alice, bob, MAY_BOTH, state)
        for path in ("/", "/trends/", "/episodes/add/", "/settings/"):
            with django_assert_num_queries(4):
                response = bob_client.get(within(grant, path))
            assert (response.status_code, bob_client.post(within(grant, path)).status_code) == (404, 404)
            pages.add(read_page(response).text)
    assert len(pages) == 1
    assert "alice" not in pages.pop()


def test_a_visitor_is_sent_to_the_door_and_learns_nothing(client, alice, bob):
    for grant in (make_grant(alice, bob), Grant(uid=uuid.uuid4())):
        path = within(grant, "/trends/")
        response = client.get(path)
        assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={path}")


def test_the_beginning_of_addresses_ends_with_the_request(alice, bob, bob_client):
    grant = make_grant(alice, bob, MAY_BOTH)
    for path in ("/", "/trends/", "/nothing-here/", "/diary/", "/report.pdf"):
        bob_client.get(within(grant, path))
        assert get_script_prefix() == "/"
        assert within(grant, "/") not in read_page(bob_client.get("/")).links


def test_addresses_stay_in_the_diary(alice, bob, bob_client):
    grant = make_grant(alice, bob, MAY_BOTH)
    page = read_page(bob_client.get(within(grant, "/")))
    inside = {link for link in page.links if link.startswith(within(grant, "/"))}
    assert {within(grant, "/trends/"), within(grant, "/episodes/add/")} <= inside
    assert reverse("diaries") in page.links
    assert page.one(".whose").text == "alice’s diary · You can look and log Switch"


def test_every_page_that_is_open_says_whose_it_is(alice, bob, bob_client, running):
    grant = make_grant(alice, bob, MAY_BOTH)
    for name in sorted(LOOKING | LOGGING):
        response = bob_client.get(within(grant, address(name, running)))
        if response.status_code == 200 and b"<html" in response.content:
            assert read_page(response).one(".whose").text.startswith("alice’s diary"), name


def test_two_tabs_log_into_the_diary_that_each_shows(alice, bob, bob_client):
    mia, grant = keep_diary(bob), make_grant(alice, bob, MAY_LOG)
    for path, owner in ((within(mia, "/"), mia.owner), (within(grant, "/"), alice), ("/", bob)):
        form = next(form for form in read_page(bob_client.get(path)).forms if form.action.endswith("/episodes/start/"))
        response = bob_client.post(form.action, {"uid": str(uuid.uuid4())})
        assert response.url.startswith(path)
        entry = Episode.objects.latest("pk")
        assert (entry.owner, entry.logged_by) == (owner, "bob" if owner == alice else "")
    assert Episode.objects.count() == 3


def test_an_opening_is_one_row_a_day(alice, bob, bob_client):
    grant = make_grant(alice, bob, MAY_LOG)
    for _again in range(3):
        bob_client.get(within(grant, "/"))
    opening = GrantOpening.objects.get()
    assert (opening.grant, opening.on) == (grant, local_day(timezone.now(), ZONE))


def test_what_is_drawn_once_is_drawn_for_each_diary(alice, bob, bob_client):
    """The menu is cached: its links lead into the diary that the page is of."""
    carol = type(bob).objects.create_user("carol")
    grants = [
        keep_diary(bob),
        keep_diary(bob, "Leo"),
        make_grant(alice, bob, MAY_BOTH),
        make_grant(carol, bob, MAY_BOTH),
    ]
    for begins in [*(within(grant, "/") for grant in grants), "/", within(grants[0], "/")]:
        links = [link["href"] for link in read_page(bob_client.get(begins)).all(".bar a")]
        assert begins in links
        assert {link for link in links if not link.startswith(begins)} == set()
        assert begins != "/" or not any("/diaries/" in link.removeprefix("/diaries/") for link in links)


def test_static_files_have_the_same_address_in_every_diary():
    """Django puts the beginning of the first page that a server shows before a relative one, and keeps it so."""
    assert settings_as_written.STATIC_URL.startswith("/")
