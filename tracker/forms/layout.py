"""Crispy layout pieces: how a choice is shown as chips, as a half circle of numbers, or folded away in a section."""

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Div, Field
from django.template import Context
from django.utils.safestring import SafeString

from tracker.vocabulary.lazy_text import LazyText

if TYPE_CHECKING:
    from tracker.forms.episode import EpisodeForm

_TEMPLATES = "tracker/fields/"


class Chips(Field):  # type: ignore[misc]  # crispy_forms has no types
    """Radios or checkboxes as chips."""

    template = _TEMPLATES + "chips.html"


class Arc(Field):  # type: ignore[misc]  # crispy_forms has no types
    """A number from 0 to 10 as a half circle, within one reach of a thumb. Nothing is chosen before the person does."""

    template = _TEMPLATES + "arc.html"


class Noticed(Field):  # type: ignore[misc]  # crispy_forms has no types
    """Signs as chips; the script folds away those that do not fit the regions chosen."""

    template = _TEMPLATES + "noticed.html"


class Plain(Field):  # type: ignore[misc]  # crispy_forms has no types
    """The widget draws itself, with legend, help and errors around it."""

    template = _TEMPLATES + "plain.html"


class Section(Div):  # type: ignore[misc]  # crispy_forms has no types
    """Fields under a heading that opens; open from the start if one of them has a value or an error."""

    template = _TEMPLATES + "section.html"

    def __init__(self, title: LazyText, *fields: object, about: LazyText = "", **kwargs: Any) -> None:
        """`about`: what is in it, for one that holds others."""
        super().__init__(*fields, **kwargs)
        self.title, self.about = title, about
        self.field_names = [name for pointer in self.get_field_names() for name in [pointer.name]]

    def render(
        self, form: "EpisodeForm", context: Context, template_pack: str | None = None, **kwargs: Any
    ) -> SafeString:
        fields = self.get_rendered_fields(form, context, template_pack or "bootstrap5", **kwargs)
        from django.template.loader import render_to_string

        is_open = any(self._is_filled_in(form, name) for name in self.field_names)
        return render_to_string(self.template, {"section": self, "fields": fields, "is_open": is_open})

    @staticmethod
    def _is_filled_in(form: "EpisodeForm", name: str) -> bool:
        if name in form.errors:
            return True
        if name == "time_zone":
            # Always filled in: it is only news if it differs from the one at home.
            return bool(form[name].value() != form.person.time_zone)
        value = form[name].value()
        return value not in (None, "", [], (), False) and not (name == "count" and str(value) == "1")


class Sheet(Div):  # type: ignore[misc]  # crispy_forms has no types
    """Fields on a sheet of paper with a heading."""

    template = _TEMPLATES + "sheet.html"

    def __init__(self, title: LazyText, *fields: object, **kwargs: Any) -> None:
        super().__init__(*fields, **kwargs)
        self.title = title
