"""The page with one large button: what it shows, what it starts, what it costs, and that opening it writes nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tests.html import read_page
from tests.views.test_diary import many
from tracker.models import Episode, Preferences
from tracker.selectors.entries import RUNNING_SHOWN


def running(owner, **ago):
    started_at = timezone.now().replace(microsecond=0) - dt.timedelta(**ago)
    return make_episode(owner, started_at=started_at, duration_basis="ongoing", intensity=None)


def opened(client):
    response = client.get(reverse("spasm-now"))
    assert response.status_code == 200
    return read_page(response)


def start_form(page):
    return page.form(reverse("episode-start"))


def test_its_address_is_short(alice_client):
    assert reverse("spasm-now") == "/now/"


def test_a_visitor_logs_in_first_and_comes_back(client, db):
    assert client.get(reverse("spasm-now")).url == "/accounts/login/?next=/now/"


def test_only_reading_is_allowed(alice_client):
    assert alice_client.post(reverse("spasm-now")).status_code == 405


def test_one_button_starts_one_spasm_however_often_it_is_pressed(alice_client, alice):
    page = opened(alice_client)
    assert page.texts("button") == ["Spasm now"]
    for _ in range(2):
        response = alice_client.post(reverse("episode-start"), start_form(page).filled())
    assert response.url == reverse("episode-running", args=[Episode.objects.of(alice).get().uid])


def test_opening_it_writes_nothing(alice_client, alice):
    version = Preferences.objects.get(owner=alice).data_version
    with CaptureQueriesContext(connection) as captured:
        opened(alice_client)
    assert {each["sql"].split()[0] for each in captured} == {"SELECT"}
    assert not Episode.objects.exists()
    assert Preferences.objects.get(owner=alice).data_version == version


def test_a_spasm_that_runs_comes_before_the_button(alice_client, alice):
    row = running(alice, minutes=3)
    page = opened(alice_client)
    assert page.texts("button") == ["Stop", "Another spasm now"]
    assert page.form(reverse("episode-stop", args=[row.uid]))
    assert "Press the button when a spasm starts" not in page.text


def test_one_that_has_run_for_hours_is_asked_about(alice_client, alice):
    running(alice, hours=9)
    assert "Did it stop?" in opened(alice_client).text


def test_nobody_elses_spasm_is_shown(alice_client, bob):
    running(bob, minutes=3)
    assert opened(alice_client).texts("button") == ["Spasm now"]


def test_it_leads_to_help_and_to_what_else_can_be_logged(alice_client):
    assert {reverse("when-to-get-help"), reverse("episode-add"), reverse("today")} <= {*opened(alice_client).links}


@pytest.mark.parametrize("number", [10, 1000])
def test_it_costs_the_same_at_any_length_of_the_diary(alice_client, alice, django_assert_max_num_queries, number):
    many(alice, number, first=timezone.now() - dt.timedelta(days=80))
    running(alice, minutes=3)
    with django_assert_max_num_queries(5):
        opened(alice_client)


def test_what_was_forgotten_for_weeks_does_not_fill_it(alice_client, alice):
    for number in range(RUNNING_SHOWN + 5):
        running(alice, hours=30 * (number + 1))
    assert len(opened(alice_client).all(".running-card")) == RUNNING_SHOWN
