"""Picks what helps for a region at a moment, fitted to the person. Pure functions over a library."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tracker.guidance.releases import ReleaseHelp
from tracker.guidance.schema import AVOID, ENTRY_DURING, FACT, STEP, Caution, CitedArticle, Disagreement, Entry, Library
from tracker.guidance.thresholds import STEPS_MAX


@dataclass(frozen=True, slots=True)
class Advice:
    """An entry picked for a moment, with its citations gathered by source."""

    entry: Entry
    citations: tuple[CitedArticle, ...]
    cautions: tuple[Caution, ...] = ()
    """Those of its cautions that are for everybody, or for this person or entry."""
    instead: str = ""
    """What stands in its place for this person; its own title and text are not shown then."""
    drawn: ReleaseHelp | None = None
    """How to do it for this muscle, drawn (see `with_drawing`)."""


@dataclass(frozen=True, slots=True)
class Help:
    """What helps: three steps at most, what to leave, and, behind one link, what is good to know and where the sources
    differ about any of it."""

    moment: str
    steps: tuple[Advice, ...]
    avoid: tuple[Advice, ...]
    more: tuple[Advice, ...]
    """Further steps, and facts."""
    disagreements: tuple[Disagreement, ...]

    @property
    def is_drawn(self) -> bool:
        """One of its steps has its drawing."""
        return any(step.drawn for step in self.steps)

    @property
    def is_during(self) -> bool:
        return self.moment == ENTRY_DURING

    def __bool__(self) -> bool:
        return bool(self.steps or self.avoid or self.more)


def help_for(
    regions: Iterable[str],
    moment: str,
    library: Library,
    *,
    conditions: Collection[str] = (),
    noticed: Collection[str] = (),
) -> Help:
    """What helps for these region codes at this moment ("during", "after"); without a region, what helps anywhere.

    Parameters: the regions; the moment; the library; conditions of the person's profile; signs of the entry.
    General entries and those for the regions stand in one stable order, by rank. An entry for the region takes the
    place of the general one that it names. A caution that concerns the person or the entry puts another text in the
    place of its step, or withholds it; of two steps with the same text the first stays.
    Example: "drink" with kidney disease: "Ask your care team how much you may drink."
    """
    regions = tuple(regions)
    steps: list[Advice] = []
    for entry in _picked(STEP, regions, moment, library):
        advice = fitted(entry, library, regions, conditions=conditions, noticed=noticed)
        if advice and not (advice.instead and any(advice.instead == each.instead for each in steps)):
            steps.append(advice)
    avoid = [Advice(each, _cited(each, library)) for each in _picked(AVOID, regions, moment, library)]
    facts = [Advice(each, _cited(each, library)) for each in _picked(FACT, regions, moment, library)]
    shown, further = steps[:STEPS_MAX], steps[STEPS_MAX:]
    entries = [advice.entry for advice in (*shown, *avoid)]
    return Help(moment, tuple(shown), tuple(avoid), (*further, *facts), tuple(library.disagreements_of(entries)))


def with_drawing(help_now: Help, release: ReleaseHelp | None) -> Help:
    """The step that this release draws comes first and has it. As it was where none of the steps is that one, or where
    a sentence stands in place of the step or of the drawing."""
    if release is None or release.sentence_instead:
        return help_now
    for advice in help_now.steps:
        if advice.entry.key == release.release.step and not advice.instead:
            others = tuple(each for each in help_now.steps if each is not advice)
            return replace(help_now, steps=(replace(advice, drawn=release), *others))
    return help_now


def fitted(
    entry: Entry,
    library: Library,
    regions: Iterable[str] = (),
    *,
    conditions: Collection[str] = (),
    noticed: Collection[str] = (),
) -> Advice | None:
    """The step as this person may be shown it, with these regions and signs; None if it is withheld."""
    concerning = [each for each in entry.cautions if each.concerns(conditions, noticed, regions)]
    if any(each.withhold for each in concerning):
        return None
    instead = next((each.instead for each in concerning if each.instead), "")
    beside = tuple(each for each in entry.cautions if each.is_general or (each in concerning and each.beside))
    return Advice(entry, _cited(entry, library), () if instead else beside, instead)


def _cited(entry: Entry, library: Library) -> tuple[CitedArticle, ...]:
    return tuple(library.cited(entry.citations))


def _picked(role: str, regions: Collection[str], moment: str, library: Library) -> list[Entry]:
    fitting = [
        entry
        for entry in library.entries.values()
        if entry.role == role
        and moment in entry.moments
        and entry.fits(regions)
        # What may not be done to one of the muscles is not said beside it.
        and not (role == STEP and not frozenset(entry.except_regions).isdisjoint(regions))
    ]
    replaced = {entry.instead_of for entry in fitting}
    return sorted((entry for entry in fitting if entry.key not in replaced), key=lambda entry: (entry.rank, entry.key))
