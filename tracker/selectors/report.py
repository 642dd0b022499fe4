"""What the doctor's page is made of besides the diary's columns: nothing private, nothing added after its cut-off.

A cut-off (an instant, aware) is that of a shared page: what was deleted or changed since is gone or changed there too,
what came later never appears. None is one's own page, now. Every read is bounded, whatever the diary's length.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TypedDict

from django.contrib.auth.models import User

from tracker.days import wall_clock
from tracker.models import Episode, EpisodeNoticed, EpisodeRegion, EpisodeRelief, Question, Trial, Visit
from tracker.selectors.entries import RegionSideText
from tracker.selectors.visits import Visits, questions_of
from tracker.vocabulary.episodes import NOTICED, ONGOING
from tracker.vocabulary.regions import REGIONS, SIDES
from tracker.vocabulary.relief import MOMENTS, RELIEF

_Use = tuple[str, str, str, str]
"""(code, text, moment, effect)."""


class ListedEntry(TypedDict):
    """What a list's row says of an entry."""

    started: dt.datetime
    zone: str
    kind: str
    intensity: int | None
    count: int
    duration_seconds: float | None
    is_ongoing: bool
    woke: str
    note: str
    logged_by: str
    regions: tuple[RegionSideText, ...]
    noticed: tuple[str, ...]
    relief: tuple[_Use, ...]


def listed_entries(owner: User, keys: Collection[int], cut_off: dt.datetime | None = None) -> dict[int, ListedEntry]:
    """The fields of a list's row by key, of those of the person's entries with these keys that are not private.

    Keys of others, and of entries that went meanwhile, find nothing. Four queries, none without keys; at most some
    2,000 keys, which a statement can hold.
    """
    if not keys:
        return {}
    rows = Episode.objects.of(owner).logged_until(cut_off).filter(pk__in=list(keys), private=False)
    listed = list(rows.order_by())
    own = [row.pk for row in listed]
    places: dict[int, list[RegionSideText]] = {key: [] for key in own}
    noticed: dict[int, list[str]] = {key: [] for key in own}
    relief: dict[int, list[_Use]] = {key: [] for key in own}
    marks = EpisodeRegion.objects.filter(episode__in=own).values_list("episode_id", "region", "side", "text")
    for key, region, side, text in marks:
        places[key].append((region, side, text))
    signs = EpisodeNoticed.objects.filter(episode__in=own).values_list("episode_id", "code")
    for key, code in signs:
        noticed[key].append(code)
    uses = EpisodeRelief.objects.filter(episode__in=own).values_list("episode_id", "code", "text", "moment", "effect")
    for key, code, text, moment, effect in uses:
        relief[key].append((code, text, moment, effect))
    return {row.pk: _listed(row, places[row.pk], noticed[row.pk], relief[row.pk]) for row in listed}


def _listed(row: Episode, places: list[RegionSideText], noticed: list[str], relief: list[_Use]) -> ListedEntry:
    return {
        "started": wall_clock(row.started_at, row.time_zone),
        "zone": row.time_zone,
        "kind": row.kind,
        "intensity": row.intensity,
        "count": row.count,
        "duration_seconds": (row.ended_at - row.started_at).total_seconds() if row.ended_at else None,
        "is_ongoing": row.duration_basis == ONGOING,
        "woke": row.woke,
        "note": row.note,
        "logged_by": row.logged_by,
        "regions": tuple(sorted(places, key=_place_order)),
        "noticed": tuple(sorted(noticed, key=NOTICED.sort_key)),
        "relief": tuple(sorted(relief, key=_use_order)),
    }


def _place_order(mark: RegionSideText) -> tuple[tuple[int, str], tuple[int, str], str]:
    region, side, text = mark
    return REGIONS.sort_key(region), SIDES.sort_key(side), text


def _use_order(use: _Use) -> tuple[tuple[int, str], str, tuple[int, str]]:
    code, text, moment, _effect = use
    return RELIEF.sort_key(code), text, MOMENTS.sort_key(moment)


def visits_for_others(owner: User, today: dt.date, cut_off: dt.datetime | None = None) -> tuple[Visit, ...]:
    """The visits before `today` that are not private, by date. One query."""
    rows = Visit.objects.of(owner).filter(on__lt=today, private=False)
    return tuple(rows.filter(added_at__lte=cut_off) if cut_off else rows)


def next_visit_for_others(owner: User, today: dt.date, cut_off: dt.datetime | None = None) -> Visit | None:
    """The nearest visit from `today` on that is not private. One query."""
    rows = Visit.objects.of(owner).filter(on__gte=today, private=False)
    return (rows.filter(added_at__lte=cut_off) if cut_off else rows).first()


def questions_for_next(owner: User, today: dt.date, cut_off: dt.datetime | None = None) -> list[Question]:
    """The open questions of the next visit, in the person's order; without a visit ahead, all open ones. Two queries.

    A private visit is none here, and neither is a question that was put to one.
    """
    planned = Visit.objects.of(owner).filter(private=False)
    visits = Visits(today, tuple(planned.filter(added_at__lte=cut_off) if cut_off else planned))
    rows: Iterable[Question]
    if visits.next:
        rows = questions_of(owner, visits.next, visits).open
    else:
        rows = Question.objects.filter(owner=owner, answered_on=None).select_related("visit")
    return [
        row for row in rows if not (row.visit and row.visit.private) and (cut_off is None or row.added_at <= cut_off)
    ]


def trials_for_others(owner: User, cut_off: dt.datetime | None) -> list[Trial]:
    """The person's trials, the latest first; with a cut-off, as they stood then: one that ended later was running."""
    trials = list(Trial.objects.filter(owner=owner))
    if cut_off is None:
        return trials
    trials = [trial for trial in trials if trial.started_at <= cut_off and trial.added_at <= cut_off]
    for trial in trials:
        if trial.ended_at is not None and trial.ended_at > cut_off:
            trial.ended_at, trial.ended_why, trial.at_end, trial.half_way = None, "", {}, {}
    return trials
