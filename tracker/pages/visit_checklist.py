"""What to look through before a visit: what the profile and the entries leave open, and why it will be asked."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tracker.analysis.coverage import Coverage, day_states
from tracker.days import ONE_DAY, Period
from tracker.formatting import date_words, list_words, number_words, share_words
from tracker.guidance.browse import reading_order
from tracker.guidance.loader import library_in
from tracker.guidance.schema import ENTRY_VISIT, SELF_CARE, Entry
from tracker.models import Visit
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person
from tracker.selectors.profile import Profile
from tracker.selectors.visits import entry_gaps
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.profile import BEGAN, PROFILE_KINDS

DAYS_LOOKED_AT = 90
"""How far the log is looked at before a first visit."""
MOST_DAYS_LOOKED_AT = 366
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a doctor asks about: what there is, or that there is nothing yet."""

    label: LazyText
    words: str
    is_open: bool
    url: str
    """Where it can be filled in or looked at."""
    why: LazyText = ""
    asked_in: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is open, and what is there."""

    lines: tuple[Line, ...]

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_open)

    @property
    def done(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_open)


def checklist(person: Person, profile: Profile, last: Visit | None, today: dt.date) -> Checklist:
    """The checklist of a visit ahead: the profile, then the log since the last visit."""
    return Checklist((*_profile_lines(profile), *_log_lines(person, last, today)))


def _profile_lines(profile: Profile) -> list[Line]:
    entries, lines = library_in(get_language()).entries, []
    for code, kind in PROFILE_KINDS.items():
        is_open = not profile.has_answered(code)
        url = reverse("profile-add", args=[code]) if is_open else f"{reverse('profile')}#{code}"
        asked_in = tuple(entries[key] for key in kind.asked_in)
        lines.append(Line(kind.label, "" if is_open else _summary(profile, code), is_open, url, kind.why, asked_in))
    return lines


def _summary(profile: Profile, kind: str) -> str:
    """What the profile holds of a kind, in a line: "Baclofen, magnesium and 2 more"."""
    if kind in profile.said_none:
        return str(PROFILE_KINDS[kind].said_none)
    if kind == BEGAN:
        return pgettext("a question of the health profile", "answered")
    names = [str(line.words) for line in (*profile.now(kind), *profile.before(kind))]
    more = len(names) - _NAMED
    if more > 0:
        names = [*names[:_NAMED], ngettext("%(n)d more", "%(n)d more", more) % {"n": more}]
    return list_words(names)


def _log_lines(person: Person, last: Visit | None, today: dt.date) -> list[Line]:
    period = _looked_at(last, today)
    coverage = day_states(load_diary(person, EpisodeFilter(), period, today), period)
    gaps = entry_gaps(person.owner, period)
    entries = library_in(get_language()).entries
    diary = f"{reverse('diary')}?from={period.first}&to={period.last}"
    lines = [
        Line(
            _("Days"),
            _answered_words(coverage, period, last),
            is_open=coverage.answered < coverage.asked or not (coverage.asked or coverage.is_all_paused),
            url=reverse("check-in"),
            why=_(
                "Sources 3 and 4 ask how often it comes. Days without an answer make that less "
                "certain. You can still answer for the last seven days."
            ),
            asked_in=(entries["asked-how-often"],),
        )
    ]
    for label, without, why, key in (
        (_("How strong"), gaps.without_rating, _("Sources 3 and 4 ask how strong it is."), "asked-how-strong"),
        (
            _("Where"),
            gaps.without_place,
            _("Sources 1 and 3 ask what you feel. That includes where."),
            "asked-what-you-feel",
        ),
    ):
        if gaps.entries:
            lines.append(Line(label, _gap_words(without, gaps.entries), without > 0, diary, why, (entries[key],)))
    return lines


def _answered_words(coverage: Coverage, period: Period, last: Visit | None) -> str:
    if not coverage.asked:
        return _("all paused") if coverage.is_all_paused else _("nothing logged yet")
    share = share_words(coverage.answered, coverage.asked)
    if last and period.first == last.on:
        words = ngettext(
            "%(share)s day answered since your visit on %(date)s",
            "%(share)s days answered since your visit on %(date)s",
            coverage.asked,
        )
        return words % {"share": share, "date": date_words(last.on)}
    words = ngettext(
        "%(share)s day answered in the last %(n)s days",
        "%(share)s days answered in the last %(n)s days",
        coverage.asked,
    )
    return words % {"share": share, "n": number_words(len(period))}


def _gap_words(without: int, entries: int) -> str:
    if not without:
        return _("noted in every entry")
    words = ngettext("missing from %(share)s entry", "missing from %(share)s entries", entries)
    return words % {"share": share_words(without, entries)}


def _looked_at(last: Visit | None, today: dt.date) -> Period:
    """The days that are looked at: those since the last visit, if they are not too many."""
    days = (today - last.on).days + 1 if last else DAYS_LOOKED_AT
    if last and days <= MOST_DAYS_LOOKED_AT:
        return Period(last.on, today)
    days = min(days, MOST_DAYS_LOOKED_AT)
    return Period(today - (days - 1) * ONE_DAY, today)


@dataclass(frozen=True, slots=True)
class MayComeUp:
    """What the articles say of a visit: whom they name, what is asked, which tests they name."""

    doctors: tuple[Entry, ...]
    asked: tuple[Entry, ...]
    tests: tuple[Entry, ...]


def may_come_up() -> MayComeUp:
    """The library's entries about visits, in reading order. What to see a doctor for stands elsewhere."""
    rows = reading_order(library_in(get_language()).entries.values())
    doctors = [row for row in rows if row.topic == "doctors"]
    return MayComeUp(
        doctors=tuple(row for row in doctors if ENTRY_VISIT not in row.moments and row.care == SELF_CARE),
        asked=tuple(row for row in doctors if ENTRY_VISIT in row.moments),
        tests=tuple(row for row in rows if row.topic == "tests"),
    )
