"""What a program sent, read and checked: each field by its kind, what is wrong beside its name, in plain words.

A field that is not known is wrong, too: a name that was mistyped would be left out in silence.
"""

import datetime as dt
import json
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.formatting import or_words
from tracker.forms.datetimes import clean_not_in_future, parse_instant
from tracker.forms.running import REPLAY_AGE, AfterForm, WhereForm

FieldReader = Callable[[object], Any]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LONGEST_NAME = 40
ALL_FIELDS = ""
"""The name under which stands what is wrong with all of it."""


class FieldsError(ValueError):
    """What is wrong, by field."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


class NoJSONError(ValueError):
    """A body that is no JSON."""


def read_json(body: bytes) -> object:
    """What the body says; nothing at all is an empty object: a button has nothing to add. Raises NoJSONError."""
    if not body:
        return {}
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise NoJSONError from None


def read_fields(sent: object, readers: Mapping[str, FieldReader]) -> dict[str, Any]:
    """The fields that were sent, each read by its reader. Raises FieldsError with all that is wrong."""
    if not isinstance(sent, dict):
        raise FieldsError({ALL_FIELDS: [_("Send a JSON object, such as {}.")]})
    values, errors = {}, {}
    for name, value in sent.items():
        if name not in readers:
            words = _("There is no such field here. Leave it out, or use one of these: %(names)s.")
            errors[_shown(name)] = [words % {"names": or_words(list(readers))}]
            continue
        try:
            values[name] = readers[name](value)
        except ValidationError as error:
            errors[name] = list(map(str, error.messages))
    if errors:
        raise FieldsError(errors)
    return values


def _shown(name: str) -> str:
    plain = "".join(letter for letter in name if letter.isprintable())
    return plain[:_LONGEST_NAME] or "?"


def uid(value: object) -> uuid.UUID:
    """A UUID."""
    try:
        return uuid.UUID(_text(value))
    except ValueError:
        raise ValidationError(_("This is not a UUID.")) from None


def instant(now: dt.datetime) -> FieldReader:
    """An instant of the last 90 days, never later than now."""

    def read(value: object) -> dt.datetime:
        at = parse_instant(_text(value))
        if at is None:
            raise ValidationError(_("Send a time with its offset, such as 2026-11-30T03:12:00+01:00."))
        at = clean_not_in_future(at, now)
        if now - at > REPLAY_AGE:
            raise ValidationError(_("This is more than 90 days ago. Log it in spasmlog."))
        return at

    return read


def date(value: object) -> dt.date:
    """A date, such as 2026-11-30."""
    text = _text(value)
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValidationError(_("Send a date, such as 2026-11-30."))


def number(low: int, high: int) -> FieldReader:
    """A whole number between these."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValidationError(_("Send a whole number from %(low)d to %(high)d.") % {"low": low, "high": high})
        return int(value)

    return read


def number_in_address(low: int, high: int) -> FieldReader:
    """The same, as an address has it."""

    def read(value: object) -> int:
        text = _text(value)
        return int(number(low, high)(int(text) if re.fullmatch("[0-9]{1,9}", text, re.ASCII) else None))

    return read


def yes_or_no(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValidationError(_("Send true or false."))
    return value


def text(value: object) -> str:
    """Any text."""
    return _text(value)


def intensity(value: object) -> int:
    """How strong it was, as the page after *Stop* asks."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValidationError(_("Choose a number from 0 to 10."))
    form = AfterForm({"intensity": str(value)})
    return int(_cleaned(form, "intensity"))


def regions(value: object) -> list[str]:
    """Places, as forms send them: calf:left."""
    if not isinstance(value, list):
        raise ValidationError(_('Send a list of places, such as ["calf:left"].'))
    data = QueryDict(mutable=True)
    data.setlist("regions", [_text(each) for each in value])
    _cleaned(WhereForm(data), "regions")
    return data.getlist("regions")


def answers(value: object) -> dict[str, bool]:
    """Yes or no to each of some questions, by their codes."""
    if not isinstance(value, dict) or not all(isinstance(each, bool) for each in value.values()):
        raise ValidationError(_('Send true or false for each question, such as {"stress": true}.'))
    return value


def one_of(codes: tuple[str, ...]) -> FieldReader:
    """One of these codes."""

    def read(value: object) -> str:
        if value not in codes:
            raise ValidationError(_("Send one of these: %(codes)s.") % {"codes": or_words(list(codes))})
        return str(value)

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValidationError(_("Send this as text."))
    if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
        raise ValidationError(_("This contains a character that can’t be saved. Remove it."))
    return value


def _cleaned(form: forms.Form, name: str) -> Any:
    """The value of a field of a form of ours. Raises ValidationError with what the form says of it."""
    if name in form.errors:
        raise ValidationError([str(each) for each in form.errors[name]])
    return form.cleaned_data[name]
