"""The safety conditions as style rules, so that a form shows their cards at once, with JavaScript off.

`manage.py write_safety_css` writes these rules into static/css/guidance.css between its two marks, and a test holds
them there: a condition cannot be changed without the page following. Text in, text out; nothing is drawn here.

The form's side of the bargain: fields `regions` ("calf:left", or the code alone), `intensity`, `also_noticed`,
`chest_signs`, `duration` (seconds) with `started` (minutes ago); checkboxes and radios, or hidden inputs where the
value is settled. `.first-chest` in the form says that the diary has no chest entry yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.guidance.conditions import CARD_CONDITIONS, TWO_LINES, EntryCondition, Place, When
from tracker.guidance.schema import CARD, TAKES_SELF_CARE_OFF, Library
from tracker.vocabulary.episodes import INTENSITY_MAX, ONGOING

BEGIN = "/* safety rules: written by manage.py write_safety_css, begin */"
END = "/* safety rules: end */"


@dataclass(frozen=True, slots=True)
class DurationFields:
    """The values with which the form tells a duration: `lasted` in seconds, `started` in minutes ago."""

    lasted: tuple[int, ...]
    started: tuple[int, ...]

    @classmethod
    def of(cls, durations: Iterable[tuple[str, str]], starts: Iterable[tuple[str, str]]) -> "DurationFields":
        """From the form's choices; values in words ("until a time") are told by other fields and left to the server."""

        def numbers(choices):
            return tuple(int(value) for value, _label in choices if value.isdigit())

        return cls(numbers(durations), numbers(starts))


def form_value(place: Place) -> str:
    """How the form writes a place: "calf:left"; without a side the code alone."""
    region, side = place
    return f"{region}:{side}" if side else region


def chosen(name: str, values: Iterable[str]) -> str:
    """The selector's part for "one of these values of that field is chosen"."""
    values = [f'[value="{value}"]' for value in values]
    any_value = values[0] if len(values) == 1 else f":is({', '.join(values)})"
    return f':has(input[name="{name}"]{any_value}:is(:checked, [type="hidden"]))'


def selectors(when: When, durations: DurationFields, root: str = "form") -> list[str]:
    """The forms (or what `root` selects) that meet this alternative; one for each way in which it can be said."""
    form = root
    if when.first_chest:
        form += ":has(.first-chest)"
    if when.places:
        form += chosen("regions", sorted(form_value(place) for place in when.places))
    for code in sorted(when.noticed):
        form += chosen("also_noticed", [code])
    if when.answers:
        form += chosen("chest_signs", sorted(when.answers))
    if when.intensity_from is not None:
        form += chosen("intensity", [str(number) for number in range(when.intensity_from, INTENSITY_MAX + 1)])
    if when.minutes_from is None:
        return [form]
    lasted = [str(seconds) for seconds in durations.lasted if seconds >= when.minutes_from * 60]
    started = [str(minutes) for minutes in durations.started if minutes >= when.minutes_from]
    return [
        form + chosen("duration", lasted),
        form + chosen("duration", [ONGOING]) + chosen("started", started),
    ]


def condition_selectors(condition: EntryCondition, durations: DurationFields, root: str = "form") -> list[str]:
    """The forms (or what `root` selects) in which the condition holds."""
    return [selector for when in condition.whens for selector in selectors(when, durations, root)]


def safety_rules(library: Library, durations: DurationFields) -> str:
    """All rules: the two lines, each card, and no self-care beside an urgent or emergency card."""
    rules = [_rule([f"{form} .two-lines" for form in condition_selectors(TWO_LINES, durations)], "display: block")]
    alarming = []
    for entry in library.entries.values():
        if entry.role != CARD or entry.condition not in CARD_CONDITIONS:
            continue
        forms = condition_selectors(CARD_CONDITIONS[entry.condition], durations)
        rules.append(_rule([f'{form} .live-card[data-card="{entry.key}"]' for form in forms], "display: block"))
        if entry.care in TAKES_SELF_CARE_OFF:
            alarming += condition_selectors(CARD_CONDITIONS[entry.condition], durations, "body")
    # From the whole page, not the form alone: steps may stand above the form.
    rules.append(_rule([f"{body} .self-care" for body in alarming], "display: none !important"))
    return "\n\n".join([BEGIN, *rules, END])


def with_rules(style_sheet: str, rules: str) -> str:
    """The style sheet with what stands between the marks replaced. Raises ValueError without the marks."""
    before, begin, rest = style_sheet.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("the style sheet lacks the marks of the safety rules")
    return before + rules + after


def _rule(rule_selectors: list[str], declaration: str) -> str:
    return ",\n".join(rule_selectors) + f" {{\n  {declaration};\n}}"
