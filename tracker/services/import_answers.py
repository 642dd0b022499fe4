"""What a person said of the words in a file: kept, so that the next file of the same kind asks only what is new."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from tracker.exchange.foreign import ASK_COLUMNS, ASK_FACTOR, ASK_RELIEF, Answers, ImportFile, MappingQuestion
from tracker.models import ImportAnswer, OwnTerm
from tracker.vocabulary.terms import folded_word, is_own_code, own_label

MOST_QUESTIONS = 200
"""On one page. What occurs more rarely than these stays as it is, which is said."""
_VOCABULARIES = {ASK_FACTOR: OwnTerm.FACTOR, ASK_RELIEF: OwnTerm.RELIEF}
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks, and how many words it does not ask about."""

    questions: tuple[MappingQuestion, ...]
    not_asked: int = 0

    def is_answered(self, answers: Answers) -> bool:
        """True if nothing is left to ask."""
        return all(key_of(question) in answers for question in self.questions)


def key_of(question: MappingQuestion) -> tuple[str, str]:
    """Under which the answers have it."""
    return question.topic, question.word


def asked(file: ImportFile, answers: Answers) -> Asked:
    """What to ask of the file: whatever it needs, and the words that occur most often."""
    questions = file.questions(answers)
    if len(questions) <= MOST_QUESTIONS:
        return Asked(questions)
    needed = [each for each in questions if each.is_required or each.topic == ASK_COLUMNS]
    often = sorted((each for each in questions if each not in needed), key=lambda each: -each.rows)
    shown = set(map(key_of, [*needed, *often][: max(MOST_QUESTIONS, len(needed))]))
    return Asked(tuple(each for each in questions if key_of(each) in shown), len(questions) - len(shown))


def remembered(owner: User, file: ImportFile) -> dict[tuple[str, str], str]:
    """What the person answered earlier to what this file asks. One query."""
    rows = ImportAnswer.objects.filter(owner=owner, signature=file.signature)
    stored = {(topic, word): value for topic, word, value in rows.values_list("topic", "word", "value")}
    answers: dict[tuple[str, str], str] = {}
    # A round for each time that answers lead to further questions: a file's columns, then their words.
    for _round in range(_ROUNDS):
        known = {key_of(each): stored[key_of(each)] for each in file.questions(answers) if key_of(each) in stored}
        if known == answers:
            break
        answers = known
    return answers


def fits(file: ImportFile, answers: Answers) -> bool:
    """True if the file can be read with these answers: each is still one, and what it needs is answered."""
    try:
        file.records(answers)
    except ValueError:
        return False
    return True


def remember(owner: User, file: ImportFile, answers: Answers) -> None:
    """Keeps the answers, in place of those to the same questions."""
    ImportAnswer.objects.bulk_create(
        (
            ImportAnswer(owner=owner, signature=file.signature, topic=topic, word=word, value=value)
            for (topic, word), value in answers.items()
        ),
        update_conflicts=True,
        unique_fields=["owner", "signature", "topic", "word"],
        update_fields=["value"],
    )


def own_terms_of(owner: User, answers: Answers) -> list[OwnTerm]:
    """The person's own words among the answers, spelled as in the file; not stored yet."""
    return [
        OwnTerm(owner=owner, vocabulary=_VOCABULARIES[topic], code=code, label=_label(word, code))
        for (topic, word), code in answers.items()
        if topic in _VOCABULARIES and is_own_code(code)
    ]


def _label(word: str, code: str) -> str:
    label = own_label(code)
    return word.strip() if folded_word(word) == folded_word(label) else label
