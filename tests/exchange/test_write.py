"""What the files look like, byte for byte, on worked examples."""

import datetime as dt
import uuid

import pytest

from tracker.exchange.csv_files import write_days, write_episodes
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

_UID = uuid.UUID("7f6f4c1e-5f6b-4f0e-9f43-000000000001")
_START = dt.datetime(2026, 3, 29, 1, 10, 5, 900_000, tzinfo=dt.UTC)


def episode(**fields):
    return EpisodeRecord(uid=_UID, started_at=_START, time_zone="Europe/Berlin", **fields)


def written(record) -> dict:
    header, row = write_episodes([record])
    return dict(zip(header.strip().split(","), row.strip().split(","), strict=True))


def test_the_columns_stand_in_the_documented_order():
    assert next(write_episodes([])) == (
        "id,started_at,time_zone,ended_at,duration_seconds,duration_basis,count,kind,intensity,regions,at_onset,woke,"
        "suspected_factors,relief,also_noticed,soreness,impact,note,private,logged_at,edited_at,chest_signs,"
        "follow_up,logged_by\r\n"
    )


def test_a_full_episode_is_written_as_documented():
    record = episode(
        ended_at=_START + dt.timedelta(minutes=2),
        duration_basis="measured",
        count=3,
        kind="cramp",
        intensity=7,
        regions=(
            RegionMark("lower-back", "middle"),
            RegionMark("calf", "left"),
            RegionMark("other", "left", "left eyebrow"),
        ),
        at_onset="asleep",
        woke="yes",
        suspected_factors=("long-same-position", "x-new-shoes"),
        relief=(
            ReliefUse("gentle-stretch", "", "during", "greatly"),
            ReliefUse("medication", "ibuprofen 400", "after"),
        ),
        also_noticed=("none",),
        soreness="hours",
        impact="some",
        note='He said "ouch"',
        private=True,
        logged_at=_START,
        chest_signs="no",
        follow_up=(("locked", "mouth"), ("locked", "new-medicine"), ("easing", "no")),
        logged_by="Kim",
    )
    assert list(write_episodes([record]))[1] == (
        "7f6f4c1e-5f6b-4f0e-9f43-000000000001,2026-03-29T03:10:05+02:00,Europe/Berlin,2026-03-29T03:12:05+02:00,120,"
        "measured,3,cramp,7,lower-back:middle; calf:left; other=left eyebrow:left,asleep,yes,"
        "long-same-position; x-new-shoes,gentle-stretch:during:greatly; medication=ibuprofen 400:after,none,hours,some,"
        '"He said ""ouch""",yes,2026-03-29T03:10:05+02:00,,no,easing:no; locked:mouth+new-medicine,Kim\r\n'
    )


def test_what_was_not_answered_is_empty():
    row = written(episode())
    empty = {name for name, cell in row.items() if not cell}
    assert empty == set(row) - {"id", "started_at", "time_zone", "duration_basis", "count", "private"}


def test_the_two_hours_that_come_twice_differ_in_their_offset():
    first, second = (dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC) for hour in (0, 1))
    starts = [
        written(EpisodeRecord(uid=_UID, started_at=instant, time_zone="Europe/Berlin"))["started_at"]
        for instant in (first, second)
    ]
    assert starts == ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a;b", "other=a%3Bb"),
        ("50% more", "other=50%25 more"),
        ("left: eyebrow = sore", "other=left%3A eyebrow %3D sore"),
        (" padded ", "other=%20padded%20"),
        ("two\nlines", "other=two%0Alines"),
        ("Augenbraue – été 🦵", "other=Augenbraue – été 🦵"),
    ],
)
def test_free_text_in_a_list_is_encoded_where_it_would_be_misread(text, cell):
    assert written(episode(regions=(RegionMark("other", "", text),)))["regions"] == cell


def test_an_effect_without_a_moment_keeps_its_place():
    assert written(episode(relief=(ReliefUse("heat", effect="slightly"),)))["relief"] == "heat::slightly"


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "'tis", "''"])
def test_a_note_that_a_spreadsheet_would_run_gets_an_apostrophe(note):
    assert written(episode(note=note))["note"] == "'" + note


def test_a_day_with_factors_is_written_as_documented():
    record = DayRecord(
        date=dt.date(2026, 3, 28),
        time_zone="Europe/Berlin",
        state="spasm",
        answer="unlisted",
        unlisted_count="6-10",
        unlisted_worst=7,
        answered_at=_START,
        limited=2,
        factors=(("stress", True), ("x-new-shoes", False)),
    )
    assert list(write_days([record], ["x-new-shoes", "stress", "alcohol"])) == [
        "date,time_zone,state,answer,answered_at,limited,stress,alcohol,x-new-shoes,note,private,logged_by\r\n",
        "2026-03-28,Europe/Berlin,spasm,unlisted:6-10:7,2026-03-29T03:10:05+02:00,2,yes,,no,,no,\r\n",
    ]


def test_a_factor_without_a_column_is_refused_rather_than_lost():
    record = DayRecord(date=dt.date(2026, 3, 28), time_zone="UTC", factors=(("stress", True),))
    with pytest.raises(ValueError, match="stress"):
        list(write_days([record], ["alcohol"]))
