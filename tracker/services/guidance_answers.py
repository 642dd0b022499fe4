"""A person's answers to the cards of the guidance, and which topics were shown after saving."""

import datetime as dt
from dataclasses import replace

from django.contrib.auth.models import User

from tracker.guidance.rules.choose import ANSWERS, DOCTOR_KNOWS, QUESTION, after_saving, awake
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import SEE_A_DOCTOR, TAKES_SELF_CARE_OFF
from tracker.models import GuidanceAnswer, Preferences, Question, ShownAfterSaving
from tracker.selectors.person import Person
from tracker.services.guidance import Findings, answered, findings, store
from tracker.services.questions import keep_card
from tracker.services.versions import diary_write, renew_data_version


class NotRaisedError(LookupError):
    """The log does not raise this card, or no longer does."""


class NoSuchAnswerError(ValueError):
    """This answer is not offered for this card."""


def answers_to(card: LogCard) -> tuple[str, ...]:
    """The answers offered for a card: none for an urgent one; "my doctor knows" if it says to see a doctor."""
    if card.care in TAKES_SELF_CARE_OFF:
        return ()
    return tuple(code for code in ANSWERS if code != DOCTOR_KNOWS or card.care == SEE_A_DOCTOR)


def answer(person: Person, key: str, about: str, given: str, *, now: dt.datetime) -> GuidanceAnswer:
    """Stores what the person said to a card; kept as a question, it is one too. The card rests from then on.

    The same said twice on a day is stored once. Raises NotRaisedError if the log does not raise the card,
    NoSuchAnswerError if that cannot be said to it.
    """
    current, owner = findings(person, now), person.owner
    card = current.card(key, about)
    if card is None:
        raise NotRaisedError(key)
    if given not in answers_to(card):
        raise NoSuchAnswerError(given)
    with diary_write(owner):
        before = _version(owner)
        rows = GuidanceAnswer.objects.filter(owner=owner, key=key, about=about)
        latest = rows.last()
        if latest and (latest.answer, latest.answered_on, latest.n) == (given, current.on, card.n):
            return latest
        row = GuidanceAnswer.objects.create(
            owner=owner, key=key, about=about, answer=given, answered_on=current.on, n=card.n
        )
        if given == QUESTION:
            keep_card(owner, key, about, current.on)
        _choose_anew(person, current, before)
    return row


def take_back(person: Person, row: GuidanceAnswer, *, now: dt.datetime) -> bool:
    """The answer was never given; the one before it counts again. False if it was gone already.

    A question that it kept goes too, unless the person has worded it since.
    """
    current, owner = findings(person, now), person.owner
    with diary_write(owner):
        before = _version(owner)
        if not GuidanceAnswer.objects.filter(owner=owner, pk=row.pk).delete()[0]:
            return False
        if row.answer == QUESTION:
            kept = Question.objects.filter(owner=owner, from_key=row.key, from_about=row.about)
            kept.filter(text="", answered_on=None).delete()
        _choose_anew(person, current, before)
    return True


def _version(owner: User) -> int | None:
    return Preferences.objects.filter(owner=owner).values_list("data_version", flat=True).first()


def _choose_anew(person: Person, current: Findings, before: int | None) -> None:
    """An answer changes what is shown, not what the log shows: from what was raised it is chosen anew."""
    renew_data_version(person.owner)
    # Where the diary was written to since it was looked at, the next page looks anew.
    version = _version(person.owner)
    if version is not None and before in {None, person.data_version}:
        store(replace(current, answered=answered(person.owner)), person.owner, version)


def latest_answers(owner: User) -> list[GuidanceAnswer]:
    """The latest answer to each card that has one, the newest first. One query."""
    rows = {(row.key, row.about): row for row in GuidanceAnswer.objects.filter(owner=owner)}
    return sorted(rows.values(), key=lambda row: (row.answered_on, row.pk), reverse=True)


def fitting(person: Person, current: Findings, entry_key: int) -> LogCard | None:
    """The one card that fits the entry just saved, if there is one; its topic rests after saving from then on."""
    shown = ShownAfterSaving.objects.filter(owner=person.owner).values_list("topic", "shown_on")
    card = after_saving(awake(current.cards, current.answered, current.on), entry_key, list(shown), current.on)
    if card is not None:
        ShownAfterSaving.objects.update_or_create(
            owner=person.owner, topic=card.topic, defaults={"shown_on": current.on}
        )
    return card
