"""What goes with spasms: the list of factors, and the page of one with its evidence as a small line over time."""

import datetime as dt
from dataclasses import dataclass
from math import ceil, exp, log

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.analysis.evidence_power import POWER
from tracker.analysis.factors import TOO_EARLY, FactorAnalysis, FactorResult
from tracker.analysis.results import TooLittle
from tracker.formatting import date_words, number_words
from tracker.selectors.person import Person
from tracker.services.evidence import earlier_method, factor_findings
from tracker.wording.factors import (
    by_chance_words,
    have_words,
    next_words,
    power_words,
    progress_words,
    since_words,
    with_counts_words,
)
from tracker.wording.link_states import (
    STATE_WORDS,
    both_counts_words,
    counted_words,
    day_of,
    earlier_words,
    evidence_words,
    label_words,
    range_words,
    rare_words,
    state_sentence,
)
from tracker.wording.missing import what_it_takes, why_nothing
from tracker.wording.readers import PERSON

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 340, 150, 82, 8, 10, 24
_LEAST_POWER, _MOST_POWER, _MOST_TICKS = 2, 6, 4


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor in the list."""

    url: str
    label: str
    state: str
    """A code of analysis/factors.py."""
    state_words: str
    words: str
    """Its natural frequencies, or what was counted so far."""
    standing: str
    """Where it stands, where its state and counts alone would be misread; else ""."""


@dataclass(frozen=True, slots=True)
class FactorsPage:
    """All factors; or why there are none yet."""

    lines: tuple[FactorLine, ...]
    counted: str
    """What is counted of every day."""
    notes: tuple[str, ...]
    why: str
    what_it_takes: str
    power: tuple[str, ...]
    """What a year finds, said as long as nothing may be said yet, and the check-in asks about something."""


@dataclass(frozen=True, slots=True)
class ScaleTick:
    """A line of the scale of evidence."""

    y: str
    label_y: str
    label: str


@dataclass(frozen=True, slots=True)
class EvidenceFigure:
    """The evidence over time, as steps on a scale of powers of ten. Places are texts, which no locale touches."""

    path: str
    ticks: tuple[ScaleTick, ...]
    mark_y: str
    mark_label: str
    passed_x: str
    """Where it began to count as a link; "" if it does not."""
    passed_y: str
    first: str
    last: str
    """The days at its ends."""
    words: str
    """What is to be seen, for who does not see it."""
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    right: int = _WIDTH - _RIGHT
    text_x: int = _LEFT - 6
    foot: int = _HEIGHT - 7


@dataclass(frozen=True, slots=True)
class FactorPage:
    """One factor."""

    label: str
    frequencies: str
    """Like with like, with the counts in brackets; what was counted, while it is too early."""
    is_link: bool
    state: str
    since: str
    """The days since it passed, which had no part in that; "" before they are enough."""
    figure: EvidenceFigure | None
    chance: str
    """What the mark means."""
    have: str
    """On how many evenings it was answered."""
    progress: tuple[str, ...]
    """What may be expected by when, while it is asked and no link."""
    not_asked: str
    """That the check-in no longer asks about it; "" if it does, and of a link."""
    next_on: str
    details: tuple[str, ...]
    closings: tuple[tuple[str, str], ...]
    """The evidence on each closing day, the latest first."""
    earlier: str
    """What an earlier method said of it; "" if it did not."""


def factors_page(person: Person, now: dt.datetime) -> FactorsPage:
    """The list, by state and strength."""
    analysis = factor_findings(person, now)
    if isinstance(analysis, TooLittle):
        return FactorsPage(
            lines=(),
            counted="",
            notes=(),
            why=why_nothing(analysis, PERSON),
            what_it_takes=what_it_takes(analysis),
            power=tuple(power_words(power) for power in POWER.values()),
        )
    is_waiting = all(one.state == TOO_EARLY for one in analysis.results)
    return FactorsPage(
        lines=tuple(_line(analysis, one) for one in analysis.results),
        counted=counted_words(analysis),
        notes=tuple(words for words in (rare_words(analysis), next_words(analysis)) if words),
        why="",
        what_it_takes="",
        power=tuple(power_words(power) for power in POWER.values()) if is_waiting and _asked(person, now) else (),
    )


def _asked(person: Person, now: dt.datetime) -> tuple[str, ...]:
    """Codes of the factors that the check-in asks about today."""
    return person.factors.on(person.today(now))


def _line(analysis: FactorAnalysis, one: FactorResult) -> FactorLine:
    words = STATE_WORDS[one.state].head
    return FactorLine(
        url=reverse("factor", args=[one.code]),
        label=label_words(analysis, one),
        state=one.state,
        state_words=f"{str(words)[:1].upper()}{str(words)[1:]}",
        words=_frequencies(analysis, one),
        standing=state_sentence(one, analysis.outcome) if one.state == TOO_EARLY or one.has_turned else "",
    )


def _frequencies(analysis: FactorAnalysis, one: FactorResult) -> str:
    return with_counts_words(analysis, one) or _("Counted so far: %(counts)s") % {
        "counts": both_counts_words(one.counts)
    }


def factor_page(person: Person, code: str, now: dt.datetime) -> FactorPage:
    """The page of one factor. Raises Http404 for one that was never asked for."""
    analysis = factor_findings(person, now)
    one = None if isinstance(analysis, TooLittle) else analysis.of(code)
    if isinstance(analysis, TooLittle) or one is None:
        raise Http404
    evenings = analysis.evenings.get(code, 0)
    name, at = earlier_method(person.owner).get(code, ("", now))
    is_judged, is_asked = one.state != TOO_EARLY, code in _asked(person, now)
    progress = tuple(progress_words(power, evenings) for power in POWER.values())
    return FactorPage(
        label=label_words(analysis, one),
        frequencies=_frequencies(analysis, one),
        is_link=one.is_link,
        state=state_sentence(one, analysis.outcome),
        since=since_words(analysis, one),
        figure=evidence_figure(one) if is_judged else None,
        chance=by_chance_words(one) if is_judged else "",
        have=have_words(evenings),
        progress=progress if is_asked and not one.is_link else (),
        not_asked="" if is_asked or one.is_link else _("Your check-in no longer asks about this."),
        next_on=next_words(analysis),
        details=tuple(_details(analysis, one)),
        closings=tuple((day_of(step.day), evidence_words(step.log_evidence)) for step in reversed(one.steps)),
        earlier=earlier_words(name, person.wall_clock(at).date()) if name else "",
    )


def _details(analysis: FactorAnalysis, one: FactorResult) -> list[str]:
    words = [f"{counted_words(analysis)}.", str(analysis.method)]
    if one.state != TOO_EARLY:
        values = {"evidence": evidence_words(one.log_evidence), "range": range_words(one.log_range)}
        words.append(_("Evidence now: %(evidence)s. Odds ratios that fit, on any day: %(range)s.") % values)
    return [*words, str(analysis.caveat)]


def evidence_figure(one: FactorResult) -> EvidenceFigure:
    """Steps from "1 to 1" on, one for each block that closed, and the mark."""
    logs = [step.log_evidence / log(10) for step in one.steps]
    mark = one.log_mark / log(10)
    low = max(min(0, *logs), -1.0)
    high = min(max(_LEAST_POWER, ceil(max(mark, *logs) + 0.1)), _MOST_POWER)
    first, last = one.steps[0].day - 28, one.steps[-1].day

    def x(day: int) -> str:
        return f"{_LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - first) / (last - first):.1f}"

    def y(power: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - min(max(power, low), high)) / (high - low)

    path = f"M{x(first)} {y(0):.1f}" + "".join(
        f"H{x(step.day)}V{y(power):.1f}" for step, power in zip(one.steps, logs, strict=True)
    )
    stride = ceil((high + 1) / _MOST_TICKS)
    powers = range(0, high + 1, stride)
    return EvidenceFigure(
        path=path,
        ticks=tuple(
            ScaleTick(f"{y(power):.1f}", f"{y(power) + 4:.1f}", _("%(n)s to 1") % {"n": number_words(10**power)})
            for power in powers
        ),
        mark_y=f"{y(mark):.1f}",
        mark_label=_("counts as a link at %(n)s to 1 or more") % {"n": number_words(ceil(exp(one.log_mark) - 1e-6))},
        passed_x=x(one.passed_on) if one.is_link else "",
        passed_y=f"{y(one.log_passed / log(10)):.1f}",
        first=date_words(dt.date.fromordinal(first)),
        last=date_words(dt.date.fromordinal(last)),
        words=_("The evidence over time, on a scale of powers of ten. On %(date)s it is %(evidence)s.")
        % {"date": day_of(last), "evidence": evidence_words(one.log_evidence)},
    )
