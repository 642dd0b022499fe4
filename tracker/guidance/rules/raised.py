"""What a rule raised: the entry of the library, its counts, what it rests on. It can be stored and holds no words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Raised:
    """One card that the log raises. `key` and `about` identify what a person's answer belongs to."""

    key: str
    """Key of the library's entry."""
    rule: str
    about: str = ""
    """Factor code, "region:side:onset", relief code, condition code, or ""."""
    care: str = ""
    """Care level of the entry: a code of `schema.CARE_LEVELS`."""
    topic: str = ""
    """What rests together: one card a topic after saving, in 14 days."""
    n: int = 0
    of: int = 0
    """`n` of `of` answered days or entries. An answer rests until `n` has risen by half (`choose`)."""
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Numbers and codes that its sentence names: numbers, texts, and lists of them."""
    episodes: tuple[int, ...] = ()
    """Keys of the entries that it rests on."""
    on: tuple[int, ...] = ()
    """Ordinals of the days that it rests on."""
    strength: float = 0.0
    """How strongly the log shows it: its days or entries as a multiple of their threshold, so 1 is just there and 2 is
    twice as much. 1 where the log only joins what the profile says; half for a factor on which the evening check-ins
    do not agree; 0 where the profile alone raised it."""
    is_quiet: bool = False
    """For the profile and the visit list alone; never on Today, never after saving."""

    def as_data(self) -> dict[str, Any]:
        """As JSON takes it: no words, tuples as lists."""
        return asdict(self) | {"values": dict(self.values), "episodes": list(self.episodes), "on": list(self.on)}


_FIELDS = {each.name for each in fields(Raised)}


def raised_of(data: object) -> Raised:
    """Back from JSON. Raises ValueError for data of another shape: stored by a version that raised other things."""
    if not isinstance(data, dict) or data.keys() != _FIELDS:
        raise ValueError("this was stored by another version: compute it anew")
    return Raised(**data | {"episodes": tuple(data["episodes"]), "on": tuple(data["on"])})
