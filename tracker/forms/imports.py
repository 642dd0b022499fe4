"""A CSV file that was chosen, and what its words and columns mean: a field for each question of the file."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Protocol, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from tracker.exchange.apps.other import COLUMN_ROLES, COLUMNS_OF_START
from tracker.exchange.errors import CellError
from tracker.exchange.foreign import (
    ASK_COLUMNS,
    ASK_DATE_ORDER,
    ASK_FACTOR,
    ASK_NOTICED,
    ASK_PLACE,
    ASK_RELIEF,
    ASK_SEVERITY,
    ASK_SUBJECT,
    ASK_ZONE,
    DAY_FIRST,
    IS_SPASM,
    MONTH_FIRST,
    Answers,
    ImportFile,
    ImportRefused,
    MappingQuestion,
)
from tracker.exchange.imports import open_import
from tracker.exchange.lists import read_regions, write_regions
from tracker.formatting import number_words
from tracker.forms.datetimes import clean_zone
from tracker.forms.preferences import ZONE_LIST_ID
from tracker.records.regions import RegionMark
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, NOTICED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, NO_SIDE, OTHER_REGION, REGIONS, SIDES, allows_side
from tracker.vocabulary.relief import RELIEF, RELIEF_TEXT_LENGTH
from tracker.vocabulary.terms import NONE_OF_THESE, is_own_code, own_code_among, own_label

_Choices = list[tuple[Any, Any]]
_NEEDED = gettext_lazy("Choose the CSV file on your device.")
_SIDE_END = "-side"


class CsvForm(forms.Form):
    """A CSV file that was chosen. Once valid, `opened` is the file as it was recognized."""

    use_required_attribute = False

    csv_file = forms.FileField(
        label=gettext_lazy("Your CSV file"),
        # Without `accept`, as for the archive.
        widget=forms.FileInput(),
        error_messages={
            "required": _NEEDED,
            "missing": _NEEDED,
            "invalid": _NEEDED,
            "empty": gettext_lazy("This file is empty. Export it again, or choose another file."),
        },
    )
    opened: ImportFile

    def clean_csv_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["csv_file"]
        try:
            self.opened = open_import(cast(BinaryIO, file.file))
        except ImportRefused as error:
            raise forms.ValidationError(error.message, error.code) from error
        return file


def answer_name(topic: str, word: str) -> str:
    """The name of the field that asks about the word: the same each time, whatever else the file asks."""
    digest = hashlib.sha256(json.dumps([topic, word]).encode()).hexdigest()
    return f"answer-{digest[:16]}"


def side_name(name: str) -> str:
    """The name of the field beside it that asks for the side of a place."""
    return name + _SIDE_END


class AnswersForm(forms.Form):
    """A field for each question of a file; for a place one more, for its side. Nothing has to be filled in but what the
    file cannot be read without.

    `proposed`: what stands in it first. `own`: labels of the person's own words by topic and code.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Sequence[MappingQuestion],
        proposed: Answers,
        own: Mapping[str, Mapping[str, str]],
        now: dt.datetime | None = None,
    ) -> None:
        super().__init__(data)
        self.questions, self.now = questions, now
        for question in questions:
            name = answer_name(question.topic, question.word)
            value = proposed.get((question.topic, question.word))
            if question.topic == ASK_PLACE:
                self._add_place(name, question, value)
                continue
            field = _FIELDS[question.topic](question, own.get(question.topic, {}), value)
            field.help_text = "" if question.topic == ASK_ZONE else rows_words(question)
            field.initial = value
            self.fields[name] = field

    def _add_place(self, name: str, question: MappingQuestion, value: str | None) -> None:
        mark = _mark_of(value)
        self.fields[name] = forms.ChoiceField(
            label=question.word,
            required=False,
            choices=[("", LEFT_EMPTY), *_places()],
            initial=mark.region if mark else "",
            error_messages={"invalid_choice": _NOT_LISTED},
            help_text=rows_words(question),
        )
        self.fields[side_name(name)] = forms.ChoiceField(
            label=format_html(
                '{}<span class="visually-hidden">: <bdi>{}</bdi></span>',
                pgettext("of the body, beside a place", "Side"),
                question.word,
            ),
            required=False,
            choices=[("", pgettext("side of the body", "none")), *SIDES.choices()],
            initial=mark.side if mark else "",
            error_messages={"invalid_choice": _NOT_LISTED},
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        for question in self.questions:
            name = answer_name(question.topic, question.word)
            if question.topic == ASK_PLACE:
                self._clean_place(name, question.word)
            elif question.topic == ASK_ZONE and self.cleaned_data.get(name):
                try:
                    self.cleaned_data[name] = clean_zone(self.cleaned_data[name], self.now)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        self._clean_columns()
        return self.cleaned_data

    def _clean_place(self, name: str, word: str) -> None:
        region, side = self.cleaned_data.get(name), self.cleaned_data.get(side_name(name))
        if region is None or side is None:
            return
        if not region:
            if side:
                self.add_error(name, forms.ValidationError(_("Choose a place, or clear the side."), "needed"))
            return
        if allows_side(region, side):
            text = word.strip()[:RELIEF_TEXT_LENGTH].strip() if region == OTHER_REGION else ""
            self.cleaned_data[name] = write_regions((RegionMark(region, side, text),))
        elif REGIONS[region].sides == (NO_SIDE,):
            message = _("This place has no side. Choose “none”.")
            self.add_error(side_name(name), forms.ValidationError(message, "no-side"))
        else:
            self.add_error(side_name(name), forms.ValidationError(_("Choose the side."), "side"))

    def _clean_columns(self) -> None:
        names = [answer_name(each.topic, each.word) for each in self.questions if each.topic == ASK_COLUMNS]
        if not names or any(name in self.errors for name in names):
            return
        roles = [self.cleaned_data[name] for name in names]
        for place, (name, role) in enumerate(zip(names, roles, strict=True)):
            if role in ROLES_ONCE and role in roles[:place]:
                message = _("Another column has this role already. Choose a different one.")
                self.add_error(name, forms.ValidationError(message, "role-twice"))
        if COLUMNS_OF_START.isdisjoint(roles):
            message = _("Choose the column that says when a spasm began. No row can be read without it.")
            self.add_error(names[0], forms.ValidationError(message, "no-start"))

    @property
    def answers(self) -> dict[tuple[str, str], str]:
        """What was answered, once the form is valid."""
        return {
            (each.topic, each.word): self.cleaned_data[answer_name(each.topic, each.word)] for each in self.questions
        }


def rows_words(question: MappingQuestion) -> str:
    """In how many rows the word occurs."""
    return ngettext("in %(n)s row", "in %(n)s rows", question.rows) % {"n": number_words(question.rows)}


ROLES_ONCE = frozenset({*COLUMNS_OF_START, "start-time", "end", "duration", "severity", "kind"})
"""Roles that one column alone can have."""


# The field of each topic

LEFT_EMPTY = pgettext_lazy("meaning of a word in a file", "leave empty")
_NOT_LISTED = gettext_lazy("Choose one from the list.")


class _MakeField(Protocol):
    """What makes the field of a question, from the person's own words by code and what stands in it first."""

    def __call__(self, question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field: ...


def _choice(label: str, choices: Iterable[tuple[Any, Any]], **more: Any) -> forms.ChoiceField:
    errors = {"invalid_choice": _NOT_LISTED, "required": gettext_lazy("Choose one.")}
    return forms.ChoiceField(label=label, choices=list(choices), error_messages=errors, **{"required": False} | more)


def _zone_field(question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field:
    attributes = {"list": ZONE_LIST_ID, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(
        label=_("Time zone or city"),
        max_length=64,
        widget=forms.TextInput(attrs=attributes),
        error_messages={"required": _("Enter the nearest large city, such as Berlin.")},
    )


def _date_order_field(question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field:
    choices = [
        (DAY_FIRST, pgettext("order in a date", "the day (31/12/26)")),
        (MONTH_FIRST, pgettext("order in a date", "the month (12/31/26)")),
    ]
    return _choice(_("What comes first in a date?"), choices, required=True, widget=forms.RadioSelect)


def _subject_field(question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field:
    choices = [
        ("", pgettext("rows of a file", "leave out")),
        (IS_SPASM, pgettext("rows of a file", "a spasm")),
    ]
    return _choice(question.word, choices, widget=forms.RadioSelect)


def _columns_field(question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field:
    unused = pgettext("what a column holds", "none of these")
    return _choice(question.word, [("", unused), *COLUMN_ROLES.choices()])


def _severity_field(question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field:
    numbers = [(str(number), str(number)) for number in range(INTENSITY_MIN + 1, INTENSITY_MAX)]
    ends = [("0", pgettext("pain level", "0, no pain")), ("10", pgettext("pain level", "10, worst imaginable"))]
    return _choice(question.word, [("", LEFT_EMPTY), ends[0], *numbers, ends[1]])


def _word_field(vocabulary: Iterable[tuple[str, LazyText]], *, takes_own: bool = True) -> _MakeField:
    def make(question: MappingQuestion, own: Mapping[str, str], value: str | None) -> forms.Field:
        choices: _Choices = [("", LEFT_EMPTY)]
        codes = {code for code, _label in vocabulary}
        if takes_own:
            new = own_code_among(question.word, own)
            if new and new not in own and new not in codes:
                choices.append((new, _("Add “%(word)s” as your own word") % {"word": question.word.strip()}))
            known = dict(own)
            if value and is_own_code(value) and value not in {new, *own}:
                # Answered earlier, and not among the person's words: of a file that was never imported.
                known[value] = own_label(value)
            if known:
                choices.append((_("Your own words"), sorted(known.items(), key=lambda each: each[1].casefold())))
        # "None of these" is said of an entry, and no word of a list says it.
        return _choice(question.word, [*choices, *(each for each in vocabulary if each[0] != NONE_OF_THESE)])

    return make


def _places() -> _Choices:
    by_group: dict[str, _Choices] = {}
    for region in REGIONS.values():
        by_group.setdefault(region.group, []).append((region.code, region.label))
    return [(GROUPS.label(group), choices) for group, choices in by_group.items()]


def _mark_of(value: str | None) -> RegionMark | None:
    try:
        return next(iter(read_regions(value or "")), None)
    except CellError:
        return None


_FIELDS: dict[str, _MakeField] = {
    ASK_COLUMNS: _columns_field,
    ASK_ZONE: _zone_field,
    ASK_DATE_ORDER: _date_order_field,
    ASK_SUBJECT: _subject_field,
    ASK_SEVERITY: _severity_field,
    ASK_FACTOR: _word_field(FACTORS.choices()),
    ASK_RELIEF: _word_field(RELIEF.choices()),
    ASK_NOTICED: _word_field(NOTICED.choices(), takes_own=False),
}
