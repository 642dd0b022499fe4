"""Controls that are written directly: Django draws a template for each, and for each option, a millisecond a page."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

if TYPE_CHECKING:
    _Input = forms.TextInput
else:
    _Input = object

Choices = Iterable[tuple[Any, Any]]
"""(code, label), or (name of a group, its choices)."""


def without_indents(html: SafeString) -> SafeString:
    """The same with one space for several: half of a large part would be indents of its template. Not for what
    somebody typed, where every space counts."""
    return mark_safe(" ".join(html.split()))


class _DirectInput(_Input):
    """How an input writes itself."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        given = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        return format_html("<input{}>", flatatt(given | self.build_attrs(self.attrs, attrs)))


class TextInput(_DirectInput, forms.TextInput):
    """A line of text."""


class NumberInput(_DirectInput, forms.NumberInput):
    """A number."""


class DateInput(_DirectInput, forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(_DirectInput, forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M:%S", **kwargs)

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, dt.time):
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        typed: str | None = value
        return typed


class HiddenInput(_DirectInput, forms.HiddenInput):
    """What is not seen."""


class CheckboxInput(forms.CheckboxInput):
    """A single box."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        given = {"type": "checkbox", "name": name, "value": self.format_value(value), "checked": self.check_test(value)}
        return format_html("<input{}>", flatatt(given | self.build_attrs(self.attrs, attrs)))


class Textarea(forms.Textarea):
    """A text of several lines."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        attributes = flatatt({"name": name} | self.build_attrs(self.attrs, attrs))
        # Of a line break right behind the tag, browsers drop one.
        return format_html("<textarea{}>\n{}</textarea>", attributes, self.format_value(value) or "")


class ManyChoices(forms.Select):
    """A select of many options."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = {str(each) for each in self.format_value(value)}
        attributes = flatatt({"name": name} | self.build_attrs(self.attrs, attrs))
        # Each part of it was escaped.
        return mark_safe(f"<select{attributes}>{self.options_html(chosen)}</select>")

    def options_html(self, chosen: set[str]) -> str:
        """The options, those of these values selected."""
        return _options_html(self.choices, chosen)

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: to know whether the first option is empty, Django would have to load all of them."""
        return False


class FixedChoices(ManyChoices):
    """A select whose options are the same for everybody, so that they are written once for each language."""

    def __init__(self, make_choices: Callable[[], Choices], **kwargs: Any) -> None:
        """`make_choices()`: the choices of the field, too. It is a function of a module."""
        super().__init__(**kwargs)
        self.make_choices = make_choices

    def options_html(self, chosen: set[str]) -> str:
        html = _fixed_options_html(self.make_choices, get_language())
        for value in chosen:
            option = f'<option value="{escape(value)}"'
            html = html.replace(f"{option}>", f"{option} selected>", 1)
        return html


@lru_cache(maxsize=100)
def _fixed_options_html(make_choices: Callable[[], Choices], language: str | None) -> str:
    return _options_html(make_choices(), set())


def _options_html(choices: Choices, chosen: set[str]) -> str:
    return "".join(_option_html(code, label, chosen) for code, label in choices)


def _option_html(code: Any, label: Any, chosen: set[str]) -> str:
    """One option, or a group of them, where the label is a list. No code is "", as it is when it is sent."""
    code = "" if code is None else code
    if isinstance(label, (list, tuple)):
        return f'<optgroup label="{escape(code)}">{_options_html(label, chosen)}</optgroup>'
    selected = " selected" if str(code) in chosen else ""
    return f'<option value="{escape(code)}"{selected}>{escape(label)}</option>'
