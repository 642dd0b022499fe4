"""What must hold between the parts of a library: origins and citations, references, conditions, phrasing.

Each check is a small generator of reasons over one entry, disagreement or release; the loader adds file and key. The
structure is checked apart from the words (`…_words`), since each language has words of its own.
"""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

from tracker.guidance import schema
from tracker.guidance.emergency import NUMBER_TOKEN
from tracker.guidance.entry_facts import EntryCondition, When
from tracker.guidance.reading import Forbidden
from tracker.guidance.rules.rule import Rule, entry_of_condition
from tracker.guidance.schema import Citation, Disagreement, Entry, Library, Release

CardTrigger = EntryCondition | Rule
"""What raises a card: a condition over one entry, or a rule over the log."""

SENTENCE_WORDS = 20
"""Words of a sentence beside a drawing: it is read in pain."""

_BARE_NUMBER = re.compile(r"\b(?:112|911|999)\b")
_TOKEN = re.compile(r"\{[^{}]*\}|[{}]")


def wrong_with_entry(entry: Entry, library: Library, conditions: Mapping[str, CardTrigger]) -> Iterator[str]:
    """All that is wrong with an entry among the others, apart from its words."""
    yield from _origin(entry)
    yield from _dead_citations(entry.citations, library)
    yield from _role(entry)
    yield from _condition(entry, conditions)
    yield from _references(entry, library)
    yield from _places(entry)
    yield from _cautions(entry)


def wrong_with_entry_words(entry: Entry, forbidden: Iterable[Forbidden]) -> Iterator[str]:
    """What its texts may not say."""
    texts = [entry.title, entry.text, entry.what_to_do, entry.beyond_sources]
    texts += [text for caution in entry.cautions for text in (caution.text, caution.instead)]
    yield from _phrasing(texts, forbidden)
    yield from _emergency_number(texts, without=(entry.title, entry.beyond_sources))


def wrong_with_disagreement(disagreement: Disagreement, library: Library) -> Iterator[str]:
    """All that is wrong with a disagreement, apart from its words."""
    if len(disagreement.sides) < 2:
        yield "a disagreement has at least two sides"
    for side in disagreement.sides:
        if not side.citations:
            yield "a side has no citation"
        yield from _dead_citations(side.citations, library)
    if not any(disagreement.key in entry.disagreements for entry in library.entries.values()):
        yield "no entry names this disagreement"


def wrong_with_disagreement_words(disagreement: Disagreement, forbidden: Iterable[Forbidden]) -> Iterator[str]:
    """What its texts may not say."""
    texts = [disagreement.title, disagreement.reading, *(side.says for side in disagreement.sides)]
    yield from _phrasing(texts, forbidden)
    yield from _emergency_number(texts, without=texts)


def wrong_with_release(release: Release, library: Library, drawings: Container[str]) -> Iterator[str]:
    """All that is wrong with a release, apart from its words. `drawings`: the keys that have a drawing."""
    if release.key not in drawings:
        yield "it has no drawing"
    for region in schema.NEVER_DRAWN.intersection(release.regions):
        yield f"nothing is drawn for {region!r}"
    if bool(release.instead) != bool(release.instead_with):
        yield "instead and instead_with go together"
    yield from _position(release, library)


def wrong_with_release_words(release: Release, forbidden: Iterable[Forbidden], room: float = 1) -> Iterator[str]:
    """What its texts may not say, and how long they may be (`room` times as long as in English)."""
    if not 1 <= len(release.acts) <= schema.ACTS_MAX:
        yield f"it has {len(release.acts)} acts, from 1 to {schema.ACTS_MAX} are read"
    for act in release.acts:
        if not 0 < len(act) <= schema.ACT_LENGTH * room:
            yield f"an act has {len(act)} characters, at most {schema.ACT_LENGTH * room:.0f}"
    texts = [release.title, *release.acts, release.stop, release.caution, release.variant, release.instead, release.alt]
    for sentence in (sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)):
        if len(sentence.split()) > SENTENCE_WORDS:
            yield f"a sentence has more than {SENTENCE_WORDS} words: {sentence!r}"
    yield from _phrasing(texts, forbidden)


def _position(release: Release, library: Library) -> Iterator[str]:
    if release.second_for:
        first = library.releases.get(release.second_for)
        if first is None or first.second_for:
            yield f"dead reference: second_for {release.second_for!r}"
        if release.regions or release.step:
            yield "a second position has the regions and the step of the first"
    else:
        if not release.regions:
            yield "it names no regions"
        if release.step not in library.entries or library.entries[release.step].role != schema.STEP:
            yield f"dead reference: step {release.step!r}"
    if release.is_flat_on_back and all(other.is_flat_on_back for other in library.other_positions(release)):
        yield "from mid-pregnancy nobody lies flat on the back: it needs a second position that does not"


def wrong_with_triggers(library: Library, conditions: Mapping[str, CardTrigger]) -> Iterator[tuple[str, str]]:
    """(name, reason) of the conditions and rules that have not exactly one card, or cannot raise anything.

    A rule without words would be silent, and of two cards nobody knows which. One that raises the library's facts about
    conditions of the profile has no card; it needs a fact for each.
    """
    answered = Counter(entry.condition for entry in library.entries.values())
    for name, condition in conditions.items():
        if isinstance(condition, Rule):
            yield from ((name, f"it cannot fire: {reason}") for reason in condition.problems())
            if condition.raises_facts:
                yield from ((name, reason) for reason in _facts_missing(condition, library))
                continue
        if not answered[name]:
            yield name, "no card answers this condition"
        elif answered[name] > 1 and isinstance(condition, Rule):
            yield name, "more than one card answers this rule"


def _facts_missing(rule: Rule, library: Library) -> Iterator[str]:
    for code in rule.conditions:
        try:
            entry_of_condition(code, library)
        except KeyError:
            yield f"no fact tells of {code!r}"


def _origin(entry: Entry) -> Iterator[str]:
    if entry.origin == schema.SOURCES and not entry.citations:
        yield "it comes from the sources but has no citation"
    if entry.origin == schema.GENERAL_SAFETY:
        if entry.citations:
            yield "general safety information is not from the sources and has no citation"
        if entry.key not in schema.GENERAL_SAFETY_KEYS:
            yield "not one of the emergencies that may come from general safety"
        if entry.care == schema.SELF_CARE:
            yield "general safety sends to help and is no self-care"
        if entry.beyond_sources:
            yield "beyond_sources is for entries from the sources"


def _dead_citations(citations: Iterable[Citation], library: Library) -> Iterator[str]:
    for citation in citations:
        source = library.sources.get(citation.source)
        if source is None:
            yield f"citation {citation}: no source {citation.source}"
        elif citation.passage not in source.passages:
            yield f"citation {citation}: source {citation.source} has no passage {citation.passage}"


def _role(entry: Entry) -> Iterator[str]:
    is_card = entry.role == schema.CARD
    if (is_card or entry.care != schema.SELF_CARE) and not entry.what_to_do:
        yield "a care card must say what to do"
    if is_card and not entry.condition:
        yield "a card needs the condition that raises it"
    if not is_card and entry.condition:
        yield "only a card has a condition"
    if entry.role in {schema.STEP, schema.AVOID} and not entry.moments:
        yield "it must say for which moments it is"


def _condition(entry: Entry, conditions: Mapping[str, CardTrigger]) -> Iterator[str]:
    if not entry.condition:
        return
    condition = conditions.get(entry.condition)
    if condition is None:
        yield f"unknown condition {entry.condition!r}"
        return
    if isinstance(condition, Rule):
        if condition.raises_facts:
            yield f"rule {condition.name!r} raises facts and has no card"
        return
    yield from (f"condition {condition.name!r} cannot fire: {reason}" for reason in condition.problems())
    if entry.places and not any(_can_meet(when, entry.places) for when in condition.whens):
        yield f"condition {condition.name!r} cannot fire in the regions of the entry"


def _can_meet(when: When, regions: Collection[str]) -> bool:
    return not when.places or any(region in regions for region, _side in when.places)


def _references(entry: Entry, library: Library) -> Iterator[str]:
    for key in entry.disagreements:
        if key not in library.disagreements:
            yield f"dead reference: no disagreement {key!r}"
    for key in entry.see_also:
        if key not in library.entries or key == entry.key:
            yield f"dead reference: see_also {key!r}"
    if entry.instead_of:
        general = library.entries.get(entry.instead_of)
        if general is None or general.key == entry.key:
            yield f"dead reference: instead_of {entry.instead_of!r}"
        elif general.role != entry.role:
            yield f"it cannot stand instead of {general.key!r}, which has another role"


def _places(entry: Entry) -> Iterator[str]:
    excepted = frozenset(entry.except_regions)
    if entry.places and entry.places <= excepted:
        yield "it can never be shown: all of its regions are excepted"
    if excepted & frozenset(entry.regions):
        yield "it names a region and excepts it"


def _cautions(entry: Entry) -> Iterator[str]:
    """Only a step can be replaced or withheld; there, a caution for some people says what becomes of the step."""
    for caution in entry.cautions:
        effects = [bool(caution.instead), caution.withhold, caution.beside]
        if entry.role != schema.STEP or caution.is_general:
            if any(effects):
                yield "a caution has an effect only beside a step, and for the people or signs that it names"
        elif sum(effects) != 1:
            yield "a caution that names a condition or a sign says one of instead, withhold and beside"
        if caution.regions and caution.is_general:
            yield "a caution for regions names a condition or a sign"


def _emergency_number(texts: Iterable[str], without: Iterable[str]) -> Iterator[str]:
    """The number is the person's own, put in where a text is shown; titles and sources are shown as they are."""
    for text in texts:
        if _BARE_NUMBER.search(text):
            yield f"it names an emergency number; write {NUMBER_TOKEN} instead"
        for token in _TOKEN.findall(text.replace(NUMBER_TOKEN, "")):
            yield f"unknown token {token!r}"
    if any(NUMBER_TOKEN in text for text in without):
        yield f"{NUMBER_TOKEN} is for text, what_to_do and cautions"


def _phrasing(texts: Iterable[str], forbidden: Iterable[Forbidden]) -> Iterator[str]:
    whole = "\n".join(texts)
    for each in forbidden:
        match = re.search(each.pattern, whole, re.IGNORECASE)
        if match:
            yield f"forbidden phrasing {match[0]!r} ({each.key}): {each.why}"
