"""How the guidance speaks (WORDS): short sentences, plain titles, easy steps and cards, and no phrase of the lists."""

import re

import pytest

from tests.guidance.files import forbidden_phrasings
from tracker.guidance import schema
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.loader import load_library
from tracker.guidance.proofing import wrong_with_entry_words
from tracker.guidance.questions import SAFETY_QUESTIONS
from tracker.guidance.rules.registry import RULES
from tracker.guidance.schema import Entry
from tracker.guidance.when_to_get_help import HELP_LISTS

LIBRARY = load_library()
ENTRIES = list(LIBRARY.entries.values())
LONGEST_SENTENCE = 20
EASY = 70
"""Flesch reading ease: plain English, for people of 12 and over."""
CARDS = [entry for entry in ENTRIES if entry.role == schema.CARD]
STEPS = [entry for entry in ENTRIES if entry.role in {schema.STEP, schema.AVOID}]
AT_NIGHT = [entry for entry in STEPS if {schema.ENTRY_DURING, schema.ENTRY_AFTER} & set(entry.moments)]


def instructions(entry) -> list[str]:
    """What tells a person to do something, or not to."""
    acts = [entry.title, entry.text] if entry.role in {schema.STEP, schema.AVOID} else []
    cautions = [text for caution in entry.cautions for text in (caution.text, caution.instead)]
    return [text for text in [*acts, entry.what_to_do, *cautions] if text]


def texts() -> list[tuple[str, str]]:
    """(key, text) of all that is shown of the library, without the titles."""
    collected = []
    for entry in ENTRIES:
        shown = [entry.text, entry.what_to_do, entry.beyond_sources]
        shown += [text for caution in entry.cautions for text in (caution.text, caution.instead)]
        collected += [(entry.key, text) for text in shown if text]
    for each in LIBRARY.disagreements.values():
        collected += [(each.key, text) for text in (each.reading, *(side.says for side in each.sides))]
    return collected


def titles() -> list[tuple[str, str]]:
    return [(each.key, each.title) for each in [*ENTRIES, *LIBRARY.disagreements.values()]]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+", text.strip())


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9]+(?:['’-][A-Za-z]+)*", text)


def syllables(word: str) -> int:
    """Groups of vowels; the silent e of "takes", "eased" and "muscle" is none."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) > 3:
        letters = re.sub(r"(?<=[^laeiouy])e?s$|(?<=[^aeioultdy])ed$|(?<=[^laeiouy])e$", "", letters)
    return max(1, len(re.findall(r"[aeiouy]+", letters)))


def reading_ease(text: str) -> float:
    """Flesch 1948: 206.835 - 1.015 (words a sentence) - 84.6 (syllables a word)."""
    result = words(text)
    return 206.835 - 1.015 * len(result) / len(sentences(text)) - 84.6 * sum(map(syllables, result)) / len(result)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("cramp", 1),
        ("muscle", 2),
        ("eased", 1),
        ("tighten", 2),
        ("takes", 1),
        ("doctor", 2),
        ("emergency", 4),
        ("911", 1),
    ],
)
def test_syllables_are_counted(word, number):
    assert syllables(word) == number


def test_the_reading_ease_of_a_worked_example():
    # 10 words, 2 sentences, 12 syllables: 206.835 - 5.075 - 101.52
    assert reading_ease("Stretch the tight calf slowly. Stop if it hurts more.") == pytest.approx(108.7, abs=0.1)


def test_no_sentence_is_longer_than_twenty_words():
    long = [(key, sentence) for key, text in texts() for sentence in sentences(text)]
    assert [(key, sentence) for key, sentence in long if len(words(sentence)) > LONGEST_SENTENCE] == []


def test_no_title_is_glued_with_a_colon():
    assert [(key, title) for key, title in titles() if re.search("[:;–—]", title)] == []
    assert [(key, title) for key, title in titles() if len(title) > schema.TITLE_LENGTH] == []


def test_no_sentence_is_glued_with_a_dash_or_a_semicolon():
    assert [(key, text) for key, text in texts() if re.search("[;–—]| - ", text)] == []


def test_steps_and_cards_are_easy_to_read():
    shown = {entry.key: f"{entry.text} {entry.what_to_do}".strip() for entry in [*STEPS, *CARDS]}
    ease = {key: reading_ease(text) for key, text in shown.items()}
    assert {key: round(value) for key, value in ease.items() if value < EASY} == {}


def test_a_step_for_the_night_is_two_sentences_at_most():
    assert AT_NIGHT
    assert [entry.key for entry in AT_NIGHT if len(sentences(entry.text)) > 2] == []


def test_an_instruction_leaves_its_source_to_the_chip():
    matches = [(entry.key, text) for entry in ENTRIES for text in instructions(entry)]
    named = [(key, text) for key, text in matches if re.search(r"\bsources? \d", text, re.IGNORECASE)]
    assert [(key, text) for key, text in named if "Source 2 alone" not in text] == []


def test_an_instruction_spells_out_its_negatives():
    matches = [(entry.key, text) for entry in ENTRIES for text in instructions(entry)]
    assert [(key, text) for key, text in matches if re.search(r"\bdon['’]t (?!get |let go)", text)] == []


# What is said in the code: questions, reasons, rules, the page "When to get help"


def said_in_code() -> list[tuple[str, str]]:
    """(name, text) of all that people read of the guidance outside its library."""
    matches = [(each.care, sign) for each in HELP_LISTS for sign in each.signs]
    for question in SAFETY_QUESTIONS:
        shown = [question.text, question.if_yes, *question.labels.values()]
        shown += [text for _flag, text in question.text_if]
        shown += [text for _places, *in_places in question.text_in for text in in_places]
        shown += question.asked.says
        matches += [(question.code, text) for text in shown if text]
    matches += [(name, text) for name, each in {**CARD_CONDITIONS, **RULES}.items() for text in each.says]
    matches += [
        (code, label) for vocabulary in (schema.TOPICS, schema.ENTRY_MOMENTS) for code, label in vocabulary.choices()
    ]
    return [(name, str(text)) for name, text in matches]


def test_no_sentence_in_the_code_is_longer_than_twenty_words():
    long = [(name, each) for name, text in said_in_code() for each in sentences(text)]
    assert [(name, each) for name, each in long if len(words(each)) > LONGEST_SENTENCE] == []


def test_no_sentence_in_the_code_holds_a_phrase_of_the_lists(forbidden):
    matches = [(name, text, refused(text, forbidden)) for name, text in said_in_code()]
    assert [each for each in matches if each[2]] == []


# The phrases of WORDS's lists: forbidden.toml


@pytest.fixture(scope="module")
def forbidden():
    return forbidden_phrasings()


def refused(text, forbidden) -> list[str]:
    entry = Entry("x", "sources", "fact", "causes", "A title", text, citations=LIBRARY.entries["relax"].citations)
    return [reason for reason in wrong_with_entry_words(entry, forbidden) if "forbidden" in reason]


CALQUES = [
    "They belong in front of a doctor.",
    "This is for women who expect a child.",
    "See that your feet can lie as they like.",
    "Try it on skin that feels normally.",
    "Use a medicine against pain, also one from the shop.",
    "Let nobody pull your neck.",
    "A doctor has said that it may be done.",
    "Then hours count.",
    "It is over. Write it down.",
    "You can put it aside.",
    "It is looked at anew.",
    "What was said stays said.",
    "The number stands here.",
    "It has gone on for long.",
    "Of which two were cramps.",
    "From the first on it fills.",
    "How often cannot be said.",
    "That leaves room for both.",
    "The longest took 4 minutes in the median.",
    "It gets worse with long times in one position.",
    "You have had it for long, and it is as always.",
    "Speak to a doctor before the next one.",
    "Whom to see first is up to you.",
    "Ice and heat by turns can soothe it.",
    "Source 2 tells of such muscles.",
    "Source 3 speaks of minutes.",
    "They may send you on.",
    "Such signs should not be passed over.",
    "Spasms with strong pain are rare.",
    "That goes with both.",
    "It is no word of the articles.",
    "Use it e.g. at night.",
    "Please call a doctor.",
    "Call now!",
    "Many illnesses can go with spasms.",
    "When one comes, stretch the leg.",
    "Have a drink before you exercise.",
    "Have a locked or pulled muscle checked.",
    "Change nothing without asking your doctor.",
    "The card is about broken nights.",
    "Spasms can have to do with the joints.",
    "Source 5 passes on a belief.",
    "No muscle is spared.",
    "Keep the rest of you moving.",
    "If none of this fits, call a doctor.",
    "Source 2 says so. When to stop is ours.",
    "It does not matter how strong it was.",
]


@pytest.mark.parametrize("text", CALQUES)
def test_a_phrase_of_the_lists_is_refused(forbidden, text):
    assert refused(text, forbidden)


@pytest.mark.parametrize(
    "text",
    [
        "Rest it, but not for long.",
        "They should be checked by a doctor.",
        "Try it first where your skin feels normal.",
        "Log it once it is over.",
        "Exercise can make muscles stronger.",
        "Every hour counts.",
        "Count the hours you sleep.",
        "Stand up, and sit another way from now on.",
        "It has gone on for a long time.",
        "Stretching goes with rest.",
        "The advice on when to stop is ours.",
        "Have some water, then rest.",
    ],
)
def test_plain_english_passes(forbidden, text):
    assert refused(text, forbidden) == []
