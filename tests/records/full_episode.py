"""An entry with a value in every field, for tests of whatever handles all of them."""

import datetime as dt
import uuid

from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

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
    logged_by="Kim",
)
