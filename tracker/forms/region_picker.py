"""The widget behind RegionsField: what the template draws (figure, list, last choices) and what comes back.

Without JavaScript it is the list alone; the script shows the figure, which only ever ticks boxes of that list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.forms.body_figure import figure_views, zone_names
from tracker.forms.region_values import (
    OTHER_TEXT_LENGTH,
    TypedRegions,
    as_mark,
    as_typed,
    is_understood,
    mark_value,
    parse_mark,
    shown,
    without_answered,
)
from tracker.forms.widgets import without_indents
from tracker.records.regions import RegionMark
from tracker.vocabulary.body_zones import ANYWHERE
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, NO_SIDE, OTHER_REGION, REGIONS, SIDES, Region, mark_words, your_words

_NO_SIDE_LABEL = _("no left or right")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of the list: what it sends, how it is called, whether it is ticked."""

    value: str
    label: str
    words: str
    your: str
    side: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region of the list with a box for each side it can have; a single box if it has none."""

    region: Region
    choices: tuple[Choice, ...]

    @property
    def is_single(self) -> bool:
        return self.region.sides == (NO_SIDE,)

    @property
    def has_text(self) -> bool:
        return self.region.code == OTHER_REGION


@dataclass(frozen=True, slots=True)
class GroupRows:
    """One group of the list."""

    code: str
    label: LazyText
    rows: tuple[RegionRow, ...]

    @property
    def chosen(self) -> int:
        return sum(choice.is_checked for row in self.rows for choice in row.choices)

    @property
    def has_text(self) -> bool:
        return any(row.has_text for row in self.rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that was not understood, as it came, with the choices that would mend it."""

    value: str
    words: str
    choices: tuple[Choice, ...]


class RegionPicker(forms.Widget):
    """Set `recent` to marks (or (region, side) pairs) chosen before, the last one first.

    In its head the page links css/region-figure.css, css/region-picker.css, a script that imports
    js/behaviors/region-picker.js, and, to have it at once, the drawing (parts/figure_preload.html).
    """

    template_name = "tracker/parts/region_picker.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, is_legs_first: bool = False) -> None:
        """`is_legs_first`: the figure begins with the legs, whose muscles are touched at once."""
        super().__init__(attrs)
        self.is_legs_first = is_legs_first
        self.late_list = ""
        """The address of the list, where the page does not hold it: a script fetches it, and a button asks for it."""
        self.recent: Sequence[RegionMark | tuple[str, ...]] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> TypedRegions:
        values = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, ())
        values = (values,) if isinstance(values, str) else tuple(values)
        return TypedRegions(tuple(dict.fromkeys(values)), data.get(f"{name}_other_text") or "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed, attrs = as_typed(value), attrs or {}
        values = without_answered(typed.values)
        ticked = frozenset(values)
        recent = [as_mark(mark) for mark in self.recent]
        id_, other_text = attrs.get("id") or f"id_{name}", typed.other_text.replace("\x00", "\ufffd")
        in_list = ticked - {mark_value(mark) for mark in recent}
        # Words for "somewhere else" have their field in the list.
        late_list = (
            "" if other_text or any(value.partition(":")[0] == OTHER_REGION for value in ticked) else self.late_list
        )
        return {
            "name": name,
            "id": id_,
            "is_legs_first": self.is_legs_first,
            "described_by": attrs.get("aria-describedby", ""),
            "kept": [_kept(value) for value in values if not is_understood(value)],
            "recent": [_choice(mark, ticked) for mark in recent],
            # A box that also stands among the last choices is ticked there alone, so that one tap unticks it.
            "late_list": late_list,
            "groups": () if late_list else list_groups(name, id_, in_list, other_text),
            "extra": [
                _choice(parse_mark(value), ticked)
                for value in values
                if is_understood(value) and (value.startswith(f"{OTHER_REGION}=") or (late_list and value in in_list))
            ],
            "figure": _figure_html(get_language() or ""),
        }


@lru_cache(maxsize=32)
def _figure_html(language: str) -> SafeString:
    """The figure: the same for everybody, since the script draws it and fills in what is chosen. `language` only keys
    the cache."""
    anywhere = " ".join(mark_value(RegionMark(*mark)) for mark in ANYWHERE)
    context = {"views": figure_views(), "names": zone_names(), "anywhere": anywhere}
    return without_indents(render_to_string("tracker/parts/region_figure.html", context))


def _choice(mark: RegionMark, ticked: frozenset[str]) -> Choice:
    value = mark_value(mark)
    return Choice(
        value=value,
        label=str(SIDES.label(mark.side) if mark.side else _NO_SIDE_LABEL),
        words=mark_words(mark.region, mark.side, mark.text),
        your=your_words(mark.region, mark.side, mark.text),
        side=mark.side,
        is_checked=value in ticked,
    )


def list_groups(
    name: str, id_: str, ticked: frozenset[str] = frozenset(), other_text: str = ""
) -> tuple[SafeString, ...]:
    """The groups of the list as HTML, for a field of that name and id."""
    return tuple(_groups(name, id_, ticked, other_text))


def _groups(name: str, id_: str, ticked: frozenset[str], other_text: str) -> Iterator[SafeString]:
    """Most of them hold nothing that is ticked, and are the same for everybody."""
    language = get_language() or ""
    for code, values in _VALUES_OF_GROUP.items():
        here = ticked & values
        # What is ticked or typed is nobody else's: it is not kept.
        html = _group_html.__wrapped__ if here or other_text else _group_html
        yield html(language, name, id_, code, here, other_text)


@lru_cache(maxsize=128)
def _group_html(language: str, name: str, id_: str, code: str, ticked: frozenset[str], other_text: str) -> SafeString:
    """One group of the list. `language` only keys the cache."""
    context = {"group": _group(code, ticked), "name": name, "id": id_, "other_text": other_text}
    context["other_text_length"] = OTHER_TEXT_LENGTH
    html = render_to_string("tracker/parts/region_group.html", context)
    # In what somebody typed every space counts.
    return html if other_text else without_indents(html)


def _group(code: str, ticked: frozenset[str]) -> GroupRows:
    return GroupRows(code, GROUPS.label(code), tuple(_row(region, ticked) for region in _regions_of(code)))


def _regions_of(code: str) -> list[Region]:
    return [region for region in REGIONS.values() if region.group == code]


_VALUES_OF_GROUP = {
    code: frozenset(mark_value(RegionMark(region.code, side)) for region in _regions_of(code) for side in region.sides)
    for code in GROUPS
}


def _row(region: Region, ticked: frozenset[str]) -> RegionRow:
    return RegionRow(region, tuple(_choice(RegionMark(region.code, side), ticked) for side in region.sides))


def _kept(value: str) -> Kept:
    """A value with an error; a known region comes with the sides that it could have."""
    region = REGIONS.get(value.partition(":")[0].partition("=")[0])
    if region is None or not region.has_sides:
        return Kept(value.replace("\x00", "\ufffd"), str(region.label) if region else shown(value), ())
    return Kept(value, str(region.label), _row(region, frozenset()).choices)
