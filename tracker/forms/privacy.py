"""The tick that keeps a row private, and what that means."""

from django import forms
from django.utils.translation import pgettext_lazy

from tracker.forms.widgets import CheckboxInput
from tracker.vocabulary.privacy import PRIVATE_MEANS


class PrivateField(forms.BooleanField):
    """`means`: a code of PRIVATE_MEANS, whose words stand below the tick (templates/tracker/fields/private.html)."""

    def __init__(self, means: str) -> None:
        label = pgettext_lazy("label of an answer", "Private")
        super().__init__(label=label, required=False, widget=CheckboxInput, help_text=PRIVATE_MEANS.label(means))
