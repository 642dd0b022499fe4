"""Named reads. SQL that is special to one database lives here only, with its twin for PostgreSQL."""

import datetime as dt
import json
import unicodedata
import uuid
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from django.db import models
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q
from django.db.models.functions import Coalesce

from tracker.days import LONGEST_EPISODE_DAYS, ONE_DAY
from tracker.vocabulary.episodes import NOT_SURE, ONGOING, UNKNOWN
from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.regions import BOTH, LEFT, NO_SIDE, REGIONS, RIGHT
from tracker.vocabulary.relief import remedy_of_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler, _AsSqlType

    # What the querysets below are of.
    from tracker.models import AccessToken, Day, Episode, Grant, ProfileItem, ShareLink, Visit  # noqa: F401

    _Lookup = models.Lookup[Any]
else:
    # Generic in its stubs alone.
    _Lookup = models.Lookup

_NORMAL_FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")

SAME_SPASM = dt.timedelta(minutes=10)
"""Spasms with gaps of up to this are one entry."""


class EpochSeconds(Func):
    """An instant as whole seconds since 1970 (UTC): an integer is read ten times faster than a datetime is parsed."""

    output_field = IntegerField()

    def as_sqlite(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **extra_context: Any
    ) -> "_AsSqlType":
        return self.as_sql(
            compiler, connection, template="CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)", **extra_context
        )

    def as_postgresql(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **extra_context: Any
    ) -> "_AsSqlType":
        return self.as_sql(
            compiler, connection, template="CAST(floor(extract(epoch FROM %(expressions)s)) AS bigint)", **extra_context
        )


class DateOrdinal(Func):
    """A date as Python's proleptic ordinal (`date.toordinal()`)."""

    output_field = IntegerField()

    def as_sqlite(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **extra_context: Any
    ) -> "_AsSqlType":
        return self.as_sql(
            compiler, connection, template="CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)", **extra_context
        )

    def as_postgresql(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **extra_context: Any
    ) -> "_AsSqlType":
        return self.as_sql(compiler, connection, template="(%(expressions)s - DATE '0001-01-01' + 1)", **extra_context)


@models.Field.register_lookup
class Among(_Lookup):
    """`uid__among=uids`: one of many values, all of them sent as one. Django looks at each value of an `__in` a dozen
    times, which takes longer than the database needs to find the rows."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **extra_context: Any
    ) -> "_AsSqlType":
        column, parameters = self.process_lhs(compiler, connection)
        values = [value.hex if isinstance(value, uuid.UUID) else value for value in self.rhs]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(values)]

    def as_postgresql(
        self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **extra_context: Any
    ) -> "_AsSqlType":
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, list(self.rhs)]


@dataclass(frozen=True, slots=True)
class EpisodeFilter:
    """Which entries are meant: of the diary list, the charts and the files alike. Empty fields ask for nothing."""

    first: dt.date | None = None
    last: dt.date | None = None
    region: str = ""
    side: str = ""
    kind: str = ""
    factor: str = ""
    relief: str = ""
    """A code, or the key of a medicine by its name (see vocabulary/relief.py)."""
    intensity_min: int | None = None
    intensity_max: int | None = None
    weekday: int | None = None
    """Of the person's day: 1 for Monday to 7 for Sunday."""
    hour: int | None = None
    """Of the wall clock at the onset, where the entry was: 0 to 23."""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self == EpisodeFilter()


def _spelled(text: str) -> Q:
    """That text, however its letters are cased."""
    # SQLite folds ASCII alone when it compares, so the other ways to write the rest are asked for as well.
    spellings = {text} if text.isascii() else {text, text.lower(), text.upper(), text.capitalize(), text.title()}
    spellings |= {unicodedata.normalize(form, spelling) for spelling in spellings for form in _NORMAL_FORMS}
    return reduce(or_, (Q(text__iexact=spelling) for spelling in spellings))


def _regions_asked(wanted: EpisodeFilter) -> Q:
    """The places that the filter asks for."""
    asked = Q(region=wanted.region) if wanted.region else Q()
    if wanted.side:
        asked &= Q(side__in=[wanted.side, BOTH] if wanted.side in {LEFT, RIGHT} else [wanted.side])
    return asked


def _regions_open(wanted: EpisodeFilter) -> Q | None:
    """Places that may be those asked for: the side was not said, of a region that has sides."""
    if not wanted.side:
        return None
    sided = [code for code, region in REGIONS.items() if region.has_sides]
    unsaid = Q(side=NO_SIDE, region__in=sided)
    return unsaid & Q(region=wanted.region) if wanted.region else unsaid


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Episodes; every read starts at `of(owner)`."""

    def of(self, owner: "User") -> Self:
        """One person's episodes."""
        return self.filter(owner=owner)

    def logged_until(self, at: dt.datetime | None) -> Self:
        """Entries that were written down, and stored here, up to an instant; all of them without one."""
        return self.filter(logged_at__lte=at).exclude(arrived_at__gt=at) if at else self

    def in_order(self) -> Self:
        """Newest first, by the key that pages are cut at."""
        return self.order_by("-day", "-started_at", "-uid")

    def ongoing(self) -> Self:
        """Entries that have not been ended."""
        return self.filter(duration_basis=ONGOING)

    def matching(self, wanted: EpisodeFilter) -> Self:
        """Entries that the filter asks for. A left or right side is also found in entries on both sides."""
        entries = self._in_time_and_words(wanted)
        for asked, _is_open in self._fields_asked(wanted):
            entries = entries.filter(asked)
        return entries

    def leaving_open(self, wanted: EpisodeFilter) -> Self:
        """Entries that may match, since they left open what the filter asks for: neither a match nor the contrary.

        When an entry was, and its words, are never open.
        """
        fields = self._fields_asked(wanted)
        if not fields:
            return self.none()
        entries = self._in_time_and_words(wanted).filter(reduce(or_, (is_open & ~asked for asked, is_open in fields)))
        for asked, is_open in fields if len(fields) > 1 else ():
            entries = entries.filter(asked | is_open)
        return entries

    def _in_time_and_words(self, wanted: EpisodeFilter) -> Self:
        """Entries of the filter's days, weekday, hour and words: none of these is ever open."""
        entries = self
        if wanted.first:
            entries = entries.filter(day__gte=wanted.first)
        if wanted.last:
            entries = entries.filter(day__lte=wanted.last)
        if wanted.weekday is not None:
            # Ordinal 1 was a Monday.
            entries = entries.alias(weekday=(DateOrdinal(F("day")) - 1) % 7 + 1).filter(weekday=wanted.weekday)
        if wanted.hour is not None:
            second = (EpochSeconds(F("started_at")) + F("offset_seconds")) % 86400
            entries = entries.alias(wall_second=second).filter(
                wall_second__gte=3600 * wanted.hour, wall_second__lt=3600 * (wanted.hour + 1)
            )
        for word in folded_text(wanted.text).split():
            entries = entries.filter(search_text__contains=word)
        return entries

    def _fields_asked(self, wanted: EpisodeFilter) -> list[tuple[Q, Q]]:
        """(is what is asked for, leaves it open) of each field that the filter asks; an entry can be both."""
        fields = []
        if wanted.kind:
            # Who was not sure did not say that it was none.
            fields.append((Q(kind=wanted.kind), Q(kind__in={"", NOT_SURE} - {wanted.kind})))
        low, high = wanted.intensity_min, wanted.intensity_max
        if low is not None or high is not None:
            rated = Q(intensity__gte=low or 0)
            fields.append((rated if high is None else rated & Q(intensity__lte=high), Q(intensity__isnull=True)))
        if wanted.region or wanted.side:
            fields.append(self._details_asked("regions", _regions_asked(wanted), _regions_open(wanted)))
        if wanted.factor:
            fields.append(self._details_asked("factors", Q(code=wanted.factor)))
        if wanted.relief:
            code, text = remedy_of_key(wanted.relief)
            asked = Q(code=code) & _spelled(text) if text else Q(code=code)
            # A medicine without a name may be the one that is asked for.
            unnamed = Q(code=code, text="") if text else None
            fields.append(self._details_asked("relief", asked, unnamed))
        return fields

    def _details_asked(self, name: str, asked: Q, unsaid: Q | None = None) -> tuple[Q, Q]:
        """Entries with such a detail; and those without any, or with one that says too little."""
        details = self._details(name)
        is_open = ~Q(Exists(details))
        if unsaid is not None:
            is_open |= Q(Exists(details.filter(unsaid)))
        return Q(Exists(details.filter(asked))), is_open

    def _details(self, name: str) -> models.QuerySet[models.Model]:
        """The detail rows of the episode at hand, for use in a subquery."""
        # Neither "self" nor None, which a field may have here: it is a table of details.
        details = cast("type[models.Model]", self.model._meta.get_field(name).related_model)
        return details._default_manager.filter(episode=OuterRef("pk"))

    def older_than(self, key: tuple[dt.date, dt.datetime, uuid.UUID]) -> Self:
        """Entries after this (day, started_at, uid) in the newest-first order."""
        day, started_at, uid = key
        # The bound on `day` says nothing new, but lets the database start reading the index right there.
        return self.filter(day__lte=day).filter(
            Q(day__lt=day) | Q(day=day, started_at__lt=started_at) | Q(day=day, started_at=started_at, uid__lt=uid)
        )

    def newer_than(self, key: tuple[dt.date, dt.datetime, uuid.UUID]) -> Self:
        """Entries before this (day, started_at, uid) in the newest-first order."""
        day, started_at, uid = key
        return self.filter(day__gte=day).filter(
            Q(day__gt=day) | Q(day=day, started_at__gt=started_at) | Q(day=day, started_at=started_at, uid__gt=uid)
        )

    def incomplete(self, today: dt.date) -> Self:
        """Entries of the last week that lack where, how strong or how long, and were not dismissed."""
        without_region = ~Exists(self._details("regions"))
        return (
            self.filter(day__gt=today - 7 * dt.timedelta(days=1), day__lte=today, leave_open=False)
            .filter(Q(intensity__isnull=True) | Q(duration_basis=UNKNOWN) | without_region)
            .exclude(duration_basis=ONGOING)
        )

    def begun_about(self, started_at: dt.datetime) -> Self:
        """Entries that began so close to the instant that they may be the same spasm (METHODS §1: gaps of 10 min)."""
        return self.begun_between(started_at - SAME_SPASM, started_at + SAME_SPASM)

    def begun_between(self, first: dt.datetime, last: dt.datetime) -> Self:
        """Entries that began in this time, both ends included."""
        # The days are there for the index; an entry's own day may be one off.
        days = (first.date() - 2 * ONE_DAY, last.date() + 2 * ONE_DAY)
        return self.filter(day__range=days, started_at__range=(first, last))

    def overlapping(self, started_at: dt.datetime, ended_at: dt.datetime | None) -> Self:
        """Entries that share time with [started_at, ended_at]. An unknown end is a moment; what runs, runs on."""
        until = ended_at or started_at
        within = Q(ended_at__isnull=True, started_at__gte=started_at, started_at__lt=until)
        spans = Q(started_at__lt=until, ended_at__gt=started_at)
        over = self.begun_between(started_at - LONGEST_EPISODE_DAYS * ONE_DAY, until).exclude(duration_basis=ONGOING)
        running = self.filter(duration_basis=ONGOING, started_at__lte=until)
        # Each half has its index; "or" would have SQLite read the whole diary, on every save.
        return over.filter(spans | within | Q(started_at=started_at)).order_by().union(running.order_by(), all=True)


class DayQuerySet(models.QuerySet["Day"]):
    """Days; every read starts at `of(owner)`."""

    def of(self, owner: "User") -> Self:
        """One person's days."""
        return self.filter(owner=owner)

    def answered_until(self, at: dt.datetime | None) -> Self:
        """Days without those that were answered, or stored here, after an instant; all of them without one."""
        return self.exclude(answered_at__gt=at).exclude(arrived_at__gt=at) if at else self

    def limited_until(self, at: dt.datetime | None) -> Self:
        """Days of which it was said up to an instant how much spasms limited them; at any time, without one."""
        days = self.filter(limited__isnull=False)
        if at is None:
            return days
        # It may be said before the day's answer, or after it; what came from a file was said with it.
        days = days.exclude(arrived_at__gt=at).alias(limited_said_at=Coalesce("limited_at", "answered_at"))
        return days.filter(Q(limited_said_at=None) | Q(limited_said_at__lte=at))


class ProfileQuerySet(models.QuerySet["ProfileItem"]):
    """Rows of health profiles; every read starts at `of(owner)`."""

    def of(self, owner: "User") -> Self:
        """One person's profile."""
        return self.filter(owner=owner)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits; every read starts at `of(owner)`."""

    def of(self, owner: "User") -> Self:
        """One person's visits, by date."""
        return self.filter(owner=owner)

    def over_by(self, today: dt.date) -> Self:
        """Those before today, the latest first."""
        return self.filter(on__lt=today).order_by("-on", "-pk")


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Share links; a read starts at `of(owner)`, or at the token of whoever opens one."""

    def of(self, owner: "User") -> Self:
        """One person's links, the latest first."""
        return self.filter(owner=owner)

    def with_token_hash(self, token_hash: str) -> Self:
        """The link that this token opens, with its owner; none if the owner's account is closed."""
        return self.filter(token_hash=token_hash, owner__is_active=True).select_related("owner__preferences")


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """Tokens; a read starts at `of(owner)`, or at the token of the program that calls."""

    def of(self, owner: "User") -> Self:
        """One person's tokens, the latest first."""
        return self.filter(owner=owner)

    def with_token_hash(self, token_hash: str) -> Self:
        """The row of this token, with its owner; none if the owner's account is closed."""
        return self.filter(token_hash=token_hash, owner__is_active=True).select_related("owner__preferences")


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants; a read starts at `of(owner)`, at the account that has one, or at the token of an invitation."""

    def of(self, owner: "User") -> Self:
        """One person's grants, the latest first."""
        return self.filter(owner=owner)

    def given_to(self, account: "User") -> Self:
        """The grants that this account has, of people whose account is not closed."""
        return self.filter(to=account, owner__is_active=True)

    def with_token_hash(self, token_hash: str) -> Self:
        """The invitation of this token, with its owner; none if the owner's account is closed."""
        return self.filter(token_hash=token_hash, owner__is_active=True).select_related("owner__preferences")
