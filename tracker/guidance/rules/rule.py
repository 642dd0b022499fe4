"""What a rule is: a name, what it needs, when it fires in words, a pure function, and its sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tracker.analysis.patterns.registry import RULES as PATTERNS
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.sources import entry_of_condition, sources_naming
from tracker.guidance.schema import Entry, Library
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText

Sentence = Callable[[Raised, Mapping[str, str]], str]
_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found; the library's part is added when it is raised. Fields as in `Raised`."""

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
    find: Callable[[Facts], Iterable[Found]]
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

    def raised(self, facts: Facts, library: Library) -> Iterator[Raised]:
        """What it raises from these facts, with the words' place in the library."""
        if not self.is_for_twitches and facts.pattern("twitches-only").holds:
            return
        for found in self.find(facts):
            entry = self._entry(found, library)
            values = dict(found.values)
            if found.factors:
                values["sources"] = list(sources_naming(found.factors, library))
            yield Raised(
                key=entry.key,
                rule=self.name,
                about=found.about,
                care=entry.care,
                topic=self.topic,
                n=found.n,
                of=found.of,
                values=values,
                episodes=found.episodes,
                on=found.on,
                strength=round(float(found.strength), 3),
                is_quiet=self.is_quiet,
            )

    def _entry(self, found: Found, library: Library) -> Entry:
        if self.raises_facts:
            return entry_of_condition(found.about, library)
        return next(entry for entry in library.entries.values() if entry.condition == self.name)

    def never_because(self) -> list[str]:
        """Why it, or a part of it, can never fire: words that the diary does not have. Empty if it can."""
        wrong = [f"no such pattern: {name}" for name in self.patterns if name not in PATTERNS]
        wrong += [f"no such factor: {code}" for code in self.factors if code not in FACTORS]
        wrong += [f"no such condition of the profile: {code}" for code in self.conditions if code not in CONDITIONS]
        if not self.patterns and not self.conditions:
            wrong.append("it looks at no pattern and at no condition of the profile")
        return wrong
