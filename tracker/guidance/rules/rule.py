"""What a rule is, what it finds in a log, and the card that comes of it.

A rule has a name, what it needs, when it fires in words, a pure function, and its sentence. What is raised names the
entry of the library, its counts, and what it rests on; it can be stored and holds no words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Self

from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.registry import PATTERNS
from tracker.guidance.profile import words_for
from tracker.guidance.rules.facts import Facts
from tracker.guidance.schema import CARD, Entry, Library
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class LogCard:
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

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Back from JSON. Raises ValueError for data of another shape: another version of the app stored it."""
        if not isinstance(data, dict) or data.keys() != {each.name for each in fields(cls)}:
            raise ValueError("this was stored by another version: compute it anew")
        return cls(**data | {"episodes": tuple(data["episodes"]), "on": tuple(data["on"])})


NAMING_TOPICS = ("causes", "prevention")
"""Where a factor is named for what it may set off. Prevention counts only where no entry about causes names it."""


def sources_naming_factors(factors: Iterable[str], library: Library) -> tuple[int, ...]:
    """The numbers of the sources that name at least one of these factors; empty if none does.

    Example: "stress": (3,); "little-fluid": (3, 4, 5); "alcohol": ().
    """
    return tuple(sorted(set().union(*(_naming(code, library) for code in factors))))


def _naming(factor: str, library: Library) -> set[int]:
    for topic in NAMING_TOPICS:
        named = {
            number
            for entry in library.entries.values()
            if entry.topic == topic and entry.role != CARD and factor in entry.factors
            for number in entry.source_numbers
        }
        if named:
            return named
    return set()


def entry_of_condition(code: str, library: Library) -> Entry:
    """The fact that tells the tie of a condition to spasms, as the profile shows it.

    Raises KeyError if the library tells nothing of it.
    """
    tie = words_for((code,), library)[code].tie
    if tie is None:
        raise KeyError(code)
    return tie.entry


Sentence = Callable[[LogCard, Mapping[str, str]], str]
_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """What a rule found; the library's part is added when it is raised. Fields as in `LogCard`."""

    n: int
    of: int
    strength: float
    about: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    episodes: tuple[int, ...] = ()
    on: tuple[int, ...] = ()
    factors: tuple[str, ...] = ()
    """Factors that the person ticked: the sources that name them are told."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One small condition over what is known of a log. It is pure, and carries no number of its own."""

    name: str
    """Stable code; the card of the library names it as its condition."""
    topic: str
    """Rules of one topic share the rest after saving."""
    when: LazyText
    """When it fires, in words: on the card's page and in docs/guidance.md. Its thresholds are named, as `%(days)d`."""
    find: Callable[[Facts], Iterable[RuleMatch]]
    sentence: Sentence
    numbers: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """The thresholds that `when` names, by name."""
    patterns: tuple[str, ...] = ()
    """The patterns that it looks at."""
    factors: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    """Factors and conditions of the profile that it asks for."""
    is_for_twitches: bool = False
    """True if it may fire while all entries are twitches."""
    raises_facts: bool = False
    """True if it has no card of its own and raises the library's facts about conditions of the profile."""
    is_quiet: bool = False
    rests_days: int | None = None
    """Days that its card rests after any answer, whatever its count does. None: as `choose` has it."""
    is_once: bool = False
    """True if its card rests for good after any answer, unless what it is about (`values["since"]`) began later."""

    @property
    def says(self) -> tuple[str, ...]:
        """When it fires, in words and with its numbers: one line."""
        return (str(self.when) % self.numbers,)

    def cards(self, facts: Facts, library: Library) -> Iterator[LogCard]:
        """What it raises from these facts, with the words' place in the library."""
        if not self.is_for_twitches and facts.pattern("twitches-only").holds:
            return
        for match in self.find(facts):
            entry = self._entry(match, library)
            values = dict(match.values)
            if match.factors:
                values["sources"] = list(sources_naming_factors(match.factors, library))
            yield LogCard(
                key=entry.key,
                rule=self.name,
                about=match.about,
                care=entry.care,
                topic=self.topic,
                n=match.n,
                of=match.of,
                values=values,
                episodes=match.episodes,
                on=match.on,
                strength=round(float(match.strength), 3),
                is_quiet=self.is_quiet,
            )

    def _entry(self, match: RuleMatch, library: Library) -> Entry:
        if self.raises_facts:
            return entry_of_condition(match.about, library)
        return next(entry for entry in library.entries.values() if entry.condition == self.name)

    def problems(self) -> list[str]:
        """Why it, or a part of it, can never fire: words that the diary does not have. Empty if it can."""
        wrong = [f"no such pattern: {name}" for name in self.patterns if name not in PATTERNS]
        wrong += [f"no such factor: {code}" for code in self.factors if code not in FACTORS]
        wrong += [f"no such condition of the profile: {code}" for code in self.conditions if code not in CONDITIONS]
        if not self.patterns and not self.conditions:
            wrong.append("it looks at no pattern and at no condition of the profile")
        return wrong


_NO_VALUES: Mapping[str, object] = MappingProxyType({})


def match_by_days(pattern: Pattern, least_days: int, values: Mapping[str, object] = _NO_VALUES) -> Iterator[RuleMatch]:
    """What a pattern found, if it holds; as strong as its days are many. At its threshold, and never below, it is 1.

    Example: on 6 days, from 3 on: 2.
    """
    if pattern.holds:
        yield match_of_pattern(pattern, max(1.0, len(pattern.on) / least_days), values=values)


def match_of_pattern(
    pattern: Pattern,
    strength: float,
    *,
    about: str = "",
    values: Mapping[str, object] = _NO_VALUES,
    factors: tuple[str, ...] = (),
) -> RuleMatch:
    """The pattern's counts, entries and days."""
    return RuleMatch(pattern.n, pattern.of, strength, about, values, pattern.episodes, pattern.on, factors)
