"""What the owner sees: who may do what until when, who opened when, who logged what; inviting, accepting, revoking."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from tests.care import INVITATION, clock, keep_diary, make_grant, make_invitation, within  # noqa: F401  the clock is a fixture
from tests.factories import NOON, make_day, make_episode
from tests.html import read_page
from tracker.days import ONE_DAY
from tracker.management.restored import settle_restored
from tracker.models import Grant, GrantOpening
from tracker.services.grants import GRANTS_MOST
from tracker.services.share import hash_of
from tracker.vocabulary.grants import MAY_BOTH, MAY_LOG, MAY_LOOK

ACCEPT = f"/diaries/accept/{INVITATION}/"


def form(**fields):
    sent = {"uid": str(uuid.uuid4()), "label": "Kim", "may": "log", "last_on": "2026-06-30"}
    return sent | fields


# Inviting


def test_settings_have_one_link_and_no_form_for_it(alice_client):
    page = read_page(alice_client.get(reverse("settings")))
    assert page.links.count(reverse("diaries")) == 1
    assert reverse("diary-invite") not in page.links


def test_without_a_caregiver_there_is_no_form(alice_client):
    page = read_page(alice_client.get(reverse("diaries")))
    assert page.one("main").all("form") == []
    assert {reverse("diary-invite"), reverse("diary-new")} <= set(page.links)


def test_an_invitation_is_shown_once(alice, alice_client):
    sent = form(may="both", notes="on")
    response = alice_client.post(reverse("diary-invite"), sent)
    address = read_page(response).one("#invitation")["value"]
    token = address.rstrip("/").rpartition("/")[2]
    grant = Grant.objects.get()
    assert address == f"http://testserver/diaries/accept/{token}/"
    assert (grant.token_hash, grant.owner, grant.to) == (hash_of(token), alice, None)
    assert (grant.may, grant.sees_notes) == (MAY_BOTH, True)
    # Until the end of 30 June in Berlin.
    assert grant.expires_at == dt.datetime(2026, 7, 1, 2, tzinfo=dt.UTC)
    again = alice_client.post(reverse("diary-invite"), sent, follow=True)
    assert "You already made this invitation" in read_page(again).text
    assert token not in again.content.decode()
    assert Grant.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"label": ""}, "Enter a name, so you’ll know later who it is."),
        ({"may": "keep"}, "keep is not one"),
        ({"last_on": "2026-06-09"}, "This day is over. Choose today or a later day."),
        ({"last_on": "2027-07-01"}, "Choose a day within a year. You can invite them again later."),
        ({"last_on": "soon"}, "Choose a day, such as 2027-03-31."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(alice_client, fields, error):
    response = alice_client.post(reverse("diary-invite"), form(**fields))
    assert response.status_code == 422
    assert error in read_page(response).text
    assert not Grant.objects.exists()


def test_there_is_a_most(alice, alice_client):
    for _n in range(GRANTS_MOST):
        make_invitation(alice, token=str(uuid.uuid4()), now=NOON)
    response = alice_client.post(reverse("diary-invite"), form())
    assert response.status_code == 422
    assert "End one first" in read_page(response).text


def test_the_log_has_a_line_of_each_step_and_no_name(alice, bob, alice_client, bob_client, caplog):
    alice_client.post(reverse("diary-invite"), form(label="Marzipan"))
    Grant.objects.all().delete()
    make_invitation(alice, now=NOON)
    bob_client.post(ACCEPT)
    alice_client.post(reverse("grant-revoke", args=[Grant.objects.get().uid]))
    lines = [record.getMessage() for record in caplog.records if record.name == "spasmlog.events"]
    assert lines == [
        f"Person {alice.pk} invited a caregiver: log",
        f"Person {bob.pk} accepted an invitation of person {alice.pk}: log",
        f"Person {alice.pk} ended what a caregiver may do: log",
    ]


# Accepting


def test_it_says_what_it_allows_before_it_is_accepted(alice, bob_client):
    make_invitation(alice, MAY_LOOK, now=NOON, sees_notes=True)
    page = read_page(bob_client.get(ACCEPT))
    assert page.one("h1").text == "Invitation to alice’s diary"
    for words in (
        "You can look",
        "You can’t change anything.",
        "You also see notes and questions",
        "until 10 July 2026",
    ):
        assert words in page.text
    assert Grant.objects.get().to is None


def test_accepted_it_opens_the_diary_and_works_once(alice, bob, bob_client):
    make_invitation(alice, now=NOON)
    response = bob_client.post(ACCEPT)
    grant = Grant.objects.get()
    assert (grant.to, grant.accepted_at, grant.token_hash) == (bob, NOON, None)
    assert response.url == within(grant, "/")
    assert bob_client.get(response.url).status_code == 200
    again = bob_client.post(ACCEPT)
    assert (again.status_code, Grant.objects.count()) == (404, 1)
    assert "This invitation doesn’t work" in read_page(again).text


@pytest.mark.parametrize(
    "fields",
    [
        {"made_at": NOON - 7 * ONE_DAY},
        {"revoked_at": NOON},
        {"expires_at": NOON},
    ],
)
def test_an_invitation_that_is_over_allows_nothing(alice, bob_client, fields):
    make_invitation(alice, now=NOON, **fields)
    for response in (bob_client.get(ACCEPT), bob_client.post(ACCEPT)):
        assert response.status_code == 404
        assert "alice" not in read_page(response).text
    assert Grant.objects.get().to is None


def test_one_accepts_no_invitation_to_ones_own_diary(alice, alice_client):
    make_invitation(alice, now=NOON)
    assert "This is your own diary" in read_page(alice_client.get(ACCEPT)).text
    alice_client.post(ACCEPT)
    assert Grant.objects.get().to is None


def test_a_second_invitation_changes_the_first_and_keeps_its_address(alice, bob, bob_client):
    held = make_grant(alice, bob, MAY_LOG, now=NOON)
    make_invitation(alice, MAY_BOTH, now=NOON, label="Bob")
    bob_client.post(ACCEPT)
    grant = Grant.objects.get()
    assert (grant.uid, grant.may, grant.label) == (held.uid, MAY_BOTH, "Bob")


def test_a_visitor_logs_in_first(client, alice):
    make_invitation(alice, now=NOON)
    to_log_in = client.get(ACCEPT)
    assert to_log_in.url == f"/accounts/login/?next={ACCEPT}"
    to_sign_up = f"/accounts/signup/?next={ACCEPT}"
    for address, words in ((to_log_in.url, True), (to_sign_up, True), ("/accounts/login/", False)):
        assert ("You’re invited to someone’s diary." in read_page(client.get(address)).text) is words


# Seeing and ending


def test_the_owner_sees_who_may_do_what_until_when_and_who_opened_when(alice, bob, alice_client):
    grant = make_grant(alice, bob, MAY_LOG, now=NOON, label="Dad")
    GrantOpening.objects.create(grant=grant, on=NOON.date(), at=NOON)
    make_grant(alice, None, MAY_LOOK, now=NOON, label="Kim", accepted_at=None)
    make_grant(alice, User.objects.create_user("carol"), MAY_LOOK, now=NOON, revoked_at=NOON)
    lines = [line.text for line in read_page(alice_client.get(reverse("diaries"))).all(".share-line")]
    assert any("Dad Log · until 10 July 2026 Accepted by bob Last opened on 10 June 2026" in line for line in lines)
    assert any("Kim Look · until 10 July 2026 Not accepted yet. The link works until 16 June" in line for line in lines)
    assert any("carol Look · ended Accepted by carol" in line for line in lines)


def test_revoked_in_one_tap_it_is_over_at_once(alice, bob, alice_client, bob_client):
    grant = make_grant(alice, bob, MAY_LOG, now=NOON)
    assert bob_client.get(within(grant, "/")).status_code == 200
    response = alice_client.post(reverse("grant-revoke", args=[grant.uid]), follow=True)
    assert "They can no longer open your diary." in read_page(response).text
    assert bob_client.get(within(grant, "/")).status_code == 404
    assert bob_client.post(within(grant, "/episodes/start/")).status_code == 404


def test_after_a_restore_nobody_else_comes_in_but_who_keeps_it(alice, bob):
    make_grant(alice, bob, now=NOON)
    make_invitation(alice, now=NOON)
    mia = keep_diary(bob)
    settle_restored(NOON, end_sessions=False)
    assert [grant for grant in Grant.objects.all() if grant.holds(NOON) or grant.is_open_invitation(NOON)] == [mia]


@pytest.mark.parametrize("is_gone", [False, True])
def test_entries_and_days_say_who_logged_them(alice, bob, alice_client, is_gone):
    row = make_episode(alice, logged_by="bob")
    make_episode(alice, started_at=NOON - dt.timedelta(hours=1))
    make_day(alice, NOON.date(), "listed", logged_by="bob")
    if is_gone:
        bob.delete()
    assert read_page(alice_client.get(f"/episodes/{row.uid}/")).facts["Logged by"] == "bob"
    lines = read_page(alice_client.get(reverse("diary"))).texts(".entry-more")
    assert [line.endswith("logged by bob") for line in lines] == [True, False]
    assert read_page(alice_client.get("/diary/2026-06-10/")).facts["Answered by"] == "bob"
    for name in ("episodes-csv", "days-csv"):
        text = b"".join(alice_client.get(reverse(name)).streaming_content).decode()
        assert text.splitlines()[0].endswith("logged_by")
        assert "bob" in text
    report = read_page(alice_client.get("/report/?ticked=1&window=90&paper=a4&sections=entries")).text
    assert "Logged by others: 1 of 2 entries." in report
    assert "logged by bob" in report


def test_what_the_owner_changes_still_says_who_logged_it(alice, alice_client):
    row = make_episode(alice, logged_by="bob", duration_basis="unknown")
    path = f"/episodes/{row.uid}/edit/"
    form = next(form for form in read_page(alice_client.get(path)).forms if "intensity" in form)
    alice_client.post(path, form.filled(intensity="9"))
    row.refresh_from_db()
    assert (row.intensity, row.logged_by) == (9, "bob")


def test_the_switch_is_there_only_with_more_than_one_diary(alice, bob, bob_client):
    pages = [reverse("today"), reverse("trends")]
    assert not any(reverse("diaries") in read_page(bob_client.get(page)).links for page in pages)
    grant = make_grant(alice, bob, now=NOON)
    assert all(reverse("diaries") in read_page(bob_client.get(page)).links for page in pages)
    assert within(grant, "/") in read_page(bob_client.get(reverse("diaries"))).links
    Grant.objects.update(expires_at=NOON)
    assert not any(reverse("diaries") in read_page(bob_client.get(page)).links for page in pages)


def test_at_night_an_invitation_for_today_holds_until_the_morning(alice, alice_client, bob_client, monkeypatch):
    """1 am in Berlin still belongs to the day before, which is the last day that can be chosen."""
    night = dt.datetime(2026, 6, 10, 23, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: night)
    sent = {"uid": str(uuid.uuid4()), "label": "Kim", "may": "log", "last_on": "2026-06-10"}
    address = read_page(alice_client.post(reverse("diary-invite"), sent)).one("#invitation")["value"]
    assert "until 10 June 2026" in read_page(bob_client.get(address)).text
    response = bob_client.post(address, follow=True)
    assert read_page(response).one("h1").text == "alice’s diary"
    monkeypatch.setattr(timezone, "now", lambda: night + dt.timedelta(hours=3))
    assert bob_client.get(response.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize(("method", "openings"), [("get", 1), ("post", 1), ("head", 0)])
def test_reading_by_a_form_is_an_opening_too(alice, bob, bob_client, method, openings):
    grant = make_grant(alice, bob, MAY_LOOK, now=NOON)
    getattr(bob_client, method)(within(grant, "/report/"), headers={"HX-Request": "true"})
    assert GrantOpening.objects.count() == openings
