"""One episode in a form: quick at the top, everything else in sections that open. Cleans to an EpisodeRecord."""

import datetime as dt
import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.days import wall_clock, zone_names
from tracker.exchange.records import EpisodeRecord
from tracker.forms.filters import DateInput
from tracker.forms.layout import Chips, Noticed, Plain, Scale, Section, Sheet
from tracker.forms.moments import (
    FOLDS,
    TimeInput,
    clean_date,
    clean_instant,
    clean_not_in_future,
    clean_zone,
)
from tracker.forms.regions import RegionsField
from tracker.forms.relief import ReliefField
from tracker.vocabulary import episodes as words
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE, is_own_code, own_code

AT_A_TIME = "at"
STARTS = [
    ("0", _("just now")),
    ("15", _("15 min ago")),
    ("30", _("30 min ago")),
    ("60", _("1 h ago")),
    (AT_A_TIME, _("another time")),
]
AS_IT_IS, UNTIL = "as-it-is", "until"
DURATIONS = [
    ("30", _("under a minute")),
    ("60", _("1 min")),
    ("120", _("2 min")),
    ("300", _("5 min")),
    ("600", _("10 min")),
    ("1200", _("20 min")),
    ("3600", _("1 h")),
    (UNTIL, _("until a time")),
    (words.ONGOING, _("still going on")),
    (words.UNKNOWN, _("I don't know")),
]
_AS_STORED = (
    *("uid", "time_zone", "regions", "kind", "count", "at_onset", "woke", "suspected_factors", "relief"),
    *("also_noticed", "impact", "soreness", "chest_signs", "note", "private"),
)
"""Fields that hold what the record holds, under the same name."""
INTENSITIES = [(str(n), str(n)) for n in range(words.INTENSITY_MIN, words.INTENSITY_MAX + 1)]


def _chips(vocabulary, label, **kwargs):
    return forms.ChoiceField(
        label=label, choices=vocabulary.choices(), required=False, widget=forms.RadioSelect, **kwargs
    )


class EpisodeForm(forms.Form):
    """Nothing is obligatory but when it started. `record()` gives what was said, once the form is valid."""

    use_required_attribute = False

    uid = forms.UUIDField(widget=forms.HiddenInput)
    started = forms.ChoiceField(
        label=_("When did it start?"),
        choices=STARTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say when it started: that is the only thing needed.")},
    )
    started_on = forms.DateField(label=_("Day"), required=False, widget=DateInput())
    started_time = forms.TimeField(label=_("Time"), required=False, widget=TimeInput())
    fold = forms.ChoiceField(
        label=_("Which of the two?"),
        choices=FOLDS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only for the hour that comes twice when clocks go back."),
    )
    time_zone = forms.CharField(label=_("Time zone of that place"), max_length=64)
    regions = RegionsField(label=_("Where?"))
    intensity = forms.ChoiceField(
        label=_("Worst moment, 0 to 10"), choices=INTENSITIES, required=False, widget=forms.RadioSelect
    )
    duration = forms.ChoiceField(
        label=_("How long did it last?"), choices=DURATIONS, required=False, widget=forms.RadioSelect
    )
    ended_on = forms.DateField(label=_("Ended on"), required=False, widget=DateInput())
    ended_time = forms.TimeField(label=_("at"), required=False, widget=TimeInput())
    kind = _chips(words.KINDS, _("What was it like?"))
    count = forms.IntegerField(
        label=_("How many in a row?"),
        required=False,
        min_value=1,
        max_value=words.COUNT_MAX,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write a whole number from 1 to 999, or leave it empty.")
        ),
        help_text=_("Spasms with gaps of up to 10 minutes are one entry."),
    )
    at_onset = _chips(words.ONSETS, _("What were you doing?"))
    woke = _chips(words.YES_NO, _("Did it wake you?"))
    suspected_factors = forms.MultipleChoiceField(
        label=_("What may have set it off?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_factor = forms.CharField(label=_("Something else, in a word or two"), required=False, max_length=46)
    relief = ReliefField(label=_("What did you do?"))
    also_noticed = forms.MultipleChoiceField(
        label=_("Anything else you noticed?"),
        required=False,
        choices=words.NOTICED.choices(),
        widget=forms.CheckboxSelectMultiple,
    )
    impact = _chips(words.IMPACTS, _("Did it keep you from what you were doing?"))
    soreness = _chips(words.SORENESS, _("How long was the muscle sore?"), help_text=_("You can say this later."))
    chest_signs = forms.ChoiceField(choices=words.SAFETY_ANSWERS.choices(), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=words.NOTE_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    private = forms.BooleanField(
        label=_("Keep this entry private"), required=False, help_text=_("It never goes on the doctor's page.")
    )

    def __init__(self, data=None, *, person, now, episode=None, recent=None, own_factors=(), own_relief=(), **kwargs):
        """`episode`: the stored record when editing. `recent`: what was chosen last (selectors.recent.Recent)."""
        # Entries are stored to the second; so is every time that is counted from now.
        self.person, self.now, self.stored = person, now.replace(microsecond=0), episode
        super().__init__(data, initial=self._initial(), **kwargs)
        if episode:
            self._offer_stored(episode)
        self._offer(recent, own_factors, own_relief)
        for name in ("started", "suspected_factors", "also_noticed"):
            # The heading of the sheet or the section says the same.
            self.fields[name].hide_label = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    # What the form offers

    def _initial(self) -> dict:
        record = self.stored
        if record is None:
            return {"uid": uuid.uuid4(), "time_zone": self.person.time_zone}
        initial = {name: getattr(record, name) for name in _AS_STORED}
        started = wall_clock(record.started_at, record.time_zone)
        return initial | {
            "intensity": "" if record.intensity is None else str(record.intensity),
            "started": AT_A_TIME,
            "started_on": started.date(),
            "started_time": started.time(),
            "duration": AS_IT_IS,
        }

    def _offer_stored(self, record) -> None:
        self.fields["started"].choices = [(AT_A_TIME, _("at this time")), *STARTS[:-1]]
        self.fields["duration"].choices = [(AS_IT_IS, _("as it is")), *DURATIONS]

    def _offer(self, recent, own_factors, own_relief) -> None:
        stored = self.stored.suspected_factors if self.stored else ()
        own = dict(own_factors) | {code: FACTORS.label(code) for code in stored if code not in FACTORS}
        codes = [code for code in (recent.factors if recent else ()) if code in FACTORS or code in own]
        codes += [code for code in [*FACTORS, *own] if code not in codes and code != NONE_OF_THESE]
        codes.append(NONE_OF_THESE)
        self.fields["suspected_factors"].choices = [(code, own.get(code) or FACTORS.label(code)) for code in codes]
        self.fields["relief"].widget.own = tuple(own_relief)
        if recent:
            self.fields["relief"].widget.recent = recent.relief
            self.fields["regions"].widget.recent = recent.regions
        self.fields["time_zone"].widget = forms.TextInput(
            attrs={"list": "time-zones", "autocomplete": "off"}
            # Not over what was stored or typed: the browser's zone is only a first guess.
            | ({} if self.stored or self.is_bound else {"data-time-zone": "1"})
        )

    @property
    def zones(self) -> list[str]:
        return sorted(zone_names())

    def _layout(self) -> Layout:
        return Layout(
            "uid",
            Sheet(
                _("When did it start?"),
                Chips("started"),
                Div(
                    Div("started_on", css_class="col-6"),
                    Div("started_time", css_class="col-6"),
                    Div(Chips("fold"), css_class="col-12 only-when-twice"),
                    css_class="row g-2 only-at-a-time",
                ),
                Section(_("Another time zone"), Field("time_zone")),
            ),
            Sheet(_("Where?"), Plain("regions")),
            HTML("{% include 'tracker/parts/safety_while_logging.html' %}"),
            Sheet(_("How strong?"), Scale("intensity")),
            Sheet(
                "",
                Section(
                    _("How long, how many"),
                    Chips("duration"),
                    Div(
                        Div("ended_on", css_class="col-6"),
                        Div("ended_time", css_class="col-6"),
                        css_class="row g-2 only-until",
                    ),
                    "count",
                ),
                Section(_("How it began"), Chips("kind"), Chips("at_onset"), Chips("woke")),
                Section(_("What may have set it off"), Chips("suspected_factors"), "own_factor"),
                Section(_("What you did, what helped"), Plain("relief")),
                Section(_("Anything else noticed"), Noticed("also_noticed"), Chips("impact"), Chips("soreness")),
                Section(_("A note, private or not"), "note", "private"),
            ),
        )

    # What the form reads

    def clean_time_zone(self):
        return clean_zone(self.cleaned_data["time_zone"].strip())

    def clean_started_on(self):
        return self._clean_day("started_on")

    def clean_ended_on(self):
        return self._clean_day("ended_on")

    def _clean_day(self, name):
        day = self.cleaned_data.get(name)
        return clean_date(day) if day else day

    def clean_intensity(self):
        return int(self.cleaned_data["intensity"]) if self.cleaned_data["intensity"] else None

    def clean_count(self):
        return self.cleaned_data["count"] or 1

    def clean_suspected_factors(self):
        return self._none_alone(self.cleaned_data["suspected_factors"])

    def clean_also_noticed(self):
        return self._none_alone(self.cleaned_data["also_noticed"])

    @staticmethod
    def _none_alone(codes):
        if NONE_OF_THESE in codes and len(codes) > 1:
            raise forms.ValidationError(
                _('You ticked "none of these" and something else. Take one of them away.'), "none-and-something"
            )
        return tuple(codes)

    def clean_own_factor(self):
        text = self.cleaned_data["own_factor"]
        if text and not own_code(text):
            raise forms.ValidationError(_("Use a word or two with letters in them."), "no-words")
        return text

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("own_factor") and NONE_OF_THESE in cleaned.get("suspected_factors", ()):
            self.add_error("own_factor", forms.ValidationError(_('You also ticked "none of these".'), "none-and-own"))
        if {"started", "time_zone"} <= cleaned.keys():
            self._clean_span(cleaned)
        return cleaned

    def _clean_span(self, cleaned) -> None:
        """Sets `started_at`, `ended_at`, `duration_basis`, or an error beside the field that is to be mended."""
        try:
            started_at = self._started_at(cleaned)
        except forms.ValidationError as error:
            self.add_error("fold" if getattr(error, "code", "") == "ambiguous" else "started_time", error)
            return
        if started_at is None:
            return
        try:
            cleaned["started_at"], cleaned["ended_at"], cleaned["duration_basis"] = self._span(cleaned, started_at)
        except forms.ValidationError as error:
            self.add_error("ended_time" if cleaned.get("duration") == UNTIL else "duration", error)

    def _started_at(self, cleaned) -> dt.datetime | None:
        if cleaned["started"] != AT_A_TIME:
            return self.now - dt.timedelta(minutes=int(cleaned["started"]))
        day, time = cleaned.get("started_on"), cleaned.get("started_time")
        for name, value, message in (
            ("started_on", day, _("Say on which day.")),
            ("started_time", time, _("Say at what time; a guess will do.")),
        ):
            if value is None and name not in self.errors:
                self.add_error(name, forms.ValidationError(message, "required"))
        if day is None or time is None:
            return None
        if self._is_stored_start(day, time, cleaned["time_zone"]) and not cleaned.get("fold"):
            return self.stored.started_at
        return clean_not_in_future(clean_instant(day, time, cleaned["time_zone"], cleaned.get("fold", "")), self.now)

    def _is_stored_start(self, day, time, zone_name) -> bool:
        """True if the start was left as stored: an hour that came twice need not be chosen again."""
        if self.stored is None or zone_name != self.stored.time_zone:
            return False
        return wall_clock(self.stored.started_at, zone_name) == dt.datetime.combine(day, time)

    def _span(self, cleaned, started_at):
        duration = cleaned.get("duration", "")
        if duration == AS_IT_IS and self.stored:
            return self._moved(started_at)
        if duration in {"", AS_IT_IS, words.UNKNOWN}:
            return started_at, None, words.UNKNOWN
        if duration == words.ONGOING:
            return started_at, None, words.ONGOING
        if duration == UNTIL:
            return started_at, self._ended_at(cleaned, started_at), words.ESTIMATED
        length = dt.timedelta(seconds=int(duration))
        if cleaned["started"] == "0":
            # "Just now, 5 min": it is just over, so it began five minutes ago.
            started_at -= length
        if started_at + length > self.now:
            raise forms.ValidationError(
                _('It would still be going on. Choose a shorter time, or "still going on".'), "future"
            )
        return started_at, started_at + length, words.ESTIMATED

    def _moved(self, started_at):
        """The stored end: kept where it was if the start was only corrected, and refused if it now lies before."""
        ended_at = self.stored.ended_at
        if ended_at and ended_at < started_at:
            raise forms.ValidationError(
                _("It would end before it started. Say anew how long it lasted."), "end-before-start"
            )
        return started_at, ended_at, self.stored.duration_basis

    def _ended_at(self, cleaned, started_at):
        day, time = cleaned.get("ended_on"), cleaned.get("ended_time")
        if time is None:
            raise forms.ValidationError(_("Say at what time it ended; a guess will do."), "required")
        if day is None:
            day = wall_clock(started_at, cleaned["time_zone"]).date()
        ended_at = clean_instant(day, time, cleaned["time_zone"], cleaned.get("fold", ""))
        if ended_at < started_at:
            raise forms.ValidationError(_("It would end before it started. Is the day right?"), "end-before-start")
        return clean_not_in_future(ended_at, self.now)

    def record(self) -> EpisodeRecord:
        """What was said, as one record."""
        said = dict(self.cleaned_data)
        if said["own_factor"]:
            said["suspected_factors"] = (*said["suspected_factors"], own_code(said["own_factor"]))
        return EpisodeRecord(
            **{name: said[name] for name in _AS_STORED},
            **{name: said[name] for name in ("started_at", "ended_at", "duration_basis", "intensity")},
        )

    def own_words(self) -> dict[str, dict[str, str]]:
        """The person's own words in this form: {"factor": {code: label}, "relief": {code: label}}."""
        text = self.cleaned_data["own_factor"]
        factor = {own_code(text): text} if text and is_own_code(own_code(text)) else {}
        return {"factor": factor, "relief": self.fields["relief"].own_words}
