"""Share links on the person's side: made from what is ticked, shown once, listed with their openings, taken back."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, make_day, make_episode, make_share_link
from tests.html import Form, read_page
from tests.services.test_evidence import keep_diary, noon_of
from tracker.days import ONE_DAY
from tracker.models import Day, Evidence, ShareLink
from tracker.models.share import SHARE_KEPT
from tracker.report.choice import NUMBERS_PART, QUESTIONS_PART, WORST_PART, ReportChoice
from tracker.services.report import remember_choice
from tracker.services.share import hash_of

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def form(**fields):
    given = {
        "uid": str(uuid.uuid4()),
        "first": "2026-05-12",
        "last": "2026-06-10",
        "shows": json.dumps(ReportChoice(parts=frozenset({NUMBERS_PART})).as_data()),
        "days": "7",
    }
    return given | fields


def text_of(response) -> str:
    return read_page(response).text


def markup_of(response) -> str:
    """All that is sent, also what nobody reads: for what must be nowhere."""
    return response.content.decode()


def address_in(response):
    return read_page(response).one("#share-address")["value"]


def test_the_form_lists_what_is_ticked_and_nothing_else(alice, alice_client):
    remember_choice(
        alice,
        ReportChoice(parts=frozenset({QUESTIONS_PART}), sections=frozenset({WORST_PART}), with_name=True).as_data(),
    )
    page = read_page(alice_client.get(reverse("share-new"), {"window": "30"}))
    assert page.one("ul.share-ticked").texts("li") == ["My questions", "Worst entries", "Your name"]
    assert "14 May to 10 June 2026" in page.text


def test_the_form_carries_what_it_lists(alice, alice_client):
    remember_choice(alice, ReportChoice(parts=frozenset({QUESTIONS_PART})).as_data())
    fields = alice_client.get(reverse("share-new"), {"window": "30"}).context["page"].form
    assert fields["first"].value() == "2026-05-14"
    assert json.loads(fields["shows"].value())["parts"] == [QUESTIONS_PART]
    assert fields["days"].value() == 7


def test_whoever_has_written_nothing_is_told_that_the_link_stays_empty(alice_client):
    assert "would never show what you log later" in text_of(alice_client.get(reverse("share-new")))


def test_whoever_has_written_something_is_not(alice, alice_client):
    make_episode(alice)
    assert "would never show" not in markup_of(alice_client.get(reverse("share-new")))


def test_a_block_that_is_due_is_closed_with_the_link_so_that_no_later_edit_changes_it(alice, alice_client, monkeypatch):
    keep_diary(alice, 92)
    monkeypatch.setattr(timezone, "now", lambda: noon_of(92))
    alice_client.post(reverse("share-new"), form())
    link = ShareLink.objects.get(owner=alice)
    closed_at = [dt.datetime.fromisoformat(block["closed_at"]) for block in Evidence.objects.get(owner=alice).blocks]
    assert len(closed_at) == 3
    assert max(closed_at) <= link.cut_off


def test_a_link_is_made_from_the_form(alice, alice_client):
    response = alice_client.post(reverse("share-new"), form(days="30", label="for Dr. Kim", phrase="three old oaks"))
    link = ShareLink.objects.get(owner=alice)
    assert response.status_code == 200
    assert (link.first_on, link.last_on) == (dt.date(2026, 5, 12), TODAY)
    assert (link.before_first_on, link.before_last_on) == (dt.date(2026, 4, 12), dt.date(2026, 5, 11))
    assert link.choice["parts"] == [NUMBERS_PART]
    assert (link.days, link.label, link.cut_off) == (30, "for Dr. Kim", NOON)
    assert link.phrase_hash


@pytest.mark.parametrize(("is_known", "days"), [(False, "12 May to 9 June 2026"), (True, "12 May to 10 June 2026")])
def test_today_is_named_nowhere_before_something_is_known_of_it(
    alice, alice_client, client, monkeypatch, is_known, days
):
    """On the summary, in its file's name, where a link is made and listed, and behind the link: the same last day."""
    monkeypatch.setattr("tracker.report.pdf.pdf_of", lambda _report: b"")
    for days_ago in range(0 if is_known else 1, 60):
        Day.objects.filter(pk=make_day(alice, TODAY - days_ago * ONE_DAY).pk).update(answered_at=NOON)
    summary = read_page(alice_client.get(reverse("report"), {"window": "30"}))
    file = alice_client.get(reverse("report-pdf"), {"window": "30"})["Content-Disposition"]
    making = read_page(alice_client.get(reverse("share-new"), {"window": "30"}))
    sent = Form(making.one("[name=shows]").closest("form")).fields
    address = address_in(alice_client.post(reverse("share-new"), sent))
    shared = read_page(client.post(address, follow=True))
    listed = read_page(alice_client.get(reverse("share-links")))
    for page in (summary, making, shared, listed):
        assert days in page.text
    n = 30 if is_known else 29
    assert f"-to-2026-06-{10 if is_known else 9:02}.pdf" in file
    for page in (summary, shared):
        assert f"{n} days before" in page.text
        assert page.one(".report-of-numbers").text == summary.one(".report-of-numbers").text


def test_its_address_is_shown_once(alice, alice_client):
    sent = form()
    address = address_in(alice_client.post(reverse("share-new"), sent))
    token = address.rpartition("/")[2]
    assert address == f"http://testserver/s/{token}"
    assert ShareLink.objects.get(owner=alice).token_hash == hash_of(token)
    again = alice_client.post(reverse("share-new"), sent, follow=True)
    assert ShareLink.objects.count() == 1
    assert "You already made this link" in text_of(again)
    assert token not in markup_of(again)


def test_the_address_opens_the_page(alice_client):
    address = address_in(alice_client.post(reverse("share-new"), form()))
    assert Client().get(address).status_code == 200


@override_settings(ORIGIN="https://diary.example")
def test_the_address_is_that_of_the_machines_name(alice_client):
    response = alice_client.post(reverse("share-new"), form())
    assert address_in(response).startswith("https://diary.example/s/")
    assert "only on this device" not in text_of(response)


def test_a_link_that_nobody_else_can_open_is_said_to_be_so(alice_client):
    response = alice_client.post(reverse("share-new"), form(), headers={"host": "localhost"})
    assert "only on this device" in text_of(response)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"phrase": "short"}, "Use 8 characters or more"),
        ({"phrase": "x" * 129}, "at most 128"),
        ({"phrase": "ﷺ" * 20}, "at most 128"),
        ({"days": "14"}, "14 is not one of"),
        ({"days": "91"}, "91 is not one of"),
        ({"days": ""}, "Choose how long the link works"),
        ({"label": "x" * 81}, "at most 80"),
    ],
)
def test_a_mistake_keeps_what_was_typed(alice_client, fields, words):
    response = alice_client.post(reverse("share-new"), form(**{"label": "for Dr. Kim"} | fields))
    assert response.status_code == 422
    assert words in text_of(response)
    assert read_page(response).one("[name=label]")["value"] == (fields.get("label") or "for Dr. Kim")
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"shows": "[]"},
        {"shows": "no JSON"},
        {"shows": ""},
        {"first": "2026-06-11"},
        {"first": "0001-01-02"},
        {"last": "never"},
        {"uid": "x"},
    ],
)
def test_a_form_that_lost_its_page_makes_no_link(alice_client, fields):
    response = alice_client.post(reverse("share-new"), form(**fields))
    assert (response.status_code, response.url) == (302, reverse("report"))
    assert not ShareLink.objects.exists()


def test_what_is_ticked_and_unknown_is_not_shown(alice, alice_client):
    alice_client.post(reverse("share-new"), form(shows='{"parts": ["secrets", "numbers"], "name": "yes"}'))
    stored = ShareLink.objects.get(owner=alice).choice
    assert (stored["parts"], stored["name"]) == ([NUMBERS_PART], False)


def test_wrong_dates_in_the_address_lead_back_to_the_page(alice_client):
    response = alice_client.get(reverse("share-new"), {"window": "chosen"})
    assert response.status_code == 302
    assert response.url.startswith(reverse("report"))


def test_one_tap_takes_it_back(alice, alice_client):
    link = make_share_link(alice)
    response = alice_client.post(reverse("share-revoke", args=[link.uid]), follow=True)
    assert "Turned off" in text_of(response)
    link.refresh_from_db()
    assert link.revoked_at == NOON
    assert not link.is_open(NOON)


def test_the_list_tells_what_each_link_is_and_when_it_was_opened(alice, alice_client):
    link = make_share_link(alice, label="for Dr. Kim", phrase_hash="x")
    for hours in (1, 2):
        link.openings.create(at=NOON + hours * ONE_DAY / 24)
    make_share_link(alice, "another", label="for the therapist")
    text = text_of(alice_client.get(reverse("share-links")))
    assert "for Dr. Kim" in text
    # The clocks in Berlin are two hours ahead of UTC.
    assert "Works until 17 June 2026, 12:00" in text
    assert "with a passphrase" in text
    assert "Opened 2 times, last on 10 June 2026, 14:00" in text
    assert "Wednesday, 10 June 2026, 13:00" in text
    assert "Not opened yet" in text
    assert "Key numbers" in text


def test_the_list_tells_what_is_over_and_offers_no_tap_for_it(alice, alice_client):
    make_share_link(alice, "a", label="Gone", made_at=NOON - 8 * ONE_DAY)
    make_share_link(alice, "b", label="Back", revoked_at=NOON)
    page = read_page(alice_client.get(reverse("share-links")))
    assert "No active links" in page.text
    assert "Expired on 9 June 2026, 12:00" in page.text
    assert "Turned off on 10 June 2026, 12:00" in page.text
    assert not [address for address in page.addresses if "/revoke/" in address]


def test_a_link_that_a_restore_closed_opens_again_with_one_tap(alice, alice_client):
    link = make_share_link(alice, label="for Dr. Kim", closed_by_restore_at=NOON)
    text = text_of(alice_client.get(reverse("share-links")))
    assert "Turned off by a restore on 10 June 2026, 12:00" in text
    assert "No active links" in text
    address = reverse("share-reopen", args=[link.uid])
    assert address in read_page(alice_client.get(reverse("share-links"))).addresses
    assert "Turned on" in text_of(alice_client.post(address, follow=True))
    link.refresh_from_db()
    assert link.is_open(NOON)


@pytest.mark.parametrize("over", [{"made_at": NOON - 8 * ONE_DAY}, {"revoked_at": NOON}])
def test_a_link_that_has_ended_is_not_opened_again(alice, alice_client, over):
    link = make_share_link(alice, closed_by_restore_at=NOON, **over)
    address = reverse("share-reopen", args=[link.uid])
    assert address not in text_of(alice_client.get(reverse("share-links")))
    assert "can’t be turned on again" in text_of(alice_client.post(address, follow=True))
    link.refresh_from_db()
    assert not link.is_open(NOON)


def test_nobody_opens_the_links_of_somebody_else(alice, bob_client):
    link = make_share_link(alice, closed_by_restore_at=NOON)
    assert bob_client.post(reverse("share-reopen", args=[link.uid])).status_code == 404
    link.refresh_from_db()
    assert link.closed_by_restore_at == NOON


def test_an_empty_list_says_what_a_link_is(alice_client):
    page = read_page(alice_client.get(reverse("share-links")))
    assert "without an account" in page.text
    assert reverse("share-new") in page.links


def test_nobody_sees_or_takes_back_the_links_of_somebody_else(alice, bob_client):
    link = make_share_link(alice, label="for Dr. Kim")
    assert "Dr. Kim" not in markup_of(bob_client.get(reverse("share-links")))
    assert bob_client.post(reverse("share-revoke", args=[link.uid])).status_code == 404
    assert ShareLink.objects.get(pk=link.pk).revoked_at is None


@pytest.mark.parametrize("name", ["share-new", "share-revoke"])
def test_what_comes_from_another_site_makes_and_revokes_nothing(alice, name):
    link = make_share_link(alice)
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    address = reverse(name, args=[link.uid] if name == "share-revoke" else [])
    assert client.post(address, form()).status_code == 403
    assert ShareLink.objects.get().revoked_at is None


def test_the_page_for_the_doctor_leads_to_the_form(alice, alice_client):
    make_episode(alice)
    page = read_page(alice_client.get(reverse("report"), {"window": "30"}))
    assert page.one(f"a[href^='{reverse('share-new')}?window=30&ticked=1&']")


def test_the_lists_queries_are_few(alice, alice_client, django_assert_max_num_queries):
    for token in "abcdef":
        make_share_link(alice, token).openings.create(at=NOON)
    with django_assert_max_num_queries(6):
        alice_client.get(reverse("share-links"))


def test_the_form_as_the_browser_sends_it_makes_the_link_that_it_lists(alice, alice_client):
    remember_choice(alice, ReportChoice(parts=frozenset({QUESTIONS_PART}), with_notes=True).as_data())
    page = read_page(alice_client.get(reverse("share-new"), {"window": "30"}))
    form = Form(page.one("[name=shows]").closest("form"))
    remember_choice(alice, ReportChoice(sections=frozenset({WORST_PART})).as_data())
    assert form.action == ""
    alice_client.post(reverse("share-new") + "?window=30", form.fields)
    link = ShareLink.objects.get(owner=alice)
    assert (link.choice["parts"], link.choice["sections"], link.choice["notes"]) == ([QUESTIONS_PART], [], True)
    assert link.first_on == dt.date(2026, 5, 14)


def test_a_link_leaves_the_list_when_it_is_said_to(alice, alice_client):
    make_share_link(alice, "a", label="Just listed", made_at=timezone.now() - SHARE_KEPT + dt.timedelta(hours=1))
    make_share_link(alice, "b", label="Listed before", made_at=timezone.now() - SHARE_KEPT - dt.timedelta(hours=1))
    text = text_of(alice_client.get(reverse("share-links")))
    assert "Just listed" in text
    assert "Listed before" not in text


@pytest.mark.parametrize(("is_open", "style"), [(False, "btn btn-primary"), (True, "btn btn-soft")])
def test_the_first_link_is_what_the_list_asks_for_and_a_further_one_is_not(alice, alice_client, is_open, style):
    if is_open:
        make_share_link(alice)
    page = read_page(alice_client.get(reverse("share-links")))
    assert page.one("a.btn-large")["class"] == f"{style} btn-large"
