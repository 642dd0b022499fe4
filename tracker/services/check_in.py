"""What the evening check-in asks for. What is answered of a day is written in services/days.py."""

import datetime as dt
from collections.abc import Mapping

from tracker.models import DatedSetting, OwnTerm
from tracker.selectors.person import Person
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.factors import MOST_ASKED, SUSPECTED_ONLY, is_factor
from tracker.vocabulary.terms import NONE_OF_THESE


class TooManyFactorsError(ValueError):
    """More than MOST_ASKED factors were chosen."""


def set_factors(person: Person, codes: list[str], own_words: Mapping[str, str], today: dt.date) -> None:
    """Lets the check-in ask for these factors from `today` on; earlier days keep what was asked then.

    `own_words` are labels of own codes by code. Raises TooManyFactorsError, and ValueError for a code that cannot
    be asked for.
    """
    codes = list(dict.fromkeys(codes))
    if len(codes) > MOST_ASKED:
        raise TooManyFactorsError(len(codes))
    for code in codes:
        if not is_factor(code) or code == NONE_OF_THESE or code in SUSPECTED_ONLY:
            raise ValueError(f"{code} cannot be asked for")
    with diary_write(person.owner):
        for code, label in own_words.items():
            OwnTerm.objects.get_or_create(
                owner=person.owner, vocabulary=OwnTerm.FACTOR, code=code, defaults={"label": label}
            )
        DatedSetting.objects.update_or_create(
            owner=person.owner, name=DatedSetting.FACTORS, from_on=today, defaults={"value": " ".join(codes)}
        )
        renew_data_version(person.owner)
