"""What a field of a record says of itself beside its name, type and default: how it is written as JSON, in which order
its values stand, and whether it is an answer. Whoever needs a list of fields derives it from here.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from tracker.vocabulary.terms import Vocabulary

_TRAITS = "traits"
InOrder = Callable[[Any], tuple[Any, ...]]


@dataclasses.dataclass(frozen=True, slots=True)
class Coding:
    """A value as JSON, and back."""

    as_data: Callable[[Any], Any]
    from_data: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


def _instant_as_data(instant: dt.datetime | None) -> str | None:
    return instant.astimezone(dt.UTC).isoformat() if instant else None


def _instant_from_data(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


PLAIN = Coding(_as_it_is, _as_it_is)
INSTANT = Coding(_instant_as_data, _instant_from_data)
DATE = Coding(dt.date.isoformat, dt.date.fromisoformat)
UID = Coding(str, uuid.UUID)
CODES = Coding(list, tuple)
PAIRS = Coding(lambda pairs: [list(pair) for pair in pairs], lambda pairs: tuple((one, other) for one, other in pairs))


def coding_of_rows(kind: type) -> Coding:
    """For a tuple of dataclasses of this kind, whose fields are plain."""
    names = [field.name for field in dataclasses.fields(kind)]
    return Coding(
        lambda rows: [{name: getattr(row, name) for name in names} for row in rows],
        lambda rows: tuple(kind(**row) for row in rows),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a field. The default is that of a plain answer: a code, a number, a text, a yes or no."""

    coding: Coding = PLAIN
    in_order: InOrder | None = None
    """Of a list: the same in canonical order. A list is stored as rows of a table of its own."""
    is_answer: bool = True
    """The person says it; False for what names the record and for its times."""
    is_stored: bool = True
    """False for what follows from other things and is only written into files."""


def traits(
    coding: Coding = PLAIN, *, in_order: InOrder | None = None, is_answer: bool = True, is_stored: bool = True
) -> Mapping[str, Traits]:
    """The `metadata` of a field. A field without metadata is a plain answer."""
    return {_TRAITS: Traits(coding, in_order, is_answer, is_stored)}


def codes_in_order(vocabulary: Vocabulary[Any]) -> InOrder:
    """For a list of codes: each once, in the order of the vocabulary with own ones after."""

    def in_order(codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(codes), key=vocabulary.sort_key))

    return in_order


@lru_cache
def traits_by_name(record: type) -> dict[str, Traits]:
    """The traits of every field of a record, in the order of its fields."""
    return {field.name: field.metadata.get(_TRAITS, Traits()) for field in dataclasses.fields(record)}


def as_data(record: Any) -> dict[str, Any]:
    """What is stored of a record, as JSON values by field."""
    by_name = traits_by_name(type(record)).items()  # type: ignore[arg-type]  # a class is hashable
    return {name: each.coding.as_data(getattr(record, name)) for name, each in by_name if each.is_stored}


def values_from_data(record: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """What `as_data` gave, as arguments of the record; a field that came later is left out, for its default."""
    by_name = traits_by_name(record).items()
    return {name: each.coding.from_data(data[name]) for name, each in by_name if name in data}
