"""Several past spasms in one form: all of them, or none, with errors beside their cells."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_episode
from tests.html import read_page
from tracker.days import ONE_DAY, local_day, wall_clock
from tracker.models import DatedSetting, Episode

ADDRESS = reverse("episode-several")
DAY = (timezone.now() - dt.timedelta(days=3)).date()


def opened(client):
    return read_page(client.get(ADDRESS)).form("")


def row(number, **cells):
    cells = {"on": DAY.isoformat()} | cells
    return {f"row-{number}-{name}": value for name, value in cells.items()}


THREE = (
    row(0, time="03:10", place="calf:left", intensity="7")
    | row(1, time="04:30", place="lower-back:middle")
    | row(2, time="05:00", intensity="0")
)


def stored():
    return [
        (f"{each.started_at:%H:%M}", [(mark.region, mark.side) for mark in each.regions.all()], each.intensity)
        for each in Episode.objects.order_by("started_at")
    ]


def test_all_rows_are_saved_and_empty_ones_are_none(alice_client, alice):
    response = alice_client.post(ADDRESS, opened(alice_client).filled(**THREE), follow=True)
    assert response.request["PATH_INFO"] == reverse("diary")
    assert [(places, number) for _at, places, number in stored()] == [
        ([("lower-back", "middle")], None),
        ([], 0),
        ([("calf", "left")], 7),
    ]
    assert set(Episode.objects.values_list("duration_basis", flat=True)) == {"unknown"}


def test_what_warns_about_one_of_them_comes_first(alice_client, alice):
    at = timezone.now() - dt.timedelta(hours=1)
    cells = {"on": local_day(at, ZONE).isoformat(), "time": f"{wall_clock(at, ZONE):%H:%M}"}
    sent = opened(alice_client).filled(**THREE | row(1, **cells, place="chest:left"))
    response = alice_client.post(ADDRESS, sent, follow=True)
    assert response.request["PATH_INFO"] == reverse("today")
    assert "It’s your first entry for your chest." in read_page(response).text
    assert "Saved: 3 spasms." in read_page(response).text


def test_sent_twice_they_are_the_same_ones(alice_client, alice):
    sent = opened(alice_client).filled(**THREE)
    for _ in range(2):
        alice_client.post(ADDRESS, sent)
    assert Episode.objects.count() == 3


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"time": "03:10", "place": "tail:left"}, "place", "You can’t choose “tail:left” here."),
        ({"time": "", "place": "calf:left"}, "time", "Enter the time. A guess is fine."),
        ({"time": "25:99"}, "time", "Enter a time such as 03:20."),
        ({"time": "03:10", "on": ""}, "on", "Enter the day."),
        ({"time": "03:10", "on": "2031-01-01"}, "time", "This is in the future."),
        ({"time": "03:10", "intensity": "11"}, "intensity", "Select a valid choice."),
    ],
)
def test_one_mistake_saves_none_and_stands_beside_its_cell(alice_client, alice, cells, cell, words):
    sent = opened(alice_client).filled(**THREE | row(1, **cells))
    response = alice_client.post(ADDRESS, sent)
    assert response.status_code == 422
    page = read_page(response)
    assert words in page.one(f"#id_row-1-{cell}_error").text
    assert page.form("")["row-0-place"] == "calf:left"
    assert page.one("title").text.startswith("Error")
    assert not Episode.objects.exists()


def test_nothing_at_all_says_so(alice_client, alice):
    response = alice_client.post(ADDRESS, opened(alice_client).filled())
    assert "Fill in at least one row." in read_page(response).text


def test_more_rows_keep_what_was_typed(alice_client, alice):
    sent = opened(alice_client).filled("Add more spasms", **THREE)
    page = read_page(alice_client.post(ADDRESS, sent))
    assert len(page.all(".several-row")) == 11
    assert page.form("")["row-1-time"] == "04:30"
    assert not Episode.objects.exists()


@pytest.mark.parametrize("typed", ["3:10", "03:10", "0310", "310", "3.10"])
def test_a_time_is_typed_as_on_a_clock_of_24_hours(alice_client, alice, typed):
    alice_client.post(ADDRESS, opened(alice_client).filled(**row(0, time=typed, place="calf:left")))
    row_ = Episode.objects.get()
    assert f"{wall_clock(row_.started_at, row_.time_zone):%H:%M}" == "03:10"


@pytest.mark.parametrize(("time", "date"), [("23:59", DAY), ("03:59", DAY + ONE_DAY), ("04:00", DAY)])
def test_the_night_counts_as_the_day_before_as_everywhere(alice_client, alice, time, date):
    assert "Until 04:00, the night still counts as the day before." in read_page(alice_client.get(ADDRESS)).text
    alice_client.post(ADDRESS, opened(alice_client).filled(**row(0, time=time, place="calf:left")))
    entry = Episode.objects.get()
    assert (entry.day, wall_clock(entry.started_at, entry.time_zone).date()) == (DAY, date)


def test_the_first_day_offered_is_the_persons_today(alice_client, alice, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 6, 10, 0, 30, tzinfo=dt.UTC))
    page = read_page(alice_client.get(ADDRESS))
    assert page.form("")["row-0-on"] == page.values("select[name=row-0-on] option", "value")[0] == "2026-06-09"


def test_further_rows_begin_with_the_day_of_the_last(alice_client, alice):
    later = row(2, on=(DAY - ONE_DAY).isoformat(), time="05:00")
    page = read_page(alice_client.post(ADDRESS, opened(alice_client).filled("Add more spasms", **THREE | later)))
    assert page.form("")["row-5-on"] == page.form("")["row-9-on"] == (DAY - ONE_DAY).isoformat()


def test_further_rows_take_the_place_too_which_alone_says_nothing(alice_client, alice):
    filled = row(0, time="03:10", place="calf:left")
    page = read_page(alice_client.post(ADDRESS, opened(alice_client).filled("Add more spasms", **filled)))
    form = page.form("")
    assert form["row-5-place"] == form["row-9-place"] == "calf:left"
    alice_client.post(ADDRESS, form.filled(**{"row-5-time": "04:30"}))
    assert [places for _at, places, _number in stored()] == [[("calf", "left")]] * 2


def test_a_place_of_its_own_without_a_time_is_never_passed_over(alice_client, alice):
    sent = opened(alice_client).filled(**THREE | row(1, time="", place="lower-back:middle", inherited="calf:left"))
    response = alice_client.post(ADDRESS, sent)
    assert "Enter the time." in read_page(response).one("#id_row-1-time_error").text


def test_rows_that_say_the_same_are_asked_about_once(alice_client, alice):
    same = {"time": "03:10", "place": "calf:left", "intensity": "7"}
    sent = opened(alice_client).filled(**row(0, **same) | row(1, time="04:00", place="calf:left") | row(2, **same))
    response = alice_client.post(ADDRESS, sent)
    assert response.status_code == 422
    page = read_page(response)
    assert "Spasm 3 is the same as spasm 1." in page.text
    assert not Episode.objects.exists()
    alice_client.post(ADDRESS, page.form("").filled("Save all anyway"))
    assert Episode.objects.count() == 3


def test_a_diary_whose_day_starts_at_midnight_hears_nothing_of_a_night(alice_client, alice):
    DatedSetting.objects.create(owner=alice, name=DatedSetting.DAY_START_HOUR, from_on=dt.date(2020, 1, 1), value="0")
    assert "the night still counts" not in read_page(alice_client.get(ADDRESS)).text


def test_after_midnight_a_time_of_tonight_is_not_stored_a_day_early(alice_client, alice, monkeypatch):
    # 02:13 in Berlin, a night that counts to Sunday.
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 30, 1, 13, tzinfo=dt.UTC))
    alice_client.post(ADDRESS, opened(alice_client).filled(**{"row-0-time": "01:10", "row-0-place": "calf:left"}))
    assert Episode.objects.get().started_at == dt.datetime(2026, 11, 30, 0, 10, tzinfo=dt.UTC)


def test_at_breakfast_today_and_a_time_after_midnight_is_the_night_that_ended(alice_client, alice, monkeypatch):
    # 09:13 in Berlin: the night that today ends with is still to come.
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 30, 8, 13, tzinfo=dt.UTC))
    alice_client.post(ADDRESS, opened(alice_client).filled(**{"row-0-time": "01:10", "row-0-place": "calf:left"}))
    assert Episode.objects.get().started_at == dt.datetime(2026, 11, 30, 0, 10, tzinfo=dt.UTC)


def test_earlier_days_are_offered_and_what_was_typed_is_kept(alice_client, alice):
    days = "select[name=row-0-on] option"
    offered = read_page(alice_client.get(ADDRESS)).all(days)
    assert len(offered) == 31
    page = read_page(alice_client.post(ADDRESS, opened(alice_client).filled("Show earlier days", **THREE)))
    assert len(page.all(days)) == 92
    assert page.form("")["row-1-time"] == "04:30"
    page = read_page(alice_client.post(ADDRESS, page.form("").filled("Add more spasms")))
    assert len(page.all(days)) == 92


def test_a_day_that_is_not_offered_is_taken_and_shown_all_the_same(alice_client, alice):
    sent = opened(alice_client).filled(**row(0, on="2020-02-29", time="x", place="calf:left"))
    page = read_page(alice_client.post(ADDRESS, sent))
    assert page.form("")["row-0-on"] == "2020-02-29"
    alice_client.post(ADDRESS, page.form("").filled(**{"row-0-time": "03:00"}))
    assert Episode.objects.get().day == dt.date(2020, 2, 29)


def test_places_of_the_last_entries_come_first(alice_client, alice):
    make_episode(alice, regions=[("lower-back", "middle")])
    group = read_page(alice_client.get(ADDRESS)).all("select[name=row-0-place] optgroup")[0]
    assert (group["label"], group.texts("option")) == ("Recent", ["Lower back, middle"])


def test_what_may_be_logged_already_is_asked_about(alice_client, alice):
    sent = opened(alice_client).filled(**THREE)
    alice_client.post(ADDRESS, sent)
    again = opened(alice_client).filled(**THREE)
    response = alice_client.post(ADDRESS, again)
    assert response.status_code == 422
    assert Episode.objects.count() == 3
    alice_client.post(ADDRESS, read_page(response).form("").filled("Save all anyway"))
    assert Episode.objects.count() == 6


def test_undo_takes_all_of_them_back_and_nobody_elses(alice_client, alice, bob):
    other = make_episode(bob, uid=uuid.uuid4())
    response = alice_client.post(ADDRESS, opened(alice_client).filled(**THREE), follow=True)
    form = read_page(response).form(ADDRESS)
    sent = form.filled()
    sent["undo"] = [*sent["undo"], str(other.uid), "nonsense"]
    alice_client.post(ADDRESS, sent)
    assert list(Episode.objects.all()) == [other]


def test_one_that_was_deleted_since_is_not_made_again_and_neither_are_the_others(alice_client, alice):
    sent = opened(alice_client).filled(**THREE)
    alice_client.post(ADDRESS, sent)
    form = read_page(alice_client.get(reverse("diary"))).form(ADDRESS)
    alice_client.post(ADDRESS, form.filled())
    response = alice_client.post(ADDRESS, sent)
    assert "You deleted this one after saving it." in read_page(response).text
    assert not Episode.objects.exists()
