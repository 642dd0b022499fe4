"""An entry that another tab may have changed meanwhile: what its form was drawn from, and how its values read."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext

from tracker.days import wall_clock
from tracker.formatting import comma_words, date_time_words, list_words
from tracker.forms.episode import EpisodeForm
from tracker.guidance.form_css import field_name
from tracker.guidance.questions import CHEST_SIGNS_QUESTION
from tracker.pages.edits import Edit, single_units, value_words
from tracker.records.episode import EPISODE_ANSWERS, EpisodeRecord, canonical
from tracker.records.follow_up import canonical_follow_up
from tracker.records.relief import ReliefUse
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.regions import mark_words
from tracker.vocabulary.relief import RELIEF

_WHEN = ("started_at", "time_zone", "ended_at", "duration_basis")
_CHEST_SIGNS = field_name(CHEST_SIGNS_QUESTION)
_SINGLE = tuple(
    name for name in EpisodeForm.base_fields if name in EPISODE_ANSWERS and name not in (*_WHEN, _CHEST_SIGNS)
)
"""What the form asks for in one field each, in its order."""
_ANSWERS = {field_name(code): code for code in FOLLOW_UPS}
ENTRY_UNITS = {"when": _WHEN} | single_units((*_SINGLE, _CHEST_SIGNS, *_ANSWERS))


def episode_edit_of(data: QueryDict, form: EpisodeForm, before: EpisodeRecord) -> Edit:
    """The form over the stored entry."""

    def words(name: str, value: Any) -> str:
        if isinstance(value, dt.datetime):
            local = wall_clock(value, before.time_zone)
            return date_time_words(local)
        if name in {"time_zone", "duration_basis"}:
            return ""
        if name == "regions":
            return comma_words(mark_words(mark.region, mark.side, mark.text) for mark in value)
        if name == "relief":
            return list_words([_relief_words(use) for use in value]) if value else ""
        return value_words(form.fields.get(name), value)

    labels = {
        "when": gettext_lazy("When, and how long"),
        "intensity": form.fields["intensity"].label or "",
        _CHEST_SIGNS: gettext_lazy("Chest signs"),
    }
    return Edit(data, form, of_entry(before), ENTRY_UNITS, labels=labels, words=words)


def _relief_words(use: ReliefUse) -> str:
    label = str(RELIEF.label(use.relief))
    return (
        pgettext("a remedy, and which one", "%(remedy)s (%(which)s)") % {"remedy": label, "which": use.text}
        if use.text
        else label
    )


def of_entry(record: EpisodeRecord) -> dict[str, Any]:
    """What the units are made of, by the names of the form."""
    plain = {name: getattr(record, name) for name in (*_WHEN, *_SINGLE, _CHEST_SIGNS)}
    answers = record.follow_up_answers
    return plain | {name: tuple(sorted(answers.get(code, ()))) for name, code in _ANSWERS.items()}


def settled(edit: Edit, record: EpisodeRecord, before: EpisodeRecord) -> EpisodeRecord | None:
    """The entry to store; None if there is something to choose first.

    `before`: the stored one, as read in the transaction that saves.
    """
    values = edit.settle(of_entry(canonical(record)), of_entry(before))
    if values is None:
        return None
    answers = [(code, answer) for name, code in _ANSWERS.items() for answer in values.pop(name)]
    return replace(record, **values, follow_up=canonical_follow_up(answers))
