"""An entry from the tap to the file, over nights on which clocks change, over borders and over its own deletion.

Each time three places must agree: the day in the diary, the row of the file, and what is stored.
"""

import csv
import datetime as dt
import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tracker.models import Episode, OwnTerm, Revision
from tracker.vocabulary.terms import own_code


class Device:
    """A phone whose clock can be set; `zone` is what its browser tells."""

    def __init__(self, client, monkeypatch):
        self._client, self._clock, self.zone = client, SimpleNamespace(now=None), "Europe/Berlin"
        monkeypatch.setattr("django.utils.timezone.now", lambda: self._clock.now)

    def at(self, utc: str) -> "Device":
        self._clock.now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
        return self

    def post(self, name, *arguments, **sent):
        response = self._client.post(reverse(name, args=arguments), sent)
        assert response.status_code == 302, response.content.decode()
        return response

    def start(self) -> uuid.UUID:
        uid = uuid.uuid4()
        # What is asked once where a device is in another zone.
        self.post("device-zone", zone=self.zone, answer="use")
        self.post("episode-start", uid=str(uid), time_zone=self.zone)
        return uid

    def page(self, name, *arguments, **query):
        return self._client.get(reverse(name, args=arguments), query)

    def days(self) -> list[tuple[str, int]]:
        """The days of the diary's list, newest first, with the number of entries on each."""
        items = self.page("diary").context["page"].items
        return [(item.date.isoformat(), len(item.entries)) for item in items if item.is_item]

    def rows(self) -> dict[str, dict]:
        """The rows of episodes.csv by id."""
        text = b"".join(self.page("episodes-csv").streaming_content).decode()
        return {row["id"]: row for row in csv.DictReader(text.splitlines())}


@pytest.fixture
def device(alice_client, monkeypatch):
    return Device(alice_client, monkeypatch)


@pytest.mark.parametrize(
    ("started", "stopped", "day", "written", "seconds"),
    [
        pytest.param(
            *("2025-10-26 00:50", "2025-10-26 01:10", "2025-10-25"),
            *(("2025-10-26T02:50:00+02:00", "2025-10-26T02:10:00+01:00"), "1200"),
            id="clocks go back",
        ),
        pytest.param(
            *("2026-03-29 00:55", "2026-03-29 01:05", "2026-03-28"),
            *(("2026-03-29T01:55:00+01:00", "2026-03-29T03:05:00+02:00"), "600"),
            id="clocks go forward",
        ),
    ],
)
def test_a_cramp_while_the_clocks_change(device, started, stopped, day, written, seconds):
    uid = device.at(started).start()
    device.at(stopped).post("episode-stop", uid)
    device.post("episode-after", uid, intensity="6")
    row = device.rows()[str(uid)]
    assert (row["started_at"], row["ended_at"]) == written
    assert (row["duration_seconds"], row["duration_basis"], row["intensity"]) == (seconds, "measured", "6")
    assert device.days() == [(day, 1)]


def test_a_start_set_right_over_the_start_of_the_day_changes_the_day(device):
    uid = device.at("2026-06-10 02:10").start()
    assert device.days() == [("2026-06-10", 1)]
    device.post("episode-correct-start", uid, at="03:50")
    assert device.days() == [("2026-06-09", 1)]
    assert device.rows()[str(uid)]["started_at"] == "2026-06-10T03:50:00+02:00"
    assert not Revision.objects.exists()


def test_an_evening_far_away_counts_on_the_day_that_it_is_there(device):
    device.zone = "America/New_York"
    uid = device.at("2026-06-13 02:00").start()
    device.post("episode-stop", uid, when="unknown")
    assert device.days() == [("2026-06-12", 1)]
    assert device.rows()[str(uid)]["started_at"] == "2026-06-12T22:00:00-04:00"
    for name in ("diary", "today", "left-open"):
        assert "America/New_York" in device.page(name).content.decode(), name


def test_what_has_run_for_days_can_be_given_its_end(device):
    uid = device.at("2026-06-10 21:50").start()
    device.at("2026-06-12 09:00")
    assert "Did it stop?" in device.page("today").content.decode()
    device.post(
        *("episode-edit", uid),
        uid=str(uid),
        started="at",
        started_on="2026-06-10",
        started_time="23:50",
        time_zone="Europe/Berlin",
        duration="until",
        ended_on="2026-06-11",
        ended_time="00:20",
    )
    row = device.rows()[str(uid)]
    assert (row["duration_seconds"], row["duration_basis"]) == ("1800", "estimated")
    assert device.days() == [("2026-06-10", 1)]


def test_deleted_and_brought_back_it_is_the_same_row(device):
    uid = device.at("2026-06-10 01:20").start()
    device.post("episode-where", uid, regions=["calf:left", "calf:right", "other"], regions_other_text="left eyebrow")
    device.at("2026-06-10 01:24").post("episode-stop", uid)
    before = device.rows()
    assert before[str(uid)]["regions"] == "calf:both; other=left eyebrow"
    device.post("episode-delete", uid)
    assert device.rows() == {}
    device.post("revision-undo", Revision.objects.get().pk)
    assert device.rows() == before
    assert device.days() == [("2026-06-09", 1)]


def test_own_words_are_offered_first_the_next_time(device):
    sent = {"uid": str(uuid.uuid4()), "started": "15", "time_zone": "Europe/Berlin"}
    sent |= {
        "own_factor": "Long drive",
        "relief": ["new"],
        "relief_text_new": "Tiger balm",
        "relief_after_new": "greatly",
    }
    device.at("2026-06-10 10:00").post("episode-add", **sent)
    form = device.page("episode-add").context["page"].form
    assert form.fields["suspected_factors"].choices[0] == ("x-long-drive", "Long drive")
    assert form.fields["relief"].widget.lines([])[0].label == "Tiger balm"
    assert OwnTerm.objects.count() == 2
    assert device.rows()[sent["uid"]]["relief"] == "x-tiger-balm:after:greatly"


def test_words_that_differ_in_a_sign_or_a_mark_stay_two_up_to_the_file(device):
    words = ["<1 L water", ">1 L water", "coffee +", "coffee -", "C++", "C#", "पानी", "पीना"]
    for place, (word, remedy) in enumerate(zip(words, reversed(words), strict=True)):
        sent = {"uid": str(uuid.UUID(int=place)), "started": "15", "time_zone": "Europe/Berlin", "own_factor": word}
        sent |= {"relief": ["new"], "relief_text_new": remedy}
        device.at(f"2026-06-10 1{place}:00").post("episode-add", **sent)
    assert OwnTerm.objects.count() == 2 * len(words)
    rows = device.rows().values()
    assert {row["suspected_factors"] for row in rows} == {
        *("x-<1-l-water", "x->1-l-water", "x-coffee-+", "x-coffee-%2D", "x-c++", "x-c#", "x-पानी", "x-पीना")
    }
    assert len({row["relief"] for row in rows}) == len(words)
    for word in words:
        items = device.page("diary", factor=own_code(word)).context["page"].items
        assert [len(item.entries) for item in items] == [1]


def test_an_entry_left_so_is_not_asked_about_again(device):
    uid = device.at("2026-06-10 10:00").start()
    device.post("episode-stop", uid, when="unknown")
    assert [entry.uid for entry in device.page("left-open").context["page"].entries] == [uid]
    device.post("leave-one", uid)
    assert device.page("left-open").context["page"].entries == []
    assert device.page("today").context["page"].incomplete == 0
    assert Episode.objects.get().duration_basis == "unknown"
