"""Text as people type it: long text with its line breaks, and a word or two of their own on one line."""

from typing import Any

from django import forms

from tracker.forms.widgets import Textarea, TextInput
from tracker.vocabulary.terms import OWN_WORDS_LENGTH


def with_plain_breaks(text: str) -> str:
    """The text with every line break as one character, which is how a browser counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """The text with single spaces, and none around it: more of them show nowhere on a page."""
    return " ".join(text.split())


class LongTextField(forms.CharField):
    """A text of several lines. A browser sends a line break as two characters; it is counted and kept as one."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        # Before the length is looked at.
        return super().to_python(with_plain_breaks(value) if isinstance(value, str) else value) or ""


class OwnWordsField(forms.CharField):
    """A word or two of the person's own, such as "late coffee", in one spelling of its spaces."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextInput)
        super().__init__(max_length=OWN_WORDS_LENGTH, **kwargs)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")
