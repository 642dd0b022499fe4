"""What a reader asks of the library: words, topic, moment, place and source, as they stand in the address."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tracker.formatting import number_words
from tracker.forms.fields import choice_field
from tracker.forms.widgets import ManyChoices
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, OTHER_REGION, REGIONS

ELSEWHERE = REGIONS[OTHER_REGION].group
WORDS_LENGTH = 100


def place_choices() -> list[tuple[LazyText, list[tuple[str, LazyText]]]]:
    """Regions under their groups; each group can be asked for as a whole. "Everywhere" is no place to look for."""
    return [
        (
            group.label,
            [
                (group.code, gettext("%(group)s: any part") % {"group": group.label}),
                *((code, region.label) for code, region in REGIONS.items() if region.group == group.code),
            ],
        )
        for group in GROUPS.values()
        if group.code != ELSEWHERE
    ]


class LibraryForm(forms.Form):
    """All fields optional. `asked()`: what was understood, also beside an error."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Search for"), required=False, max_length=WORDS_LENGTH, widget=forms.TextInput({"type": "search"})
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=ManyChoices)
    moment = forms.ChoiceField(label=_("When"), required=False, widget=ManyChoices)
    where = forms.ChoiceField(label=_("Where"), required=False, widget=ManyChoices)
    source = forms.TypedChoiceField(label=_("Source"), required=False, coerce=int, empty_value=None, widget=ManyChoices)
    full = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        topics: Iterable[tuple[str, LazyText]],
        moments: Iterable[tuple[str, LazyText]],
        sources: Iterable[tuple[int, LazyText]],
        **kwargs: Any,
    ) -> None:
        """`data`: the address's query. The others: (value, label) of what can be chosen."""
        super().__init__(data, **kwargs)
        choice_field(self, "topic").choices = [("", _("all topics")), *topics]
        choice_field(self, "moment").choices = [("", _("any time")), *moments]
        choice_field(self, "where").choices = [("", _("anywhere")), *place_choices()]
        choice_field(self, "source").choices = [("", _("all sources")), *sources]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def clean_q(self) -> str:
        words: str = self.cleaned_data["q"]
        if words and not any(letter.isalnum() for letter in words):
            raise forms.ValidationError(_("Type at least one word, such as “calf”."), "wordless")
        return words

    def asked(self) -> dict[str, Any]:
        """{words, topic, moment, place, source}; a field with an error asks for nothing (the page shows the error)."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {
            "words": cleaned.get("q", ""),
            "topic": cleaned.get("topic", ""),
            "moment": cleaned.get("moment", ""),
            "place": cleaned.get("where", ""),
            "source": cleaned.get("source"),
        }

    def show_counts(self, name: str, counts: Mapping[Any, int]) -> None:
        """Writes beside each choice of a field how many entries it would show; the first, "all", stays as it is."""
        field = choice_field(self, name)
        every, *choices = cast("Iterable[tuple[Any, LazyText]]", field.choices)
        field.choices = [every, *((value, _counted(label, counts.get(value, 0))) for value, label in choices)]


def _counted(label: LazyText, n: int) -> str:
    return pgettext("a choice, and how many it shows", "%(choice)s (%(n)s)") % {"choice": label, "n": number_words(n)}
