"""Plain functions that make rows; deterministic, every field can be overridden."""

import datetime as dt

from tracker.days import local_day, offset_seconds
from tracker.models import Day, Episode, EpisodeFactor, EpisodeNoticed, EpisodeRegion, EpisodeRelief

ZONE = "Europe/Berlin"
NOON = dt.datetime(2026, 6, 10, 10, 0, tzinfo=dt.UTC)
"""Wednesday 10 June 2026, 12:00 in Berlin."""


def make_episode(owner, *, regions=(("calf", "left"),), factors=(), relief=(), noticed=(), **fields) -> Episode:
    """An episode with its details: regions (code, side), factors and noticed codes, relief dicts or codes."""
    fields.setdefault("started_at", NOON)
    fields.setdefault("time_zone", ZONE)
    fields.setdefault("logged_at", fields["started_at"])
    fields.setdefault("intensity", 5)
    if fields.get("ended_at"):
        fields.setdefault("duration_basis", "measured")
    fields.setdefault("day", local_day(fields["started_at"], fields["time_zone"]))
    fields.setdefault("offset_seconds", offset_seconds(fields["started_at"], fields["time_zone"]))
    fields.setdefault("search_text", fields.get("note", "").casefold())
    episode = Episode.objects.create(owner=owner, **fields)
    for region, side in regions:
        EpisodeRegion.objects.create(episode=episode, region=region, side=side)
    for code in factors:
        EpisodeFactor.objects.create(episode=episode, code=code)
    for use in relief:
        EpisodeRelief.objects.create(episode=episode, **(use if isinstance(use, dict) else {"code": use}))
    for code in noticed:
        EpisodeNoticed.objects.create(episode=episode, code=code)
    return episode


def make_day(owner, date, answer="none", **fields) -> Day:
    """A day with an answer to the check-in, given at 20:00 UTC of that date."""
    fields.setdefault("time_zone", ZONE)
    if answer:
        fields.setdefault("answered_at", dt.datetime.combine(date, dt.time(20), tzinfo=dt.UTC))
    return Day.objects.create(owner=owner, date=date, answer=answer, **fields)
