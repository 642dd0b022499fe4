"""The values a form sends for regions: writing them, reading them, and what is wrong with one.

A value is `calf:left`, `band-around`, `other`, or `other=left%20eyebrow:left` for words that were stored earlier. The
words for a plain `other` come in a text of their own. The field stands in regions, the widget in region_picker.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.records.regions import RegionMark
from tracker.vocabulary.regions import MIDDLE, NO_SIDE, OTHER_REGION, REGIONS, allows_side
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH

OTHER_TEXT_LENGTH = RELIEF_TEXT_LENGTH
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class TypedRegions:
    """What stands in the form, understood or not: the ticked values and the words for "somewhere else"."""

    values: tuple[str, ...] = ()
    other_text: str = ""

    def __bool__(self) -> bool:
        return bool(self.values or self.other_text)


def as_mark(mark: RegionMark | tuple[str, ...]) -> RegionMark:
    """A RegionMark as it is; (region, side) or (region, side, text) as one."""
    return mark if isinstance(mark, RegionMark) else RegionMark(*mark)


def mark_value(mark: RegionMark) -> str:
    """The value of a mark, its text included."""
    text = f"={quote(mark.text, safe='')}" if mark.text else ""
    return f"{mark.region}{text}:{mark.side}".removesuffix(":")


def as_typed(value: TypedRegions | Iterable[RegionMark | tuple[str, ...]] | None) -> TypedRegions:
    """Stored marks as the form would send them; what the form sent as it is; None as nothing.

    The words of a single "somewhere else" go into the text, where they can be changed.
    """
    if value is None or isinstance(value, TypedRegions):
        return value or TypedRegions()
    marks = [as_mark(mark) for mark in value]
    others = [mark for mark in marks if mark.region == OTHER_REGION]
    texts = {mark.text for mark in others}
    # A bare one would give way to its own sides if they shared the text (see without_answered).
    if len(texts) != 1 or (len(others) > 1 and any(mark.side == NO_SIDE for mark in others)):
        return TypedRegions(tuple(mark_value(mark) for mark in marks))
    return TypedRegions(tuple(mark_value(RegionMark(mark.region, mark.side)) for mark in marks), texts.pop())


def parse_mark(value: str) -> RegionMark:
    """The mark that a value stands for. Raises ValidationError: unknown-region, side-missing, side-not-allowed."""
    where, _colon, side = value.partition(":")
    region, equals, text = where.partition("=")
    if region not in REGIONS or (equals and region != OTHER_REGION):
        raise ValidationError(
            _("You can’t choose “%(value)s” here. Uncheck it, then choose from the list."),
            "unknown-region",
            {"value": shown(value)},
        )
    if not allows_side(region, side):
        raise _side_error(region, side)
    return RegionMark(region, side, clean_text(unquote(text)))


def is_understood(value: str) -> bool:
    """True if the value stands for a mark."""
    try:
        parse_mark(value)
    except ValidationError:
        return False
    return True


def without_answered(values: tuple[str, ...]) -> list[str]:
    """Without a bare region where the same one is also ticked with a side: that says which side was meant."""
    sided = {where for where, colon, _side in (value.partition(":") for value in values) if colon}
    return [value for value in values if value not in sided or not _can_have_side(value)]


def clean_text(text: str) -> str:
    """The words for "somewhere else", spaces around them dropped. Raises ValidationError: null-characters, too-long."""
    if "\x00" in text:
        raise ValidationError(_("These words contain a character that can’t be saved. Remove it."), "null-characters")
    text = " ".join(text.split())
    if len(text) > OTHER_TEXT_LENGTH:
        raise ValidationError(
            _("Keep the words for “somewhere else” to %(length)d characters. There’s more room in the note."),
            "too-long",
            {"length": OTHER_TEXT_LENGTH},
        )
    return text


def _can_have_side(region: str) -> bool:
    return region in REGIONS and REGIONS[region].sides != (NO_SIDE,)


def _side_error(region: str, side: str) -> ValidationError:
    params = {"region": REGIONS.label(region), "side": shown(side)}
    if not REGIONS[region].has_sides and region != OTHER_REGION:
        return ValidationError(_("“%(region)s” has no left or right."), "side-not-allowed", params)
    code = "side-not-allowed" if side != NO_SIDE else "side-missing"
    if MIDDLE in REGIONS[region].sides:
        return ValidationError(_("%(region)s: choose left, right, both or the middle."), code, params)
    return ValidationError(_("%(region)s: choose left, right or both."), code, params)


def shown(value: str) -> str:
    """A foreign value short and harmless enough for a message."""
    plain = "".join(letter for letter in value if letter.isprintable())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
