"""What a revision keeps of an entry, and that revisions of earlier versions still read."""

import datetime as dt
import json
import uuid

import pytest

from tracker.records.episode import EPISODE_SCHEMA, EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

pytestmark = pytest.mark.pure

START = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
FULL = EpisodeRecord(
    uid=uuid.UUID(int=1),
    started_at=START,
    time_zone="Europe/Berlin",
    ended_at=START + dt.timedelta(minutes=5),
    duration_basis="measured",
    count=3,
    kind="cramp",
    intensity=7,
    regions=(RegionMark("calf", "left"), RegionMark("other", "", "left eyebrow")),
    at_onset="asleep",
    woke="yes",
    suspected_factors=("stress", "x-tea"),
    relief=(ReliefUse("medication", "ibuprofen 400", "after", "slightly"),),
    also_noticed=("weakness",),
    soreness="hours",
    impact="some",
    note="at the lake",
    private=True,
    logged_at=START + dt.timedelta(minutes=7),
    edited_at=START + dt.timedelta(hours=1),
    chest_signs="no",
    follow_up=(("one-side", "no"), ("locked", "mouth"), ("locked", "wound")),
)


def stored(record) -> dict:
    """The snapshot as the database hands it back."""
    return json.loads(json.dumps(record.as_data()))


@pytest.mark.parametrize("record", [FULL, EpisodeRecord(uid=FULL.uid, started_at=START, time_zone="UTC")])
def test_a_snapshot_reads_as_the_entry_was(record):
    assert EpisodeRecord.from_data(stored(record)) == record


def test_a_snapshot_of_before_there_were_safety_questions_still_reads():
    before = stored(FULL)
    del before["follow_up"]
    record = EpisodeRecord.from_data(before, schema=1)
    assert record.follow_up == ()
    assert (record.chest_signs, record.note, record.regions) == (FULL.chest_signs, FULL.note, FULL.regions)


def test_a_snapshot_of_a_later_version_is_not_guessed_at():
    with pytest.raises(ValueError, match=str(EPISODE_SCHEMA + 1)):
        EpisodeRecord.from_data(stored(FULL), schema=EPISODE_SCHEMA + 1)
