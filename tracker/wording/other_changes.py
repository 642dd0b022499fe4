"""What else changed in the days after a change that was looked at, in words. No computing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.change import MARKED_LOOK_DAYS
from tracker.analysis.landmarks import LANDMARK_BEGAN
from tracker.analysis.other_changes import NAMED_CHANGES, OtherChange
from tracker.formatting import (
    date_words,
    facts_words,
    month_words,
    number_words,
    partial_date_words,
    sentences_words,
    short_date_words,
)


def other_changes_words(others: Sequence[OtherChange], *, is_named: bool) -> str:
    """For the person, beside a look: "You stopped it on 9 January 2026."; "" where nothing else changed.

    `is_named`: the look says what began, so that "it" can be read.
    """
    sentences = [_sentence(change, is_named=is_named) for change in others[:NAMED_CHANGES]]
    more = len(others) - len(sentences)
    if more:
        words = ngettext(
            "There was %(n)s more change around that time.",
            "There were %(n)s more changes around that time.",
            more,
        )
        sentences.append(words % {"n": number_words(more)})
    return sentences_words(sentences)


def _sentence(change: OtherChange, *, is_named: bool) -> str:
    is_day = bool(change.date.day)
    values = {
        "what": change.words,
        "date": date_words(change.date.first) if is_day else month_words(change.date.first),
        "days": number_words(MARKED_LOOK_DAYS),
    }
    if change.doses:
        return _dose_sentence(change, is_named=is_named) % (values | _doses(change.doses))
    if change.is_its_own and is_named:
        return (_("You stopped it on %(date)s.") if is_day else _("You stopped it in %(date)s.")) % values
    if change.is_before and change.what == LANDMARK_BEGAN:
        return _("You began “%(what)s” on %(date)s, shortly before.") % values
    if change.is_before:
        return _("You stopped “%(what)s” on %(date)s, shortly before.") % values
    if change.what == LANDMARK_BEGAN:
        words = _("You began “%(what)s” on %(date)s, within the same %(days)s days.")
        by_month = _("You began “%(what)s” in %(date)s, within the same %(days)s days.")
    else:
        words = _("You stopped “%(what)s” on %(date)s, within the same %(days)s days.")
        by_month = _("You stopped “%(what)s” in %(date)s, within the same %(days)s days.")
    return (words if is_day else by_month) % values


def _dose_sentence(change: OtherChange, *, is_named: bool) -> str:
    if change.is_its_own and is_named:
        return _("You changed its dose from %(before)s to %(after)s on %(date)s.")
    if change.is_before:
        return _("You changed the dose of “%(what)s” from %(before)s to %(after)s on %(date)s, shortly before.")
    return _(
        "You changed the dose of “%(what)s” from %(before)s to %(after)s on %(date)s, within the same %(days)s days."
    )


def _doses(doses: tuple[str, str]) -> dict[str, str]:
    return {"before": doses[0], "after": doses[1]}


def doctors_other_changes_words(others: Sequence[OtherChange], *, is_named: bool) -> str:
    """For the doctor: "Also in these days: stopped 9 Jan; Quinine started 10 Jan."; "" where nothing else changed.

    `is_named`: what was looked at stands beside it.
    """
    if not others:
        return ""
    facts = [_fact(change, is_named=is_named) for change in others[:NAMED_CHANGES]]
    if more := len(others) - len(facts):
        facts.append(ngettext("and %(n)s more change", "and %(n)s more changes", more) % {"n": number_words(more)})
    words = _("Also in these days: %(changes)s.")
    if any(change.is_before for change in others):
        words = _("Also in these days or shortly before: %(changes)s.")
    return words % {"changes": facts_words(facts)}


def _fact(change: OtherChange, *, is_named: bool) -> str:
    date = change.date
    when = short_date_words(date.first) if date.day else partial_date_words(date.first, date.precision)
    values = {"what": change.words, "date": when}
    if change.doses:
        is_its = change.is_its_own and is_named
        words = _("dose %(before)s to %(after)s %(date)s") if is_its else _("%(what)s %(before)s to %(after)s %(date)s")
        return words % (values | _doses(change.doses))
    if change.is_its_own and is_named:
        return _("stopped %(date)s") % values
    words = _("%(what)s started %(date)s") if change.what == LANDMARK_BEGAN else _("%(what)s stopped %(date)s")
    return words % values
