"""What a revision keeps of an entry, and that revisions of earlier versions still read."""

import json

import pytest

from tests.records.full_episode import FULL, START
from tracker.records.episode import EPISODE_SCHEMA, EpisodeRecord

pytestmark = pytest.mark.pure


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
