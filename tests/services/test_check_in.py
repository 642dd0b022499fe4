"""What the check-in asks for: dated, few, and only what can be answered."""

import datetime as dt

import pytest

from tracker.days import last_days
from tracker.models import DatedSetting, OwnTerm
from tracker.selectors.person import person_of
from tracker.services import check_in as service
from tracker.vocabulary.terms import OWN_WORDS_LENGTH, own_code

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)


@pytest.fixture
def person(alice):
    return person_of(alice)


def test_what_is_asked_is_dated(person):
    service.set_factors(person, ["stress"], {}, TODAY - DAY)
    service.set_factors(person, ["poor-sleep", "x-late-coffee"], {"x-late-coffee": "Late coffee"}, TODAY)
    factors = person_of(person.owner).factors
    wanted = [(), ("stress",), ("poor-sleep", "x-late-coffee")]
    assert [factors.on(day) for day in last_days(TODAY, 3)] == wanted
    assert OwnTerm.objects.get().label == "Late coffee"


def test_asking_can_be_stopped(person):
    service.set_factors(person, ["stress"], {}, TODAY - DAY)
    service.set_factors(person, [], {}, TODAY)
    assert person_of(person.owner).factors.on(TODAY) == ()


def test_eight_long_own_words_fit(person):
    codes = [own_code(f"{number}{'%' * (OWN_WORDS_LENGTH - 1)}") for number in range(8)]
    service.set_factors(person, codes, {}, TODAY)
    assert person_of(person.owner).factors.on(TODAY) == tuple(codes)
    assert len(DatedSetting.objects.get().value) <= DatedSetting._meta.get_field("value").max_length


def test_nine_are_too_many(person):
    with pytest.raises(service.TooManyFactorsError):
        service.set_factors(person, [f"x-{number}" for number in range(9)], {}, TODAY)


@pytest.mark.parametrize("code", ["low-minerals", "none", "nonsense", "x two words"])
def test_what_nobody_can_answer_is_not_asked(person, code):
    with pytest.raises(ValueError, match="cannot be asked for"):
        service.set_factors(person, [code], {}, TODAY)
