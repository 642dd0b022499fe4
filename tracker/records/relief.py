"""What was done against a spasm, when, and with what effect."""

from dataclasses import dataclass

from tracker.vocabulary.relief import MOMENTS, RELIEF


@dataclass(frozen=True, slots=True)
class ReliefUse:
    """One thing done against the spasm: when ("" not answered) and with what effect ("" not answered)."""

    relief: str
    text: str = ""
    moment: str = ""
    effect: str = ""


def canonical_relief(uses: tuple[ReliefUse, ...]) -> tuple[ReliefUse, ...]:
    """Uses in vocabulary order, one for each thing, text and moment: the last effect given counts."""
    latest = {(use.relief, use.text, use.moment): use for use in uses}
    return tuple(sorted(latest.values(), key=lambda u: (RELIEF.sort_key(u.relief), u.text, MOMENTS.sort_key(u.moment))))
