"""Plain functions that make rows; deterministic, every field can be overridden."""

import datetime as dt

from tracker.days import ONE_DAY, Period, local_day, offset_seconds
from tracker.models import (
    AccessToken,
    Day,
    Episode,
    EpisodeFactor,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
    ProfileItem,
    ShareLink,
    Trial,
    TrialAnswer,
    TrialSeal,
    Visit,
)
from tracker.report.choice import NUMBERS_PART, ReportChoice
from tracker.vocabulary.folding import folded_text

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
    fields.setdefault("search_text", folded_text(fields.get("note", "")))
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


def make_profile_item(owner, kind="condition", code="", **fields) -> ProfileItem:
    """A row of the health profile: sciatica, unless told otherwise. Dates are known to the day."""
    if not code and not fields.get("text"):
        code = "sciatica"
    for end in ("from", "to"):
        if fields.get(f"{end}_on"):
            fields.setdefault(f"{end}_precision", "day")
    return ProfileItem.objects.create(owner=owner, kind=kind, code=code, **fields)


def make_visit(owner, on=None, **fields) -> Visit:
    """A visit to Dr. Kim on the day of NOON, unless told otherwise."""
    fields.setdefault("with_whom", "Dr. Kim")
    return Visit.objects.create(owner=owner, on=on or NOON.date(), **fields)


def make_share_link(owner, token="a-token-of-32-characters-or-so", **fields) -> ShareLink:
    """A link made at NOON that opens for a week and shows the four lines of the 90 days before; `token` opens it."""
    from tracker.services.share import hash_of

    today = NOON.date()
    period = Period(today - 89 * ONE_DAY, today)
    fields.setdefault("made_at", NOON)
    fields.setdefault("cut_off", fields["made_at"])
    fields.setdefault("time_zone", ZONE)
    fields.setdefault("days", 7)
    fields.setdefault("first_on", period.first)
    fields.setdefault("last_on", period.last)
    fields.setdefault("before_first_on", period.before().first)
    fields.setdefault("before_last_on", period.before().last)
    fields.setdefault("choice", ReportChoice(parts=frozenset({NUMBERS_PART})).as_data())
    return ShareLink.objects.create(owner=owner, token_hash=hash_of(token), **fields)


TOKEN = "a-token-of-43-characters-for-a-button-or-so"


def make_token(owner, scope="log", *, secret=TOKEN, **fields) -> AccessToken:
    """A token made at NOON that works for a year, or a calendar's that reminds at 20:30; `secret` is the token."""
    from tracker.services.share import hash_of

    fields.setdefault("name", "Button by the bed")
    fields.setdefault("made_at", NOON)
    if scope == "calendar":
        fields.setdefault("remind_at", dt.time(20, 30))
    else:
        fields.setdefault("expires_at", fields["made_at"] + 365 * ONE_DAY)
    return AccessToken.objects.create(owner=owner, scope=scope, token_hash=hash_of(secret), **fields)


TRIAL_SECRET = "5" * 64


def make_trial(owner, sequence="10" * 42, *, answers="", **fields) -> Trial:
    """A trial of stretching before bed whose first night began on the evening before NOON; it runs without an end.

    `answers`: for each night "s" (spasm), "q" (quiet) or "-" (not answered). The coin always fell the same way.
    """
    from tracker.services.trials import commitment_of

    fields.setdefault("habit", "stretch-before-bed")
    fields.setdefault("length", len(sequence))
    fields.setdefault("first_on", NOON.date() - ONE_DAY)
    fields.setdefault("baseline_spasms", 7)
    fields.setdefault("baseline_nights", 14)
    fields.setdefault("started_at", dt.datetime.combine(fields["first_on"], dt.time(10), tzinfo=dt.UTC))
    fields.setdefault("commitment", commitment_of(sequence, TRIAL_SECRET))
    if fields.get("ended_at"):
        fields.setdefault("ended_why", "person")
        fields.setdefault("sequence", sequence)
        fields.setdefault("secret", TRIAL_SECRET)
    trial = Trial.objects.create(owner=owner, **fields)
    if not trial.ended_at:
        TrialSeal.objects.create(owner=owner, trial=trial, sequence=sequence, secret=TRIAL_SECRET)
    for number, mark in enumerate(answers):
        if mark != "-":
            answered_at = dt.datetime.combine(trial.first_on + (number + 1) * ONE_DAY, dt.time(6), tzinfo=dt.UTC)
            TrialAnswer.objects.create(
                trial=trial,
                number=number,
                is_with=sequence[number] == "1",
                had_spasm=mark == "s",
                answered_at=answered_at,
            )
    return trial
