"""Forms that could not be saved: logged out, or logged in anew in another tab. Nothing that was typed is lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import NOON, ZONE, make_episode, make_visit
from tests.html import Form, read_page
from tracker.forms.sent import MOST_CHARACTERS
from tracker.models import Episode, Question, ShareLink
from tracker.pages.unsaved_words import NOT_SAVED

PASSWORD = {"alice": "alice-likes-long-walks", "bob": "bob-likes-long-walks"}
NOTE = 'Woke at 3.\r\n\r\nLeft calf, <b>"hard"</b> & hot.\r\nGone by 4.'
"""As a browser sends it."""
STORED = NOTE.replace("\r\n", "\n")


def last_form(response) -> Form:
    """The form of a page's own; the frame's stand before it."""
    return read_page(response).forms[-1]


def logged_in_there(client, response, who="alice", password=None):
    """What comes of filling in the log-in fields of the page."""
    form = last_form(response)
    filled = {"log-in-login": who, "log-in-password": password or PASSWORD[who]}
    return client.post(form.action, form.filled(**filled))


def entry(**fields):
    return {"uid": str(uuid.uuid4()), "started": "15", "time_zone": ZONE, "note": NOTE} | fields


@pytest.fixture
def tab():
    """A browser that checks tokens and says where its forms come from, as real ones do."""
    return Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"})


def with_token(client, data):
    client.get(reverse("account_login"))
    return data | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def test_a_long_note_is_saved_whole_after_logging_in_on_the_page(tab, alice):
    sent = with_token(
        tab, entry(regions=["calf:left", "foot-sole:right"], suspected_factors=["stress"], note=NOTE * 300)
    )
    held = tab.post(reverse("episode-add"), sent)
    assert held.status_code == 403
    assert not Episode.objects.exists()
    assert "<b>" not in held.content.decode()
    assert logged_in_there(tab, held).status_code == 302
    stored = Episode.objects.of(alice).get()
    assert stored.note == STORED * 300
    assert {mark.region for mark in stored.regions.all()} == {"calf", "foot-sole"}
    assert str(stored.uid) == sent["uid"]


def test_what_is_not_saved_is_said_and_shown(client):
    page = read_page(client.post(reverse("visit-new"), {"what_for": "The night cramps", "on": "2026-12-01"}))
    assert "Your visit isn’t saved yet." in page.text
    assert page.facts["What for"] == "The night cramps"


def test_a_wrong_password_loses_nothing(client, alice):
    held = client.post(reverse("episode-add"), entry())
    again = logged_in_there(client, held, password="wrong")
    assert again.status_code == 403
    assert "don’t match" in read_page(again).text
    assert ["wrong"] not in last_form(again).fields.values()
    assert not Episode.objects.exists()
    assert logged_in_there(client, again).status_code == 302
    assert Episode.objects.of(alice).get().note == STORED


def test_tries_at_the_password_are_counted_there_too(client, alice):
    held = client.post(reverse("episode-add"), entry())
    for _ in range(12):
        held = logged_in_there(client, held, password="wrong")
    held = logged_in_there(client, held)
    assert held.status_code == 403
    assert "Too many tries" in read_page(held).text
    assert last_form(held)["note"] == NOTE


def test_a_form_with_a_mistake_is_drawn_again_after_logging_in(client, alice):
    held = client.post(reverse("episode-add"), entry(count="many"))
    response = logged_in_there(client, held)
    assert response.status_code == 422
    assert response.context["page"].form["note"].value() == NOTE
    assert not read_page(response).has("[name^=log-in-]")


def test_a_tap_is_done_after_logging_in(client, alice):
    held = client.post(reverse("episode-start"), {"uid": str(uuid.uuid4())})
    assert "The start of your spasm isn’t saved yet." in read_page(held).text
    assert logged_in_there(client, held).url.endswith("/running/")
    assert Episode.objects.of(alice).count() == 1


def test_the_row_of_somebody_else_is_not_found_for_who_logs_in_there(client, alice, bob):
    episode = make_episode(alice, note="mine")
    held = client.post(reverse("episode-edit", args=[episode.uid]), entry())
    assert logged_in_there(client, held, "bob").status_code == 404
    episode.refresh_from_db()
    assert episode.note == "mine"


@pytest.mark.parametrize("name", ["episode-delete", "visit-remove", "question-remove"])
def test_nothing_is_deleted_by_logging_in(client, alice, name):
    row = {
        "episode-delete": make_episode,
        "visit-remove": make_visit,
        "question-remove": lambda owner: Question.objects.create(owner=owner, text="Why?", asked_on=NOON.date()),
    }[name](alice)
    held = client.post(reverse(name, args=[row.uid]))
    asked = logged_in_there(client, held)
    assert asked.status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()
    form = last_form(asked)
    assert client.post(form.action, form.fields).status_code == 302
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_a_link_waits_for_its_button_and_its_pass_phrase(client, alice):
    sent = {"uid": str(uuid.uuid4()), "first": "2026-06-01", "last": "2026-06-10", "shows": '{"parts": ["numbers"]}'}
    sent |= {"label": "for Dr. Kim", "days": "7", "phrase": "three plain words"}
    held = client.post(reverse("share-new"), sent)
    asked = logged_in_there(client, held)
    for page in (held, asked):
        assert "three plain words" not in page.content.decode()
    assert not ShareLink.objects.exists()
    form = last_form(asked)
    assert form["phrase"] == ""
    assert client.post(form.action, form.filled(phrase="three plain words")).status_code == 200
    assert ShareLink.objects.of(alice).get().phrase_hash


def test_a_file_is_not_lost_in_silence(client, alice):
    held = client.post(reverse("episode-add"), entry(file=SimpleUploadedFile("diary.csv", b"a,b")))
    assert "A file can’t be kept here." in read_page(held).text
    asked = logged_in_there(client, held)
    assert asked.status_code == 403
    assert "Choose it again" in read_page(asked).text
    assert not Episode.objects.exists()


def test_what_is_too_long_says_how_to_keep_it(client):
    held = client.post(reverse("episode-add"), entry(note="x" * (MOST_CHARACTERS + 1)))
    assert "too long to keep" in read_page(held).text
    assert not read_page(held).has("[name=note]")


def test_no_password_is_written_into_a_page(client):
    held = client.post(reverse("settings"), {"password": "hunter2hunter2", "new_password1": "hunter3hunter3"})
    assert "hunter" not in held.content.decode()


# The token is out of date


def test_after_logging_in_elsewhere_the_form_is_sent_again_with_one_button(tab, alice):
    tab.force_login(alice)
    sent = entry()
    held = tab.post(reverse("episode-add"), sent | {"csrfmiddlewaretoken": "x" * 64})
    page = read_page(held)
    assert held.status_code == 403
    assert "You’re logged in as alice." in page.text
    # However long the text is, what to do comes before it.
    assert page.one("button.btn-large[type=submit]").place < page.one("h2", "What you entered").place
    assert "Left calf" in page.facts["Note"]
    assert not Episode.objects.exists()
    form = last_form(held)
    assert tab.post(form.action, form.fields).status_code == 302
    assert Episode.objects.of(alice).get().note == STORED


def test_logged_out_with_a_stale_token_the_page_lets_the_person_log_in(tab, alice):
    held = tab.post(reverse("episode-add"), entry() | {"csrfmiddlewaretoken": "x" * 64})
    assert logged_in_there(tab, held).status_code == 302
    assert Episode.objects.of(alice).get().note == STORED


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
)
@pytest.mark.parametrize("is_logged_in", [True, False])
def test_a_form_of_another_site_is_refused_plainly(alice, headers, is_logged_in):
    client = Client(enforce_csrf_checks=True, headers=headers)
    if is_logged_in:
        client.force_login(alice)
    response = client.post(reverse("episode-add"), entry())
    assert response.status_code == 403
    assert "Left calf" not in response.content.decode()
    assert "log-in-password" not in response.content.decode()


def test_the_fields_that_log_in_need_a_token_too(tab, alice):
    sent = entry() | {"log-in-login": "alice", "log-in-password": PASSWORD["alice"]}
    response = tab.post(reverse("episode-add"), sent)
    assert response.status_code == 403
    assert "_auth_user_id" not in tab.session
    assert PASSWORD["alice"] not in response.content.decode()


def test_a_tap_within_a_page_says_that_the_page_is_out_of_date(tab, alice):
    tab.force_login(alice)
    episode = make_episode(alice, duration_basis="ongoing")
    address = reverse("episode-where", args=[episode.uid])
    response = tab.post(address, {"regions": "calf:right"}, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (200, "#page-note")
    assert "The place isn’t saved yet." in read_page(response).text
    assert "Reload the page" in read_page(response).text


# The words


def test_every_sentence_belongs_to_an_address():
    from tests.test_urls import NAMES

    assert set(NOT_SAVED) <= set(NAMES)


@pytest.mark.parametrize("address", ["http://[", "", "no address"])
def test_a_tap_from_an_address_that_is_none_is_answered_all_the_same(client, db, address):
    headers = {"HX-Request": "true", "HX-Current-URL": address}
    response = client.post("/profile/condition/add/", {"code": "diabetes"}, headers=headers)
    assert response.status_code == 403 or "isn’t saved" in read_page(response).text
    assert "isn’t saved yet" in read_page(response).text
