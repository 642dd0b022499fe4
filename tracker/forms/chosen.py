"""What was ticked or chosen in a form that could not be saved, in words: as far as a value tells what it is."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.check_in import FACTOR_PREFIX
from tracker.forms.region_values import parse_mark
from tracker.vocabulary import episodes as words
from tracker.vocabulary.day import CHECK_IN_ANSWERS, LIMITED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.regions import mark_words
from tracker.vocabulary.terms import Term, Vocabulary


def _of(vocabulary: Vocabulary[Term]) -> Callable[[str], str]:
    # What is no code of ours is not shown as if somebody had chosen it.
    return lambda value: str(vocabulary.label(value)) if value in vocabulary else ""


def _factor(value: str) -> str:
    return str(FACTORS.label(value))


def _place(value: str) -> str:
    try:
        mark = parse_mark(value)
    except ValidationError:
        return ""
    return mark_words(mark.region, mark.side, mark.text)


def _number(value: str) -> str:
    is_on_scale = value.isascii() and value.isdigit() and int(value[:3]) <= words.INTENSITY_MAX
    return value if is_on_scale else ""


_CHOSEN = {
    "regions": (_("Where"), _place),
    "intensity": (_("Pain level"), _number),
    "kind": (_("Kind"), _of(words.KINDS)),
    "at_onset": (_("What you were doing"), _of(words.ONSETS)),
    "woke": (_("Woke you"), _of(words.YES_NO)),
    "suspected_factors": (_("What may have set it off"), _factor),
    "also_noticed": (_("Also noticed"), _of(words.NOTICED)),
    "sign": (_("Also noticed"), _of(words.NOTICED)),
    "chest_signs": (_("Chest signs"), _of(words.SAFETY_ANSWERS)),
    "impact": (_("Kept you from doing things"), _of(words.IMPACTS)),
    "soreness": (_("Sore afterwards"), _of(words.SORENESS)),
    "answer": (_("Your answer"), _of(CHECK_IN_ANSWERS)),
    "limited": (_("How much did spasms limit you?"), _of(LIMITED)),
}
"""Fields of chips and lists by name: what each is called, and what a value reads like ("" if it is not understood)."""


def _of_question(code: str) -> tuple[str, Callable[[str], str] | None]:
    """The same for the answer to a safety question."""
    asked = FOLLOW_UPS.get(code)
    return (str(asked.label), _of(asked.answers)) if asked else ("", None)


def chosen_words(fields: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """(label, words of all that was chosen there) in the order of the form."""
    fields = list(fields)
    question = next((value for name, value in fields if name == "question"), None)
    words_by_label: dict[str, list[str]] = {}
    for name, value in fields:
        label, read = _CHOSEN.get(name, ("", None))
        if name == "answer" and question is not None:
            label, read = _of_question(question)
        if name.startswith(FACTOR_PREFIX):
            label, read = str(FACTORS.label(name.removeprefix(FACTOR_PREFIX))), _of(words.YES_NO)
        if read and value and read(value):
            words_by_label.setdefault(str(label), []).append(read(value))
    return list(words_by_label.items())
