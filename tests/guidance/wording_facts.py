"""What a rewording may not change: numbers, negations, how soon to act, care level, sources and rules of every text.

Read from the texts as they are. What they were is in `wording_facts.toml`, one line a text, changed by hand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.questions import SAFETY_QUESTIONS
from tracker.guidance.rules.registry import RULES
from tracker.guidance.schema import Disagreement, Entry, Library, Release
from tracker.guidance.when_to_get_help import FOR_A_CHILD, FOR_WHOM, HELP_LISTS

_NUMBERS = frozenset(
    {
        *("half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty"),
        *("first", "second", "once", "twice", "double", "both"),
    }
)
_NEGATIONS = frozenset(
    {
        *("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"),
        *("unless", "hardly", "barely", "alone", "only"),
    }
)
_HOW_SOON = frozenset({"now", "today", "soon", "sooner", "{number}"})
_WORD = re.compile(r"%\(\w+\)[ds]|\{number\}|\d+(?:[.,]\d+)*|[a-z]+(?:'[a-z]+)?")


def facts_of(library: Library) -> dict[str, dict]:
    """What each text says that must stay, by the name of the text."""
    matches = {f"entry {entry.key}": _of_entry(entry) for entry in library.entries.values()}
    matches |= {f"disagreement {each.key}": _of_disagreement(each) for each in library.disagreements.values()}
    matches |= {f"release {each.key}": _of_release(each) for each in library.releases.values()}
    matches |= {f"question {each.code}": _of_question(each) for each in SAFETY_QUESTIONS}
    for each in HELP_LISTS:
        matches |= {f"help {each.care} {at}": words_that_count([sign]) for at, sign in enumerate(each.signs, start=1)}
    matches |= {"help child": words_that_count([FOR_A_CHILD]), "help age": words_that_count([FOR_WHOM])}
    for name, condition in CARD_CONDITIONS.items():
        matches[f"condition {name}"] = words_that_count(when.reason for when in condition.whens)
    for each in SAFETY_QUESTIONS:
        matches[f"asked when {each.code}"] = words_that_count(when.reason for when in each.asked.whens)
    matches |= {f"rule {name}": words_that_count([rule.when]) for name, rule in RULES.items()}
    return matches


def words_that_count(texts: Iterable[str]) -> dict[str, list[str]]:
    """The numbers, negations and words of urgency in these texts, sorted, each as often as it is there.

    Example: "Do not wait. Call {number} within 2 hours." has the number 2, the negation not and {number}.
    """
    counted = Counter(word for text in texts for word in _words(str(text)))
    lists = {"numbers": [], "negations": [], "how_soon": []}
    for word in sorted(counted.elements()):
        if word in _HOW_SOON:
            lists["how_soon"].append(word)
        elif word in _NEGATIONS:
            lists["negations"].append(word)
        elif word in _NUMBERS or word[0].isdigit() or (word.startswith("%(") and word.endswith("d")):
            lists["numbers"].append(word)
    return {name: words for name, words in lists.items() if words}


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.lower().replace("’", "'")):
        # "can't" and "cannot" deny as "can not" does.
        yield "not" if word.endswith("n't") or word == "cannot" else word


def _of_entry(entry: Entry) -> dict:
    texts = [entry.title, entry.text, entry.what_to_do, entry.beyond_sources]
    texts += [text for caution in entry.cautions for text in (caution.text, caution.instead)]
    return {
        "care": entry.care,
        "citations": [str(citation) for citation in entry.citations],
        "condition": entry.condition,
    } | words_that_count(texts)


def _of_disagreement(disagreement: Disagreement) -> dict:
    citations = [[str(citation) for citation in side.citations] for side in disagreement.sides]
    texts = [disagreement.title, disagreement.reading, *(side.says for side in disagreement.sides)]
    return {"citations": citations} | words_that_count(texts)


def _of_release(release: Release) -> dict:
    return words_that_count(
        [release.title, *release.acts, release.stop, release.caution, release.variant, release.instead]
    )


def _of_question(question) -> dict:
    texts = [question.text, question.if_yes, *question.labels.values()]
    texts += [text for _flag, text in question.text_if]
    texts += [text for _places, *texts_in in question.text_in for text in texts_in]
    return words_that_count(texts)
