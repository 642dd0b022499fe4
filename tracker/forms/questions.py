"""A question for the next visit."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.texts import LongTextField
from tracker.models.question import QUESTION_LENGTH


class QuestionForm(forms.Form):
    """The question in words. `uid` names the question before it is stored, so that a form sent twice makes one."""

    text = LongTextField(
        label=_("Your question"),
        max_length=QUESTION_LENGTH,
        error_messages={"required": _("Enter your question first.")},
    )
    uid = forms.UUIDField(widget=forms.HiddenInput(), required=False, initial=uuid.uuid4)
