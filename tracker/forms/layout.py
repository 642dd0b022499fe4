"""How the form of an entry is written: chips, lines, sheets of paper, sections that open.

Written directly, as widgets.py is: with a template for each field and each option, this page, which is opened in pain,
took three times as long. What a piece is made of is the same for everybody; only what is chosen, typed or wrong is not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.forms import BoundField, CheckboxSelectMultiple
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.forms.fields import choice_field
from tracker.forms.widgets import Choices
from tracker.vocabulary.episodes import noticed_groups
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS

if TYPE_CHECKING:
    from tracker.forms.episode import EpisodeForm


class Piece(Protocol):
    """A part of the form that writes itself."""

    def html(self, form: "EpisodeForm") -> str:
        """The piece with what this form holds; all that is not markup is escaped."""

    def names(self) -> Iterator[str]:
        """Of the fields in it."""


def written(form: "EpisodeForm", pieces: Iterable[Piece]) -> SafeString:
    """These pieces, one after another."""
    return mark_safe("".join(piece.html(form) for piece in pieces))


@dataclass(frozen=True, slots=True)
class OneField:
    """A piece that is one field."""

    name: str

    def names(self) -> Iterator[str]:
        """Its own."""
        yield self.name


class Hidden(OneField):
    """A field that is not seen."""

    def html(self, form: "EpisodeForm") -> str:
        """The input alone."""
        return str(form[self.name])


class Labeled(OneField):
    """A label, and a control that writes itself below it."""

    def html(self, form: "EpisodeForm") -> str:
        """Its words of help and what is wrong have the ids by which Django's control names them."""
        field = form[self.name]
        css = "form-control is-invalid" if field.errors else "form-control"
        return (
            f'<div class="mb-3"{_anchor(field)}>'
            f'<label class="form-label" for="{field.id_for_label}">{escape(field.label)}</label>'
            f"{field.as_widget(attrs={'class': css})}{_line_notes(field)}</div>"
        )


class Tick(OneField):
    """A single box with its words beside it."""

    def html(self, form: "EpisodeForm") -> str:
        """As for a line. Nothing, where the form does not ask."""
        if self.name not in form.fields:
            return ""
        field = form[self.name]
        return (
            f'<div class="mb-3"><div class="form-check"{_anchor(field)}>'
            f"{field.as_widget(attrs={'class': 'form-check-input'})}"
            f'<label class="form-check-label" for="{field.id_for_label}">{escape(field.label)}</label>'
            f"{_line_notes(field)}</div></div>"
        )


class Plain(OneField):
    """The widget draws itself, with its legend and all that belongs to it."""

    def html(self, form: "EpisodeForm") -> str:
        """What is wrong stands below it."""
        field = form[self.name]
        return f'<div class="mb-3"{_anchor(field)}>{field}{_errors(field)}</div>'


class Chips(OneField):
    """Radios or checkboxes as chips."""

    css = "mb-3"

    def html(self, form: "EpisodeForm") -> str:
        """A fieldset with its legend."""
        field = form[self.name]
        help_id = f"help_{field.auto_id}"
        about = f"error_{field.auto_id}" if field.errors else help_id if field.help_text else ""
        described_by = f' aria-describedby="{about}"' if about else ""
        legend = ' class="visually-hidden"' if self.name in form.named_by_heading else ""
        notes = f'<div class="form-text" id="{help_id}">{escape(field.help_text)}</div>' if field.help_text else ""
        return (
            f'<fieldset class="{self.css}"{_anchor(field)}{described_by}>'
            f"<legend{legend}>{escape(field.label)}</legend>{self.options(form)}{notes}{_errors(field)}</fieldset>"
        )

    def options(self, form: "EpisodeForm") -> str:
        """All that can be chosen."""
        return f'<div class="chips">{"".join(self.chip(*option) for option in _options(form, self.name))}</div>'

    def chip(self, _code: str, box: str, words: str) -> str:
        """One of them."""
        return f'<label class="chip">{box}<span>{words}</span></label>'


class Arc(Chips):
    """A number from 0 to 10 as a half circle, within one reach of a thumb. Nothing is chosen before the person does."""

    css = "mb-2"

    def options(self, form: "EpisodeForm") -> str:
        """The numbers, and what the ends of the scale mean."""
        steps = "".join(
            f'<label class="step i{words}">{box}<span>{words}</span></label>'
            for _code, box, words in _options(form, self.name)
        )
        none_yet = escape(pgettext("how strong it was", "not rated"))
        ends = (pgettext("end of the scale", "no pain"), pgettext("end of the scale", "worst imaginable"))
        return (
            f'<div class="arc">{steps}<p class="arc-middle quiet" aria-hidden="true">{none_yet}</p></div>'
            f'<div class="scale-ends arc-ends" aria-hidden="true">'
            f"{''.join(f'<span>{escape(end)}</span>' for end in ends)}</div>"
        )


class Noticed(Chips):
    """Signs as chips; the script folds away those that do not fit the regions chosen."""

    css = "mb-3 noticed"

    def options(self, form: "EpisodeForm") -> str:
        """All signs, and room for those that the script folds away."""
        chips = "".join(self.chip(*option) for option in _options(form, self.name))
        return (
            f'<div class="chips" data-first>{chips}</div>'
            f'<details data-more hidden><summary>{escape(_("More signs"))}</summary><div class="chips"></div></details>'
        )

    def chip(self, code: str, box: str, words: str) -> str:
        """A sign, and the groups of regions that it fits, if these are not all."""
        groups = noticed_groups(code)
        fits = "" if len(groups) == len(GROUPS) else f' data-groups="{" ".join(groups)}"'
        return f'<label class="chip"{fits}>{box}<span>{words}</span></label>'


class Box:
    """Pieces in a box that a style sheet knows."""

    def __init__(self, css: str, *pieces: Piece) -> None:
        self.css, self.pieces = css, pieces

    def html(self, form: "EpisodeForm") -> str:
        """The pieces in their order."""
        return f'<div class="{self.css}">{written(form, self.pieces)}</div>'

    def names(self) -> Iterator[str]:
        """Those of all its pieces."""
        for piece in self.pieces:
            yield from piece.names()


class Sheet(Box):
    """Pieces on a sheet of paper with a heading."""

    def __init__(self, title: LazyText, *pieces: Piece) -> None:
        super().__init__("", *pieces)
        self.title = title

    def html(self, form: "EpisodeForm") -> str:
        """The heading comes first."""
        return f'<section class="sheet"><h2>{escape(self.title)}</h2><div>{written(form, self.pieces)}</div></section>'


class Section(Box):
    """Pieces under a heading that opens; open from the start if one of their fields has a value or an error, or is the
    one that the person came for."""

    def __init__(self, title: LazyText, *pieces: Piece, about: LazyText = "") -> None:
        """`about`: what is in it, for one that holds others."""
        super().__init__("form-section-body", *pieces)
        self.title, self.about = title, about

    def html(self, form: "EpisodeForm") -> str:
        """The heading with what it is about."""
        is_open = " open" if any(_is_shown_first(form, name) for name in self.names() if name in form.fields) else ""
        about = f' <span class="quiet small form-section-about">{escape(self.about)}</span>' if self.about else ""
        return (
            f'<details class="form-section"{is_open}><summary><span>{escape(self.title)}{about}</span></summary>'
            f"{super().html(form)}</details>"
        )


def _is_shown_first(form: "EpisodeForm", name: str) -> bool:
    if name in form.errors or name == form.opens_at:
        return True
    value: Any = form[name].value()
    if name == "time_zone":
        # Always filled in: it is only news if it differs from the one at home.
        return bool(value != form.person.time_zone)
    return value not in (None, "", [], (), False) and not (name == "count" and str(value) == "1")


def _options(form: "EpisodeForm", name: str) -> Iterator[tuple[str, str, str]]:
    """(code, box, words) of what a field lets choose: the last two as HTML. Each box stands in its label: no ids."""
    field, choices = form[name], choice_field(form, name)
    value = field.value()
    values = value if isinstance(value, (list, tuple)) else ("" if value is None else value,)
    chosen = {str(each) for each in values}
    kind = "checkbox" if isinstance(choices.widget, CheckboxSelectMultiple) else "radio"
    wrong = ' aria-invalid="true"' if field.errors else ""
    for code, label in cast(Choices, choices.choices):
        checked = " checked" if str(code) in chosen else ""
        box = f'<input type="{kind}" name="{field.html_name}" value="{escape(code)}"{checked}{wrong}>'
        yield str(code), box, escape(label)


def _anchor(field: BoundField) -> str:
    """Where the list of what is wrong leads, or the page that sent the person to this field."""
    is_led_to = field.errors or field.name == cast("EpisodeForm", field.form).opens_at
    return f' id="div_{field.auto_id}"' if is_led_to else ""


def _line_notes(field: BoundField) -> str:
    """What is wrong, and the words of help."""
    errors = "".join(f"<span>{escape(error)}</span> " for error in field.errors)
    wrong = f'<div class="invalid-feedback" id="{field.auto_id}_error">{errors.rstrip()}</div>' if errors else ""
    words = escape(field.help_text)
    return wrong + (f'<div class="form-text" id="{field.auto_id}_helptext">{words}</div>' if words else "")


def _errors(field: BoundField) -> str:
    """What is wrong with a field that has a legend."""
    if not field.errors:
        return ""
    words = "".join(f"<p>{escape(error)}</p>" for error in field.errors)
    return f'<div class="field-error" id="error_{field.auto_id}" role="alert">{words}</div>'
