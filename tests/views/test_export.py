"""Taking the diary along: the page and the two files, their filter, their headers, and whose they are."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.html import read_page
from tracker.days import local_day

FILES = ("episodes-csv", "days-csv")


def rows(response) -> list[dict]:
    """The rows of a streamed file, by column."""
    text = b"".join(response.streaming_content).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def notes(client, **query) -> list[str]:
    return [row["note"] for row in rows(client.get(reverse("episodes-csv"), query))]


@pytest.mark.parametrize("name", [*FILES, "export"])
def test_a_stranger_is_sent_to_log_in(client, db, name):
    response = client.get(reverse(name))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", FILES)
def test_for_spreadsheets_the_same_file_has_a_mark_before_it(alice, alice_client, name):
    make_episode(alice, note="Ärger, weg")
    plain, marked = (
        b"".join(alice_client.get(reverse(name), query).streaming_content) for query in ({}, {"form": "spreadsheets"})
    )
    assert marked == b"\xef\xbb\xbf" + plain
    links = read_page(alice_client.get(reverse("export"), {"region": "calf"})).links
    assert f"{reverse(name)}?region=calf&form=spreadsheets" in links


@pytest.mark.parametrize("name", [*FILES, "export"])
def test_nothing_can_be_sent_there(alice_client, name):
    assert alice_client.post(reverse(name)).status_code == 405


def test_all_entries_of_the_person_and_nobody_elses(alice, bob, alice_client):
    make_episode(alice, note="hers")
    make_episode(bob, note="his")
    assert notes(alice_client) == ["hers"]


def test_the_days_of_the_person_and_nobody_elses(alice, bob, alice_client):
    today = local_day(timezone.now(), ZONE)
    make_day(alice, today, note="hers")
    make_day(bob, today, note="his")
    assert [row["note"] for row in rows(alice_client.get(reverse("days-csv")))] == ["hers"]


def test_the_diarys_filter_narrows_the_entries(alice, alice_client):
    make_episode(alice, note="calf", regions=[("calf", "left")])
    make_episode(alice, note="back", regions=[("lower-back", "middle")])
    assert notes(alice_client, region="calf") == ["calf"]


def test_dates_narrow_the_entries(alice, alice_client):
    make_episode(alice, note="today")
    make_episode(alice, note="before", started_at=NOON - dt.timedelta(days=9))
    assert notes(alice_client, to="2026-06-02") == ["before"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("query", ["region=nowhere", "from=2026-02-30", "intensity_min=abc", "text=%00"])
def test_a_filter_with_an_error_gives_no_file_but_the_page_that_shows_it(alice_client, name, query):
    response = alice_client.get(f"{reverse(name)}?{query}")
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("export"))


def test_a_note_keeps_every_byte(alice, alice_client):
    note = '=1+1 "quoted", שלום 🦵\r\nnext; line\rthird\n'
    make_episode(alice, note=note)
    assert notes(alice_client) == ["'" + note]


@pytest.mark.parametrize(("name", "what"), [("episodes-csv", "episodes"), ("days-csv", "days")])
def test_the_file_is_called_by_the_persons_day(alice_client, name, what):
    today = local_day(timezone.now(), ZONE)
    disposition = alice_client.get(reverse(name))["Content-Disposition"]
    assert disposition == f'attachment; filename="spasmlog-{what}-{today.isoformat()}.csv"'


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_streamed_and_kept_by_nobody(alice_client, name):
    response = alice_client.get(reverse(name), headers={"accept-encoding": "gzip"})
    assert (
        response.streaming,
        response["Content-Type"],
        response["Cache-Control"],
        response["X-Content-Type-Options"],
        response["Content-Encoding"],
    ) == (True, "text/csv; charset=utf-8", "private, no-store", "nosniff", "identity")


def test_the_page_counts_what_the_file_will_hold(alice, bob, alice_client):
    make_episode(alice, regions=[("calf", "left")])
    make_episode(alice, regions=[("lower-back", "middle")])
    make_episode(bob, regions=[("calf", "left")])
    assert alice_client.get(reverse("export"), {"region": "calf"}).context["page"].count == 1


def test_the_page_says_which_entries_the_file_leaves_out_since_they_leave_the_filter_open(alice, bob, alice_client):
    for owner in (alice, bob):
        make_episode(owner, kind="cramp")
        make_episode(owner, kind="")
    page = alice_client.get(reverse("export"), {"kind": "cramp"}).content.decode()
    assert (
        "1 entry doesn’t have what you’re filtering by, so it may or may not match. Entries like that are "
        "not in the file." in page
    )
    assert "what you’re filtering by" not in alice_client.get(reverse("export")).content.decode()


def test_the_page_links_the_files_with_the_filter(alice, alice_client):
    page = read_page(alice_client.get(reverse("export"), {"region": "calf"}))
    assert f"{reverse('episodes-csv')}?region=calf" in page.links


def test_the_page_shows_an_error_of_the_filter_and_offers_no_file(alice_client):
    page = alice_client.get(reverse("export"), {"from": "2026-06-02", "to": "2026-06-01"}).content.decode()
    assert ("This is before the first day" in page, reverse("episodes-csv") in page) == (True, False)


def test_an_empty_diary_says_what_to_do(alice_client):
    page = alice_client.get(reverse("export")).content.decode()
    assert ("Nothing logged yet" in page, reverse("episodes-csv") in page) == (True, False)


@pytest.mark.parametrize("entries", [10, 300])
def test_the_page_costs_the_same_queries_at_any_length(alice, alice_client, django_assert_max_num_queries, entries):
    for n in range(entries):
        make_episode(alice, started_at=NOON - dt.timedelta(hours=n))
    with django_assert_max_num_queries(8):
        assert alice_client.get(reverse("export")).status_code == 200


def lengths(monkeypatch, client, name, seconds, **extra) -> tuple[str | None, int]:
    """The length that the file's header names, and the one that it has."""
    monkeypatch.setattr("tracker.views.answers.GATHERED_SECONDS", seconds)
    response = client.get(reverse(name), **extra)
    return response.get("Content-Length"), len(b"".join(response.streaming_content))


@pytest.mark.parametrize("name", FILES)
def test_a_short_file_comes_with_its_length(alice, alice_client, monkeypatch, name):
    make_episode(alice, note="Wadenkrämpfe 🦵")
    said, length = lengths(monkeypatch, alice_client, name, 60)
    assert said == str(length)


@pytest.fixture
def long_diary(alice):
    """More entries than are written down at once."""
    for n in range(120):
        make_episode(alice, started_at=NOON - dt.timedelta(hours=n))


def test_a_long_one_begins_before_its_length_is_known(long_diary, alice_client, monkeypatch):
    said, length = lengths(monkeypatch, alice_client, "episodes-csv", 0)
    assert (said, length > 5_000) == (None, True)


def test_without_chunks_a_long_one_has_its_length_too(long_diary, alice_client, monkeypatch):
    """HTTP/1.0, as nginx speaks it to spasmlog unless told otherwise: the answer ends where the connection does."""
    said, length = lengths(monkeypatch, alice_client, "episodes-csv", 0, SERVER_PROTOCOL="HTTP/1.0")
    assert said == str(length)


def test_a_file_is_the_same_with_its_length_and_without(long_diary, alice_client, monkeypatch):
    files = []
    for seconds in (0, 60):
        monkeypatch.setattr("tracker.views.answers.GATHERED_SECONDS", seconds)
        files.append(b"".join(alice_client.get(reverse("episodes-csv")).streaming_content))
    assert files[0] == files[1]
