"""What guidance is made of: sources and their passages, entries, disagreements, and the library that holds them.

One concern, the shape of the guide; long, since each field says what it means. Data only. Reading and checking the
files is `reading`, `proofing` and `loader`; choosing what fits is `engine`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, REGIONS
from tracker.vocabulary.terms import Term, Vocabulary

DEFAULT_LANGUAGE = "en"
"""All entries have words in it."""

SOURCES, GENERAL_SAFETY = "sources", "general-safety"
ORIGINS = Vocabulary(
    Term(SOURCES, _("from the five articles")),
    Term(GENERAL_SAFETY, _("general safety information, not from the five articles, clinician review pending")),
)

GENERAL_SAFETY_KEYS = frozenset(
    {
        "after-accident",
        "blackout",
        "blackout-today",
        "both-legs-weak",
        "check-for-weakness",
        "dark-urine",
        "does-not-let-go",
        "does-not-let-go-emergency",
        "dysreflexia",
        "fever-and-back",
        "fever-and-belly",
        "heat-illness",
        "locked-cannot-wait",
        "locked-today",
        "maybe-pale-cold-limb",
        "missed-medicine-check-in",
        "missed-spasm-medicine",
        "missed-spasm-medicine-fever",
        "new-medicine-fever",
        "one-sided-weakness",
        "pale-cold-limb",
        "pale-cold-limb-passed",
        "pregnancy-emergency",
        "rigid-belly",
        "saddle-numbness",
        "stays-tight",
        "stiff-neck-or-lockjaw-with-fever",
        "swollen-warm-leg",
        "weakness-that-stays",
    }
)
"""All that may be said without an article: emergencies and cautions that they do not name. The list is closed on
purpose."""

SELF_CARE, SEE_A_DOCTOR, URGENT, EMERGENCY = "self-care", "see-a-doctor", "urgent", "emergency"
CARE_LEVELS = Vocabulary(
    Term(SELF_CARE, _("What you can do")),
    Term(SEE_A_DOCTOR, _("See a doctor")),
    Term(URGENT, _("Urgent. Get help today")),
    Term(EMERGENCY, _("Emergency. Get help now")),
)
"""From the mildest to the gravest; the place in the vocabulary is the rank."""
TAKES_SELF_CARE_OFF = frozenset({URGENT, EMERGENCY})

ENTRY_DURING, ENTRY_AFTER, ENTRY_BETWEEN, ENTRY_VISIT = "during", "after", "between", "visit"
ENTRY_MOMENTS = Vocabulary(
    Term(ENTRY_DURING, _("during a spasm")),
    Term(ENTRY_AFTER, _("after a spasm")),
    Term(ENTRY_BETWEEN, _("between spasms")),
    Term(ENTRY_VISIT, _("for a doctor’s visit")),
)

STEP, AVOID, FACT, CARD = "step", "avoid", "fact", "card"
ENTRY_ROLES = Vocabulary(
    Term(STEP, _("something to do")),
    Term(AVOID, _("something to avoid")),
    Term(FACT, _("something to know")),
    Term(CARD, _("a card from your log")),
)

TOPICS = Vocabulary(
    Term("safety", _("Warning signs")),
    Term("what-helps", _("What helps")),
    Term("what-to-leave", _("What to avoid")),
    Term("what-it-is", _("What spasms, cramps and twitches are")),
    Term("causes", _("What may set spasms off")),
    Term("conditions", _("Conditions that can come with spasms")),
    Term("prevention", _("Preventing spasms")),
    Term("complications", _("What spasms can lead to")),
    Term("doctors", _("Seeing a doctor")),
    Term("tests", _("Tests")),
    Term("treatments", _("Treatments")),
)

TITLE_LENGTH, TEXT_LENGTH, WHAT_TO_DO_LENGTH = 60, 420, 320
"""Characters. A longer text is two entries."""

ACTS_MAX, ACT_LENGTH = 3, 130
"""Acts of a drawn stretch or position, and characters of one: more is not read in pain, nor does it fit the phone."""

TRANSLATION_ROOM = 1.5
"""How many times as long as in English a text may be in another language: most need more characters to say the same."""

NEVER_DRAWN = frozenset(
    {
        "neck-front",
        "jaw-face",
        "eyelid",
        "chest",
        "ribs-side",
        "upper-abdomen",
        "lower-abdomen",
        "groin",
        "pelvis",
        "band-around",
        "breathing-muscles",
    }
)
"""Regions for which no stretch and no position is drawn."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or list item of a source: its number, where it stands, and the SHA-256 of its text."""

    number: int
    section: str
    paragraph: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """One of the articles, and what kind of text it is. None of them is a clinical guideline."""

    number: int
    file: str
    title: str
    kind: str
    covers: str
    passages: Mapping[int, Passage] = field(repr=False)
    not_used: Mapping[int, str] = field(default_factory=dict, repr=False)
    """Why no entry rests on a passage, by its number."""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A passage of a source, written "1:33" in the content."""

    source: int
    passage: int

    def __str__(self) -> str:
        return f"{self.source}:{self.passage}"


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """All that an entry cites of one source, ready to be shown."""

    source: SourceArticle
    passages: tuple[Passage, ...]

    @property
    def number(self) -> int:
        return self.source.number

    @property
    def title(self) -> str:
        return self.source.title

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(passage.number for passage in self.passages)

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """(section, paragraph) of what is cited, each once, in order."""
        return tuple(dict.fromkeys((passage.section, passage.paragraph) for passage in self.passages))


@dataclass(frozen=True, slots=True)
class Caution:
    """A word of care of our own beside an entry, and whom it concerns: conditions of the profile, signs noticed.

    Without a condition and a sign it is for everybody. Beside a step, one that names any says what becomes of the step
    for these people: another text stands in its place, it is not shown at all, or the caution only stands beside it.
    """

    text: str
    conditions: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    """Where it applies; empty: wherever the entry does."""
    instead: str = ""
    """Shown in place of the step, its title included."""
    withhold: bool = False
    """The step is not shown. Goes before any `instead`."""
    beside: bool = False
    """Said beside the step, which stays as it is."""

    @property
    def is_general(self) -> bool:
        """True if it is for everybody."""
        return not (self.conditions or self.noticed)

    def concerns(self, conditions: Iterable[str], noticed: Iterable[str], regions: Iterable[str] = ()) -> bool:
        """True if one of its conditions or signs is among these, and one of its regions, if it names any.

        No regions given is anywhere: a caution for some regions then applies.
        """
        there = frozenset(regions)
        return not (there and self.regions and there.isdisjoint(self.regions)) and not (
            frozenset(self.conditions).isdisjoint(conditions) and frozenset(self.noticed).isdisjoint(noticed)
        )


@dataclass(frozen=True, slots=True)
class DisagreementSide:
    """What one side of a disagreement says, and where."""

    says: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where sources differ: each side with its passages, and the cautious reading."""

    key: str
    title: str
    sides: tuple[DisagreementSide, ...]
    reading: str

    def is_about(self, source: int) -> bool:
        """True if one of its sides rests on this source."""
        return any(citation.source == source for side in self.sides for citation in side.citations)


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, in our words. Empty tuples of regions, kinds and so on mean "whatever it is"."""

    key: str
    origin: str
    role: str
    topic: str
    title: str
    text: str
    care: str = SELF_CARE
    moments: tuple[str, ...] = ()
    rank: int = 50
    """Among entries that fit equally, the lower comes first; then the key decides."""
    what_to_do: str = ""
    beyond_sources: str = ""
    """What of the text is not from the articles, said openly."""
    citations: tuple[Citation, ...] = ()
    regions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    except_regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    relief: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    """Conditions of the health profile that the entry speaks about."""
    condition: str = ""
    """The registered condition that raises the card (see `conditions`)."""
    cautions: tuple[Caution, ...] = ()
    disagreements: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    instead_of: str = ""
    """The general entry whose place this one takes where both would be shown."""
    language: str = DEFAULT_LANGUAGE
    """Of its words: English where a translation has none for it."""

    @property
    def places(self) -> frozenset[str]:
        """The regions the entry is for, named or by group; empty: everywhere."""
        if not self.groups:
            return frozenset(self.regions)
        return frozenset(self.regions).union(code for code, region in REGIONS.items() if region.group in self.groups)

    def fits(self, regions: Iterable[str]) -> bool:
        """True if it may be shown for these regions: it is meant for at least one of them. No region is anywhere."""
        named = set(regions)
        meant = named - set(self.except_regions)
        if named and not meant:
            return False
        places = self.places
        return not places or bool(places & meant)

    @property
    def care_label(self) -> LazyText:
        return CARE_LEVELS.label(self.care)

    @property
    def topic_label(self) -> LazyText:
        return TOPICS.label(self.topic)

    @property
    def moment_words(self) -> str:
        """Its moments, as words: "during a spasm, after a spasm"."""
        return ", ".join(str(ENTRY_MOMENTS.label(code)) for code in self.moments)

    @property
    def place_words(self) -> str:
        """The groups and regions it is for, as words; empty if it is for all."""
        named = [GROUPS.label(code) for code in self.groups] + [REGIONS.label(code) for code in self.regions]
        return ", ".join(str(label) for label in named)

    @property
    def is_general_safety(self) -> bool:
        return self.origin == GENERAL_SAFETY

    @property
    def origin_label(self) -> LazyText:
        return ORIGINS.label(self.origin)

    @property
    def source_numbers(self) -> tuple[int, ...]:
        return tuple(sorted({citation.source for citation in self.citations}))

    @property
    def stands_alone(self) -> bool:
        """True if one source alone says it."""
        return len(self.source_numbers) == 1


@dataclass(frozen=True, slots=True)
class Release:
    """A stretch or a position of ease, drawn: what to do, in at most three acts, and when to stop. Ours alone.

    In a text, {number} stands for the person's emergency number (see `emergency`).
    """

    key: str
    title: str
    alt: str
    """What the drawing shows, for who cannot see it."""
    acts: tuple[str, ...]
    stop: str
    """When to stop: after the acts, as large as they are."""
    caution: str
    """Whom it is not for (operation, fracture, pop, fall), and when to get help."""
    regions: tuple[str, ...] = ()
    step: str = ""
    """The step that it draws: the entry that says to stretch, or the one that says to rest."""
    second_for: str = ""
    """The release that this one is another position for. It then has no regions and no step of its own."""
    variant: str = ""
    """Another way to do it, in a sentence."""
    instead_with: tuple[str, ...] = ()
    """Conditions of the health profile with which `instead` is said, and neither drawing nor acts are shown."""
    instead: str = ""
    is_flat_on_back: bool = False
    """Not from mid-pregnancy on: then its second position is shown, lying on the side."""

    @property
    def drawing(self) -> str:
        """The template with its drawing; it takes `release`."""
        return f"tracker/releases/{self.key}.svg"


@dataclass(frozen=True, slots=True)
class Library:
    """All of it in one language, checked. Entries and disagreements by key, in the order of the files."""

    language: str
    sources: Mapping[int, SourceArticle]
    entries: Mapping[str, Entry]
    disagreements: Mapping[str, Disagreement]
    releases: Mapping[str, Release] = field(default_factory=dict)
    """Drawn stretches and positions, by key."""

    def cards(self) -> list[Entry]:
        """The entries that conditions raise, the gravest first."""
        return sorted((entry for entry in self.entries.values() if entry.role == CARD), key=care_order)

    def cited(self, citations: Iterable[Citation]) -> list[CitedArticle]:
        """Citations gathered by source, in order."""
        passages: dict[int, list[Passage]] = {}
        for citation in sorted(set(citations)):
            source = self.sources[citation.source]
            passages.setdefault(source.number, []).append(source.passages[citation.passage])
        return [CitedArticle(self.sources[number], tuple(cited)) for number, cited in passages.items()]

    def citing(self, source: int) -> list[tuple[Entry, CitedArticle]]:
        """The entries that rest on this source, each with what it cites of it."""
        pairs = []
        for entry in self.entries.values():
            pairs += [(entry, cited) for cited in self.cited(entry.citations) if cited.number == source]
        return pairs

    def disagreements_of(self, entries: Iterable[Entry]) -> list[Disagreement]:
        """The disagreements that these entries name, each once."""
        keys = dict.fromkeys(key for entry in entries for key in entry.disagreements)
        return [self.disagreements[key] for key in keys]

    def other_positions(self, release: Release) -> tuple[Release, ...]:
        """The other releases for the same muscle, in the order of the file."""
        first = release.second_for or release.key
        return tuple(
            each for each in self.releases.values() if first in {each.key, each.second_for} and each.key != release.key
        )


CARE_RANK = {code: rank for rank, code in enumerate(reversed(list(CARE_LEVELS)))}
"""Care level: its place, the gravest first."""


def care_order(entry: Entry) -> tuple[int, int, str]:
    """Sorts entries by care level, the gravest first; then by rank and key."""
    return (CARE_RANK[entry.care], entry.rank, entry.key)
