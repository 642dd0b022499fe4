"""Where it was, as one form field. Its values: region_values; the figure and the list behind it: region_picker."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.region_picker import RegionPicker
from tracker.forms.region_values import TypedRegions, as_typed, clean_text, parse_mark, without_answered
from tracker.records.regions import RegionMark, canonical_regions
from tracker.vocabulary.regions import OTHER_REGION


class RegionsField(forms.Field):
    """Cleans to a tuple of RegionMark in canonical order; never required. Offer the last ones: `widget.recent`."""

    widget = RegionPicker

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> tuple[RegionMark, ...]:
        """The marks that were ticked. Raises one ValidationError that holds all that is wrong."""
        typed = as_typed(value)
        marks: list[RegionMark] = []
        errors: list[ValidationError] = []
        try:
            text = clean_text(typed.other_text)
        except ValidationError as error:
            text = ""
            errors.append(error)
        for ticked in _with_implied(without_answered(typed.values), text):
            try:
                mark = parse_mark(ticked)
            except ValidationError as error:
                errors.append(error)
            else:
                is_plain_other = mark.region == OTHER_REGION and not mark.text
                marks.append(RegionMark(mark.region, mark.side, text) if is_plain_other else mark)
        if errors:
            raise ValidationError(errors)
        return canonical_regions(tuple(marks))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def prepare_value(self, value: Any) -> TypedRegions:
        return as_typed(value)


def _with_implied(values: list[str], text: str) -> list[str]:
    """Words for "somewhere else" count even if it was not ticked."""
    is_ticked = any(value.partition(":")[0] == OTHER_REGION for value in values)
    return values if is_ticked or not text else [*values, OTHER_REGION]
