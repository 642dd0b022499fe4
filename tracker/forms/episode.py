"""One episode in a form: quick at the top, everything else in sections that open. Cleans to an EpisodeRecord."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tracker.days import wall_clock
from tracker.forms.fields import choice_field, field_of
from tracker.forms.layout import Arc, Box, Chips, Hidden, Labeled, Noticed, Piece, Plain, Section, Sheet, Tick, written
from tracker.forms.privacy import PrivateField
from tracker.forms.region_picker import RegionPicker
from tracker.forms.regions import RegionsField
from tracker.forms.relief import ReliefField, ReliefWidget
from tracker.forms.texts import LongTextField, OwnWordsField, with_plain_breaks
from tracker.forms.when import AS_IT_IS, AT_A_TIME, DURATIONS, GUESSES, MORNING, STARTS, WhenForm
from tracker.forms.widgets import HiddenInput, NumberInput, TextInput
from tracker.records.episode import EPISODE_FIELDS, EpisodeRecord
from tracker.vocabulary import episodes as words
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS, FollowUpTerm, allows_answers
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.privacy import COUNTED
from tracker.vocabulary.terms import NONE_OF_THESE, Term, Vocabulary, own_code_among

INTENSITIES = [(str(n), str(n)) for n in range(words.INTENSITY_MIN, words.INTENSITY_MAX + 1)]


def _chips(vocabulary: Vocabulary[Term], label: LazyText, help_text: LazyText = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=vocabulary.choices(), required=False, widget=forms.RadioSelect, help_text=help_text
    )


def _follow_up_name(code: str) -> str:
    return f"follow_up_{code}"


def _follow_up_field(question: FollowUpTerm) -> forms.Field:
    """The field of one safety question; which is shown, and in what words, the page says."""
    field = forms.MultipleChoiceField if question.takes_several else forms.ChoiceField
    return field(label=question.label, choices=question.answers.choices(), required=False)


class Whose(Protocol):
    """Who logs it."""

    @property
    def time_zone(self) -> str: ...

    def today(self, now: dt.datetime) -> dt.date: ...


class ChosenLast(Protocol):
    """What was chosen in the latest entries, and is offered first."""

    @property
    def factors(self) -> tuple[str, ...]: ...

    @property
    def relief(self) -> tuple[str, ...]: ...

    @property
    def regions(self) -> tuple[tuple[str, str], ...]: ...


class EpisodeForm(WhenForm):
    """Only the start is required. `record()` gives the entry, once the form is valid."""

    use_required_attribute = False
    opens_at = ""
    """The field that the person came for: what it is folded into is open."""

    uid = forms.UUIDField(widget=HiddenInput)
    regions = RegionsField(label=_("Where?"))
    intensity = forms.ChoiceField(
        label=_("Worst moment, 0 to 10"), choices=INTENSITIES, required=False, widget=forms.RadioSelect
    )
    kind = _chips(words.KINDS, _("What was it like?"))
    count = forms.IntegerField(
        label=_("How many in a row?"),
        required=False,
        min_value=1,
        max_value=words.COUNT_MAX,
        widget=NumberInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Enter a whole number from 1 to 999, or leave it empty.")
        ),
        help_text=_("Spasms up to 10 minutes apart count as one entry."),
    )
    at_onset = _chips(words.ONSETS, _("What were you doing?"))
    woke = _chips(words.YES_NO, _("Did it wake you?"))
    suspected_factors = forms.MultipleChoiceField(
        label=_("What may have set it off?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_factor = OwnWordsField(label=_("Something else, in a word or two"), required=False)
    relief = ReliefField(label=_("What did you do?"))
    also_noticed = forms.MultipleChoiceField(
        label=_("Anything else you noticed?"),
        required=False,
        choices=words.NOTICED.choices(),
        widget=forms.CheckboxSelectMultiple,
    )
    impact = _chips(words.IMPACTS, _("Did it keep you from what you were doing?"))
    soreness = _chips(words.SORENESS, _("How long was the muscle sore?"), help_text=_("You can add this later."))
    chest_signs = forms.ChoiceField(choices=words.SAFETY_ANSWERS.choices(), required=False)
    note = LongTextField(label=_("Note"), required=False, max_length=words.ENTRY_NOTE_LENGTH, strip=False)
    private = PrivateField(COUNTED)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Whose,
        now: dt.datetime,
        episode: EpisodeRecord | None = None,
        on: dt.date | None = None,
        recent: ChosenLast | None = None,
        own_factors: Iterable[tuple[str, str]] = (),
        own_relief: Iterable[tuple[str, str]] = (),
        late_list: str = "",
        **kwargs: Any,
    ) -> None:
        """`late_list`: the address of the list of places, if the page is to be sent without its long lists.
        `episode`: the stored record when editing. `on`: the day that a new one is about, if it is not now.
        `recent`: what was chosen last (selectors.recent.Recent)."""
        # Entries are stored to the second; so is every time that is counted from now.
        self.person, self.now, self.stored, self.on = person, now.replace(microsecond=0), episode, on
        self.today = person.today(self.now)
        super().__init__(data, initial=self._initial(), **kwargs)
        for question in FOLLOW_UPS.values():
            self.fields[_follow_up_name(question.code)] = _follow_up_field(question)
        if episode:
            self._offer_stored()
        self._offer(recent, own_factors, own_relief, late_list)

    # What the form offers

    def _initial(self) -> dict[str, Any]:
        record = self.stored
        if record is None:
            about: dict[str, Any] = {"started_on": self.today}
            if self.on:
                about = {"started": AT_A_TIME, "started_on": self.on}
            if wall_clock(self.now, self.person.time_zone).time() < GUESSES[MORNING]:
                # Early in the morning the guess would lie ahead.
                about["time_morning"] = wall_clock(self.now, self.person.time_zone).time().replace(second=0)
            return {"uid": uuid.uuid4(), "time_zone": self.person.time_zone} | about
        # A field has the name of what it holds; those of the safety questions and of the times are filled below.
        initial = {name: getattr(record, name) for name in EPISODE_FIELDS if name in self.base_fields}
        for code, answers in record.follow_up_answers.items():
            chosen = sorted(answers)
            initial[_follow_up_name(code)] = chosen if FOLLOW_UPS[code].takes_several else chosen[0]
        started = wall_clock(record.started_at, record.time_zone)
        return initial | {
            "intensity": "" if record.intensity is None else str(record.intensity),
            "started": AT_A_TIME,
            "started_on": started.date(),
            "started_time": started.time(),
            "duration": AS_IT_IS,
        }

    def _offer_stored(self) -> None:
        choice_field(self, "started").choices = [(AT_A_TIME, _("at this time")), *STARTS[:-1]]
        choice_field(self, "duration").choices = [(AS_IT_IS, _("no change")), *DURATIONS]

    def _offer(
        self,
        recent: ChosenLast | None,
        own_factors: Iterable[tuple[str, str]],
        own_relief: Iterable[tuple[str, str]],
        late_list: str,
    ) -> None:
        stored = self.stored.suspected_factors if self.stored else ()
        self.own_factors = dict(own_factors)
        own = self.own_factors | {code: FACTORS.label(code) for code in stored if code not in FACTORS}
        codes = [code for code in (recent.factors if recent else ()) if code in FACTORS or code in own]
        codes += [code for code in [*FACTORS, *own] if code not in codes and code != NONE_OF_THESE]
        codes.append(NONE_OF_THESE)
        choice_field(self, "suspected_factors").choices = [
            (code, own.get(code) or FACTORS.label(code)) for code in codes
        ]
        relief = cast(ReliefWidget, self.fields["relief"].widget)
        relief.own = tuple(own_relief)
        relief.asks_late = bool(late_list)
        cast(RegionPicker, self.fields["regions"].widget).late_list = late_list
        if recent:
            relief.recent = recent.relief
            cast(RegionPicker, self.fields["regions"].widget).recent = recent.regions
        self.fields["time_zone"].widget = TextInput(
            attrs={"list": "time-zones", "autocomplete": "off"}
            # Not over what was stored or typed: a device's zone that was confirmed is only a first guess.
            | {"data-entry-zone": "" if self.stored or self.is_bound else "new"}
        )

    # How the form is written

    named_by_heading = frozenset({"started", "intensity", "suspected_factors", "also_noticed"})
    """The heading of the sheet or the section says what their labels do."""

    @property
    def when(self) -> SafeString:
        """The fields that come first."""
        return written(self, _WHEN)

    @property
    def where(self) -> SafeString:
        """The field before the safety questions."""
        return written(self, _WHERE)

    @property
    def strength(self) -> SafeString:
        """The field after them."""
        return written(self, _STRENGTH)

    @property
    def details(self) -> SafeString:
        """All other fields, in sections that open."""
        return written(self, _DETAILS)

    # What the form reads

    def clean_intensity(self) -> int | None:
        return int(self.cleaned_data["intensity"]) if self.cleaned_data["intensity"] else None

    def clean_count(self) -> int:
        count: int | None = self.cleaned_data["count"]
        return count or 1

    def clean_suspected_factors(self) -> tuple[str, ...]:
        return self._none_alone(self.cleaned_data["suspected_factors"])

    def clean_also_noticed(self) -> tuple[str, ...]:
        return self._none_alone(self.cleaned_data["also_noticed"])

    @staticmethod
    def _none_alone(codes: list[str]) -> tuple[str, ...]:
        if NONE_OF_THESE in codes and len(codes) > 1:
            raise forms.ValidationError(
                _("You selected “none of these” and something else. Uncheck one of them."), "none-and-something"
            )
        return tuple(codes)

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        stored = self.stored.note if self.stored else ""
        # A file may have brought other line breaks: that alone changes nothing.
        return stored if note == with_plain_breaks(stored) else note

    def clean_own_factor(self) -> str:
        text: str = self.cleaned_data["own_factor"]
        if text and not own_code_among(text, self.own_factors):
            raise forms.ValidationError(_("Use a word or two."), "no-words")
        return text

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("own_factor") and NONE_OF_THESE in cleaned.get("suspected_factors", ()):
            self.add_error("own_factor", forms.ValidationError(_("You also selected “none of these”."), "none-and-own"))
        return cleaned

    def record(self) -> EpisodeRecord:
        """All answers as one record."""
        cleaned = dict(self.cleaned_data)
        if cleaned["own_factor"]:
            cleaned["suspected_factors"] = (*cleaned["suspected_factors"], *self._own_factor())
        return EpisodeRecord(
            **{name: cleaned[name] for name in EPISODE_FIELDS if name in cleaned},
            follow_up=tuple(self._follow_up(cleaned)),
        )

    @staticmethod
    def _follow_up(cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """(question, answer) of what was answered. A tick beside "none of these" is the graver of the two: it stays."""
        for code, question in FOLLOW_UPS.items():
            value = cleaned[_follow_up_name(code)]
            answers = list(value) if question.takes_several else [value] if value else []
            answers = [answer for answer in answers if answer not in ALONE] or answers
            if allows_answers(code, answers):
                yield from ((code, answer) for answer in answers)

    def own_words(self) -> dict[str, dict[str, str]]:
        """The person's own words in this form: {"factor": {code: label}, "relief": {code: label}}."""
        return {"factor": self._own_factor(), "relief": field_of(self, "relief", ReliefField).own_words}

    def _own_factor(self) -> dict[str, str]:
        text = self.cleaned_data["own_factor"]
        return {own_code_among(text, self.own_factors): text} if text else {}


_WHEN: tuple[Piece, ...] = (
    Hidden("uid"),
    Sheet(
        _("When did it start?"),
        Chips("started"),
        Box("only-night", Labeled("time_night")),
        Box("only-morning", Labeled("time_morning")),
        Box("only-yesterday", Labeled("time_yesterday")),
        Box(
            "row g-2 only-at-a-time",
            Box("col-6", Labeled("started_on")),
            Box("col-6", Labeled("started_time")),
            Box("col-12 only-when-twice", Chips("fold")),
        ),
    ),
)
_WHERE: tuple[Piece, ...] = (Sheet(_("Where?"), Plain("regions")),)
_STRENGTH: tuple[Piece, ...] = (Sheet(_("How strong was it at its worst?"), Arc("intensity")),)
_DETAILS: tuple[Piece, ...] = (
    Section(
        _("More details"),
        Section(
            _("How long, how many"),
            Chips("duration"),
            Box(
                "row g-2 only-until",
                Box("col-6", Labeled("ended_on")),
                Box("col-6", Labeled("ended_time")),
                Box("col-12 only-when-twice", Chips("ended_fold")),
            ),
            Labeled("count"),
        ),
        Section(_("How it began"), Chips("kind"), Chips("at_onset"), Chips("woke")),
        Section(_("What may have set it off"), Chips("suspected_factors"), Labeled("own_factor")),
        Section(_("What you did, what helped"), Plain("relief")),
        Section(_("Anything else noticed"), Noticed("also_noticed"), Chips("impact"), Chips("soreness")),
        Section(_("Another time zone"), Labeled("time_zone")),
        Section(_("Note and privacy"), Labeled("note"), Tick("private")),
        about=_("How long, what helped, sleep, triggers, note"),
    ),
)
