"""The safety questions and cards as style rules, so that a form shows what is due at once, with JavaScript off.

`manage.py write_safety_css` writes these rules into static/css/safety-rules.css between its two marks, and a test holds
them there: a condition cannot be changed without the page following. Text in, text out; nothing is drawn here.

The form's side of the bargain: fields `regions` ("calf:left", or the code alone), `intensity`, `also_noticed`,
`suspected_factors`, `at_onset`, `impact`, `soreness`, `chest_signs`, `follow_up_<question>`, `duration` (seconds) with
`started` (minutes ago); checkboxes and radios, or hidden inputs where the value is settled. `.knows-<flag>` in the form
says what is known beyond it. What a form cannot tell (how many, how often) is asked once the entry is saved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from tracker.guidance.conditions import CARD_CONDITIONS, GIVES_WAY_TO
from tracker.guidance.entry_facts import EntryCondition, When
from tracker.guidance.places import SidedRegion
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, SAFETY_QUESTIONS, SafetyQuestion
from tracker.guidance.schema import CARD, TAKES_SELF_CARE_OFF, Library
from tracker.guidance.thresholds import QUESTIONS_AN_ENTRY
from tracker.vocabulary.areas import EVERYWHERE
from tracker.vocabulary.episodes import INTENSITY_MAX, ONGOING
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import REGIONS

BEGIN = "/* safety rules: written by manage.py write_safety_css, begin */"
END = "/* safety rules: end */"

_CHOSEN = ':is(:checked, [type="hidden"])'
_EVERY_PLACE = frozenset((code, side) for code, region in REGIONS.items() for side in region.sides)


@dataclass(frozen=True, slots=True)
class DurationFields:
    """The values with which the form tells a duration: `lasted` in seconds, `started` in minutes ago."""

    lasted: tuple[int, ...]
    started: tuple[int, ...]

    @classmethod
    def from_choices(
        cls, durations: Iterable[tuple[str, LazyText]], starts: Iterable[tuple[str, LazyText]]
    ) -> "DurationFields":
        """From the form's choices; values in words ("until a time") are told by other fields and left to the server."""

        def numbers(choices: Iterable[tuple[str, LazyText]]) -> tuple[int, ...]:
            return tuple(int(value) for value, _label in choices if value.isdigit())

        return cls(numbers(durations), numbers(starts))


def form_value(place: SidedRegion) -> str:
    """How the form writes a place: "calf:left"; without a side the code alone."""
    region, side = place
    return f"{region}:{side}" if side else region


def field_name(question: str) -> str:
    """The form field that holds the answer to a question."""
    return "chest_signs" if question == CHEST_SIGNS_QUESTION else f"follow_up_{question}"


def fields_of(when: When) -> set[str]:
    """The form fields that this alternative looks at."""
    looked_at = (
        ("regions", when.places or when.and_places or when.unless_all_in or when.in_many_places or when.regions_from),
        ("also_noticed", when.noticed or when.any_noticed),
        ("suspected_factors", when.factors),
        ("at_onset", when.onsets),
        ("impact", when.impacts),
        ("soreness", when.soreness),
        ("kind", when.kinds),
        ("chest_signs", when.answers),
        ("intensity", when.intensity_from is not None),
        ("duration", when.minutes_from is not None),
        ("count", when.count_from is not None),
    )
    return {name for name, is_looked_at in looked_at if is_looked_at} | {field_name(code) for code, _ in when.follow_up}


def chosen(name: str, values: Iterable[str]) -> str:
    """The selector's part for "one of these values of that field is chosen"."""
    values = [f'[value="{value}"]' for value in values]
    any_value = values[0] if len(values) == 1 else f":is({', '.join(values)})"
    return f':has(input[name="{name}"]{any_value}{_CHOSEN})'


def chosen_places(places: Iterable[SidedRegion]) -> str:
    """The same for places. A region with all of its sides is told by how the value begins."""
    places = frozenset(places)
    values, whole = [], set()
    for region, side in sorted(places):
        if len(REGIONS[region].sides) > 1 and all((region, each) in places for each in REGIONS[region].sides):
            whole.add(region)
        else:
            values.append(f'[value="{form_value((region, side))}"]')
    values += [f'[value^="{region}:"]' for region in sorted(whole)]
    values += [f'[value="{region}"]' for region in sorted(whole) if "" in REGIONS[region].sides]
    any_value = values[0] if len(values) == 1 else f":is({', '.join(values)})"
    return f':has(input[name="regions"]{any_value}{_CHOSEN})'


def answered(question: str) -> str:
    """The selector's part for "this question is answered"."""
    return f':has(input[name="{field_name(question)}"]{_CHOSEN})'


def selectors(when: When, durations: DurationFields, root: str = "form") -> list[str]:
    """The forms (or what `root` selects) that meet this alternative; one for each way in which it can be said.

    Empty for what a form cannot tell: the server asks once the entry is saved.
    """
    if when.count_from is not None or when.regions_from is not None:
        return []
    form = root + "".join(f":has(.knows-{flag})" for flag in sorted(when.flags))
    if when.places:
        form += chosen_places(when.places)
    if when.and_places:
        form += chosen_places(when.and_places)
    if when.unless_all_in:
        inside, outside = chosen_places(when.unless_all_in), chosen_places(_EVERY_PLACE - when.unless_all_in)
        form += f":not({inside}:not({outside}))"
    for code in sorted(when.noticed):
        form += chosen("also_noticed", [code])
    for name, codes in (
        ("also_noticed", when.any_noticed),
        ("suspected_factors", when.factors),
        ("at_onset", when.onsets),
        ("impact", when.impacts),
        ("soreness", when.soreness),
        ("kind", when.kinds),
        ("chest_signs", when.answers),
    ):
        if codes:
            form += chosen(name, sorted(codes))
    for question, answers in when.follow_up:
        form += chosen(field_name(question), sorted(answers))
    if when.unanswered:
        form += f":not({answered(when.unanswered)})"
    if when.intensity_from is not None:
        form += chosen("intensity", [str(number) for number in range(when.intensity_from, INTENSITY_MAX + 1)])
    forms = [form]
    if when.in_many_places:
        forms = [form + chosen("regions", [EVERYWHERE]), form + chosen("also_noticed", ["several-muscles-at-once"])]
    return [each for form in forms for each in _with_duration(form, when, durations)]


def _with_duration(form: str, when: When, durations: DurationFields) -> list[str]:
    least = when.minutes_from or 0
    lasted = [str(seconds) for seconds in durations.lasted if seconds >= least * 60]
    started = [str(minutes) for minutes in durations.started if minutes >= least]
    over = form + chosen("duration", lasted)
    running = form + chosen("duration", [ONGOING]) + (chosen("started", started) if least else "")
    if when.running is not None:
        return [running if when.running else over]
    return [over, running] if when.minutes_from is not None else [form]


def condition_selectors(condition: EntryCondition, durations: DurationFields, root: str = "form") -> list[str]:
    """The forms (or what `root` selects) in which the condition holds."""
    return [selector for when in condition.whens for selector in selectors(when, durations, root)]


def safety_rules(library: Library, durations: DurationFields) -> str:
    """All rules: each question, one at a time; each card; no self-care beside an urgent or emergency card."""
    rules = [rule for question in SAFETY_QUESTIONS for rule in _question_rules(question, durations)]
    rules.append(_rule([f"{form} .ask:not(:has(:checked))" for form in _asked_enough()], "display: none !important"))
    alarming = []
    for entry in library.entries.values():
        if entry.role != CARD or entry.condition not in CARD_CONDITIONS:
            continue
        forms = condition_selectors(CARD_CONDITIONS[entry.condition], durations)
        if forms:
            rules.append(_rule([f'{form} .live-card[data-card="{entry.key}"]' for form in forms], "display: block"))
        if entry.care in TAKES_SELF_CARE_OFF:
            alarming += condition_selectors(CARD_CONDITIONS[entry.condition], durations, "body")
    for name, others in GIVES_WAY_TO.items():
        forms = [each for other in sorted(others) for each in condition_selectors(CARD_CONDITIONS[other], durations)]
        # However much more exactly the form is told in which the card shows.
        rules.append(_rule([f'{form} .live-card[data-card="{name}"]' for form in forms], "display: none !important"))
    # From the whole page, not the form alone: steps may stand above the form.
    rules.append(_rule([f"{body} .self-care" for body in alarming], "display: none !important"))
    return "\n\n".join([BEGIN, *rules, END])


def _asked_enough() -> list[str]:
    """The forms in which as many questions are answered as an entry is asked, whichever these are."""
    names = [field_name(question.code) for question in SAFETY_QUESTIONS]
    return [
        "form" + "".join(f':has(input[name="{name}"]:checked)' for name in some)
        for some in combinations(names, QUESTIONS_AN_ENTRY)
    ]


def _question_rules(question: SafetyQuestion, durations: DurationFields) -> list[str]:
    """When it shows; that what is less dangerous waits for its answer; and which of its texts."""
    forms = condition_selectors(question.asked, durations)
    ask = f'.ask[data-question="{question.code}"]'
    shown = [*(f"{form} {ask}" for form in forms), f"form{answered(question.code)} {ask}"]
    rules = [_rule(shown, "display: block")]
    if forms:
        waiting = [f"{form}:not({answered(question.code)}) {ask} ~ .ask" for form in forms]
        rules.append(_rule(waiting, "display: none !important"))
    for number, (places, _text, _known) in enumerate(question.text_in):
        here = f"form{chosen_places(places)} {ask}"
        rules.append(_rule([f"{here} .text-in-{number}"], "display: inline"))
        rules.append(_rule([f"{here} .text-elsewhere"], "display: none"))
    return rules


def with_rules(style_sheet: str, rules: str) -> str:
    """The style sheet with what stands between the marks replaced. Raises ValueError without the marks."""
    before, begin, rest = style_sheet.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("the style sheet lacks the marks of the safety rules")
    return before + rules + after


def _rule(rule_selectors: list[str], declaration: str) -> str:
    return ",\n".join(rule_selectors) + f" {{\n  {declaration};\n}}"
