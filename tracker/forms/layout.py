"""Crispy layout pieces: how a choice is shown as chips, as a 0-10 scale, or folded away in a section."""

from crispy_forms.layout import Div, Field

TEMPLATES = "tracker/fields/"


class Chips(Field):
    """Radios or checkboxes as chips."""

    template = TEMPLATES + "chips.html"


class Scale(Field):
    """A rating as numbered steps; nothing is chosen before the person does."""

    template = TEMPLATES + "scale.html"


class Noticed(Field):
    """Signs as chips; the script folds away those that do not fit the regions chosen."""

    template = TEMPLATES + "noticed.html"


class Plain(Field):
    """The widget draws itself, with legend, help and errors around it."""

    template = TEMPLATES + "plain.html"


class Section(Div):
    """Fields under a heading that opens; open from the start if one of them has a value or an error."""

    template = TEMPLATES + "section.html"

    def __init__(self, title, *fields, **kwargs):
        super().__init__(*fields, **kwargs)
        self.title = title
        self.field_names = [name for pointer in self.get_field_names() for name in [pointer.name]]

    def render(self, form, context, template_pack=None, **kwargs):
        fields = self.get_rendered_fields(form, context, template_pack or "bootstrap5", **kwargs)
        from django.template.loader import render_to_string

        is_open = any(self._is_told(form, name) for name in self.field_names)
        return render_to_string(self.template, {"section": self, "fields": fields, "is_open": is_open})

    @staticmethod
    def _is_told(form, name) -> bool:
        if name in form.errors:
            return True
        if name == "time_zone":
            # Always filled in: it is only news if it differs from the one at home.
            return form[name].value() != form.person.time_zone
        value = form[name].value()
        return value not in (None, "", [], (), False) and not (name == "count" and str(value) == "1")


class Sheet(Div):
    """Fields on a sheet of paper with a heading."""

    template = TEMPLATES + "sheet.html"

    def __init__(self, title, *fields, **kwargs):
        super().__init__(*fields, **kwargs)
        self.title = title
