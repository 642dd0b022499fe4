"""The evening check-in and what it asks for. Nothing is chosen before the person does; every answer may stay open."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.forms.fields import choice_field, field_of
from tracker.forms.privacy import PrivateField
from tracker.forms.texts import LongTextField, OwnWordsField
from tracker.forms.widgets import TimeInput
from tracker.models import Day
from tracker.vocabulary.day import CHECK_IN_ANSWERS, LIMITED, LISTED, NONE, UNLISTED, UNLISTED_COUNTS
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, YES_NO
from tracker.vocabulary.factors import MOST_ASKED
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.privacy import COUNTED
from tracker.vocabulary.terms import own_code_among

FACTOR_PREFIX = "factor-"
NOTE_LENGTH = 2000
BESIDE_ENTRIES = {
    LISTED: pgettext_lazy("answer to “Was that all?”", "yes, that was all"),
    UNLISTED: pgettext_lazy("answer to “Was that all?”", "no, there were more"),
}
"""Where something is logged of the day, the question is whether that was all."""
ANSWER_LINES = {
    NONE: (
        pgettext_lazy("answer to the check-in, first line", "No spasm"),
        pgettext_lazy("answer to the check-in, second line", "a clear day"),
    ),
    UNLISTED: (
        pgettext_lazy("answer to the check-in, first line", "Yes"),
        pgettext_lazy("answer to the check-in, second line", "but I didn’t log each one"),
    ),
}
LINES_BESIDE_ENTRIES = {
    LISTED: (
        pgettext_lazy("answer to “Was that all?”, first line", "Yes"),
        pgettext_lazy("answer to “Was that all?”, second line", "that was all"),
    ),
    UNLISTED: (
        pgettext_lazy("answer to “Was that all?”, first line", "No"),
        pgettext_lazy("answer to “Was that all?”, second line", "there were more"),
    ),
}
"""The same answers as two lines: a large word, and below it what else is said with it."""
UNSEEN_ENTRIES = {
    NONE: pgettext_lazy("answer to “Any spasms that aren’t logged yet?”", "no"),
    UNLISTED: pgettext_lazy("answer to “Any spasms that aren’t logged yet?”", "yes"),
}
"""Who does not see what is logged is asked whether anything is missing there. “No” is `none`, or `listed` beside
entries, which is settled where it is stored."""


class CheckInForm(forms.Form):
    """One day's answers. `answers_so_far` of a day are shown as chosen; an answer left open changes nothing."""

    answer = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    unlisted_count = forms.ChoiceField(
        label=_("About how many?"), choices=UNLISTED_COUNTS.choices(), required=False, widget=forms.RadioSelect
    )
    unlisted_worst = forms.TypedChoiceField(
        label=_("How strong was the worst one?"),
        choices=[(str(n), str(n)) for n in range(INTENSITY_MIN, INTENSITY_MAX + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    none_of_these = forms.BooleanField(label=_("No to the rest"), required=False)
    limited = forms.TypedChoiceField(
        label=_("How much did spasms limit you?"),
        choices=LIMITED.choices(),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    note = LongTextField(label=_("Note"), required=False, max_length=NOTE_LENGTH)
    private = PrivateField(COUNTED)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        question: LazyText,
        has_entries: bool,
        sees_entries: bool = True,
        factors: Sequence[tuple[str, LazyText]] = (),
        **kwargs: Any,
    ) -> None:
        """`factors` are (code, label) of what is asked; `has_entries` asks whether they were all; `sees_entries`
        is false for a caregiver."""
        super().__init__(data, **kwargs)
        self.has_entries, self.sees_entries = has_entries, sees_entries
        words = dict(CHECK_IN_ANSWERS.choices()) | (BESIDE_ENTRIES if has_entries else {})
        if not sees_entries:
            words |= UNSEEN_ENTRIES
        self.codes = tuple(code for code, _label in factors)
        self.fields["answer"].label = question
        choice_field(self, "answer").choices = [
            (code, words[code])
            for code in CHECK_IN_ANSWERS
            if code != LISTED or has_entries or self.initial.get("answer") == LISTED
        ]
        for code, label in factors:
            self.fields[FACTOR_PREFIX + code] = forms.ChoiceField(
                label=label, choices=YES_NO.choices(), required=False, widget=forms.RadioSelect
            )

    @property
    def answers_offered(self) -> list[forms.boundfield.BoundWidget]:
        """The two answers that fit what is logged, and one that was chosen though it does not.

        Beside entries nobody says that there was no spasm; that answer is still taken, from an older page.
        """
        chosen = self["answer"].value()
        fitting = {LISTED, UNLISTED} if self.has_entries else {NONE, UNLISTED}
        return [each for each in self["answer"].subwidgets if each.data["value"] in fitting | {chosen}]

    @property
    def answers_in_lines(self) -> list[tuple[forms.boundfield.BoundWidget, LazyText, LazyText]]:
        """(what is chosen, its large word, its second line or "") of each answer that is offered."""
        lines = {} if not self.sees_entries else LINES_BESIDE_ENTRIES if self.has_entries else ANSWER_LINES
        return [
            (option, *lines.get(option.data["value"], (capfirst(option.choice_label), "")))
            for option in self.answers_offered
        ]

    @property
    def factor_fields(self) -> list[forms.BoundField]:
        return [self[FACTOR_PREFIX + code] for code in self.codes]

    def day_answers(self) -> dict[str, Any]:
        """What was answered, as the arguments of a service's `DayAnswers`."""
        answers = dict(self.cleaned_data)
        fill_up = answers.pop("none_of_these")
        factors = {}
        for code in self.codes:
            answer = answers.pop(FACTOR_PREFIX + code)
            if answer:
                factors[code] = answer == "yes"
            elif fill_up:
                factors[code] = False
        if answers["answer"] != UNLISTED:
            answers["unlisted_count"], answers["unlisted_worst"] = "", None
        return answers | {"factors": factors}


def answers_so_far(day: Day | None, factors: Mapping[str, bool]) -> dict[str, Any]:
    """A stored day (or None) and its factor answers by code as the initial values of a CheckInForm."""
    if day is None:
        return {}
    return {
        "answer": day.answer,
        "unlisted_count": day.unlisted_count,
        "unlisted_worst": day.unlisted_worst,
        "limited": day.limited,
        "note": day.note,
        "private": day.private,
    } | {FACTOR_PREFIX + code: "yes" if is_yes else "no" for code, is_yes in factors.items()}


class KnownCodesField(forms.MultipleChoiceField):
    """Boxes of some codes, which takes any of `known`: what is proposed may be another list by the time it is sent."""

    known: Collection[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return value in self.known


class FactorsForm(forms.Form):
    """What the person wants to be asked for in the evening: eight at most, their own words among them."""

    proposed = KnownCodesField(required=False, widget=forms.CheckboxSelectMultiple)
    others = KnownCodesField(required=False, widget=forms.CheckboxSelectMultiple)
    own = OwnWordsField(
        label=_("Something else, in a word or two"),
        required=False,
        help_text=_("Use the same words every time. A new wording counts as something new."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        proposed: Sequence[tuple[str, LazyText]],
        others: Sequence[tuple[str, LazyText]],
        proposed_label: LazyText,
        known: Mapping[str, str] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        """`proposed` and `others` are (code, label) pairs; `known`: the person's own words by code."""
        self.known = known
        super().__init__(_in_both_lists(data), **kwargs)
        for name in ("proposed", "others"):
            field_of(self, name, KnownCodesField).known = {code for code, _label in (*proposed, *others)}
        choice_field(self, "proposed").choices = proposed
        self.fields["proposed"].label = proposed_label
        choice_field(self, "others").choices = others
        self.fields["others"].label = _("More to choose from")

    def clean_own(self) -> str:
        words: str = self.cleaned_data["own"]
        if words and not own_code_among(words, self.known):
            raise forms.ValidationError(_("Use a word or two."), "no-words")
        return words

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if len(self.codes) > MOST_ASKED:
            raise forms.ValidationError(
                _("You chose %(count)d. Choose %(most)d at most. Fewer is better."),
                "too-many",
                {"count": len(self.codes), "most": MOST_ASKED},
            )
        return cleaned

    @property
    def codes(self) -> list[str]:
        """What was chosen, each once."""
        chosen = [*self.cleaned_data.get("proposed", ()), *self.cleaned_data.get("others", ())]
        return list(dict.fromkeys([*chosen, *self.own_words]))

    @property
    def own_words(self) -> dict[str, str]:
        """The new word's label by its code."""
        words = self.cleaned_data.get("own")
        return {own_code_among(words, self.known): words} if words else {}


def _in_both_lists(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What was ticked in either list, in both: each shows what it offers."""
    if not isinstance(data, MultiValueDict):
        return data
    ticked = [*data.getlist("proposed"), *data.getlist("others")]
    data = data.copy()
    for name in ("proposed", "others"):
        data.setlist(name, ticked)
    return data


class ReminderForm(forms.Form):
    """At what time of the evening the calendar reminds."""

    at = forms.TimeField(
        label=_("Remind me at"),
        widget=TimeInput(),
        error_messages={"required": _("Choose a time."), "invalid": _("Choose a time, such as 20:30.")},
    )
