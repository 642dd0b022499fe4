"""What is shown when: ranks, three cards at most, what rests and for how long, one quiet card after saving."""

import datetime as dt

import pytest

from tests.analysis.patterns.logs import TODAY, ago, each
from tests.guidance.rules.diary_cards import cards_of, profile
from tracker.guidance.rules.choose import CardAnswer, after_saving, awake, for_today
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import CARE_RANK

CALF = (("calf", "left"),)


def card(key="stress", *, care="self-care", n=6, **said) -> LogCard:
    return LogCard(key, key, care=care, topic=said.pop("topic", key), n=n, of=9, **said)


SELF, DOCTOR, URGENT = card(), card("woken", care="see-a-doctor"), card("an-urgent-one", care="urgent")


def answered(what, on=TODAY, key="stress", about="", n=6):
    return CardAnswer(key, about, what, on, n)


def later(days):
    return TODAY + dt.timedelta(days=days)


def test_the_gravest_first_then_the_strongest():
    entries = [
        *each(range(9), woke="yes", impact="had-to-stop", factors=("stress",), kind="cramp"),
        *each(range(0, 8, 2), hour=15, impact="had-to-stop", noticed=("numbness",)),
    ]
    result = cards_of(*entries)
    places = [(CARE_RANK[each.care], -each.strength) for each in result]
    assert places == sorted(places)
    assert [each.rule for each in result] == ["unable-to-function", "weakness-or-numbness", "woken", "stress"]


def test_three_on_today_at_most():
    cards = [card(str(number)) for number in range(5)]
    assert for_today(cards, (), TODAY) == tuple(cards[:3])


def test_one_a_topic_on_today_and_the_next_when_it_was_answered():
    one, other = (card("suspected-factor", about=code, topic="factors") for code in ("cold", "alcohol"))
    assert for_today([one, other, SELF], (), TODAY) == (one, SELF)
    assert for_today([one, other, SELF], [answered("aside", key=one.key, about="cold")], TODAY) == (other, SELF)


def test_what_is_for_the_profile_alone_is_not_on_today():
    quiet = card("diabetes", is_quiet=True, episodes=(1,))
    assert for_today([quiet], (), TODAY) == ()
    assert after_saving([quiet], 1, (), TODAY) is None


def test_conditions_of_the_profile_stay_off_today():
    result = cards_of(of=profile("multiple-sclerosis", "als", "diabetes"))
    assert {each.key for each in result} == {"multiple-sclerosis", "als", "diabetes"}
    assert for_today(result, (), TODAY) == ()


def test_an_urgent_card_takes_self_care_off_and_leaves_the_doctor():
    assert for_today([URGENT, DOCTOR, SELF], (), TODAY) == (URGENT, DOCTOR)


@pytest.mark.parametrize(
    ("care", "answer", "days"),
    [
        ("self-care", "aside", 90),
        ("self-care", "question", 90),
        ("see-a-doctor", "aside", 28),
        ("see-a-doctor", "doctor-knows", 90),
        ("see-a-doctor", "question", 90),
    ],
)
def test_how_long_an_answer_rests(care, answer, days):
    cards = [card(care=care)]
    assert for_today(cards, [answered(answer)], TODAY) == ()
    assert for_today(cards, [answered(answer)], later(days - 1)) == ()
    assert for_today(cards, [answered(answer)], later(days)) == tuple(cards)


@pytest.mark.parametrize(("n", "is_back"), [(8, False), (9, True)])
@pytest.mark.parametrize("answer", ["aside", "doctor-knows", "question"])
def test_a_count_that_rose_by_half_brings_it_back(answer, n, is_back):
    risen = card(care="see-a-doctor", n=n)
    assert (for_today([risen], [answered(answer, n=6)], later(1)) == (risen,)) is is_back


def test_a_count_that_did_not_rise_brings_nothing_back():
    assert for_today([card(n=0)], [answered("aside", n=0)], later(1)) == ()


@pytest.mark.parametrize("care", ["urgent", "emergency"])
@pytest.mark.parametrize("answer", ["aside", "doctor-knows", "question"])
def test_urgent_and_emergency_cards_never_rest(care, answer):
    grave = card(care=care)
    assert for_today([grave], [answered(answer)], TODAY) == (grave,)


def test_an_answer_is_to_one_card_alone():
    one, other = (card("suspected-factor", about=code, topic=code) for code in ("cold", "alcohol"))
    said = answered("aside", key="suspected-factor", about="cold")
    assert for_today([one, other], [said], TODAY) == (other,)


def test_the_latest_answer_counts():
    old, new = answered("aside", TODAY - dt.timedelta(80), n=2), answered("aside", TODAY, n=6)
    assert for_today([SELF], [new, old], later(1)) == ()
    assert for_today([SELF], [old], later(1)) == (SELF,)


def test_more_spasms_with_an_injured_cord_are_told_once_in_90_days():
    result = card("more-with-spinal-cord-injury", care="see-a-doctor", n=90)
    said = [answered("aside", key=result.key, n=6)]
    assert for_today([result], said, later(89)) == ()
    assert for_today([result], said, later(90)) == (result,)


def test_what_rests_makes_room_for_the_next():
    cards = [card(str(number)) for number in range(4)]
    assert for_today(cards, [answered("aside", key="0")], TODAY) == tuple(cards[1:])


# After saving

FITS = card(episodes=(3, 7))


def test_what_rests_on_the_entry_is_shown():
    assert after_saving([card("other", episodes=(1, 2)), FITS], 7, (), TODAY) == FITS


def test_what_does_not_rest_on_it_is_not():
    assert after_saving([FITS], 8, (), TODAY) is None


def test_nothing_raised_shows_nothing():
    assert after_saving(cards_of(ago(0, regions=CALF)), 1, (), TODAY) is None


@pytest.mark.parametrize(("days", "is_shown"), [(13, False), (14, True)])
def test_a_topic_is_shown_once_in_14_days(days, is_shown):
    shown = [("stress", TODAY - dt.timedelta(days=days))]
    assert (after_saving([FITS], 7, shown, TODAY) == FITS) is is_shown


def test_the_next_topic_takes_its_place():
    next_one = card("little-rest", episodes=(7,))
    assert after_saving([FITS, next_one], 7, [("stress", TODAY)], TODAY) == next_one


def test_an_urgent_card_is_shown_again_and_again():
    urgent = card("an-urgent-one", care="urgent", episodes=(7,))
    assert after_saving([urgent], 7, [("an-urgent-one", TODAY)], TODAY) == urgent


def test_no_self_care_beside_an_urgent_card():
    assert after_saving([URGENT, FITS], 7, (), TODAY) is None


def test_after_saving_what_rests_is_left_out_before():
    assert after_saving(awake([FITS], [answered("aside")], TODAY), 7, (), TODAY) is None


def test_after_saving_over_a_diary():
    entries = [*each([3, 2, 1], factors=("stress",)), ago(0, factors=("none",))]
    result = cards_of(*entries)
    assert after_saving(result, 3, (), TODAY).rule == "stress"
    assert after_saving(result, 4, (), TODAY) is None


def test_same_place_fits_the_entries_of_that_place_alone():
    entries = [
        *each(range(6), regions=CALF, at_onset="walking"),
        *each(range(6, 10), regions=(("neck-back", "left"),), at_onset="lifting"),
    ]
    places = {each.about: each.episodes for each in cards_of(*entries) if each.rule == "same-area-same-activity"}
    assert places == {"calf:left:walking": (5, 6, 7, 8, 9, 10), "neck-back:left:lifting": (1, 2, 3, 4)}


def test_a_remedy_fits_the_entries_it_was_used_in():
    entries = [
        *[ago(day, relief=(("heat", "", "after", "not-at-all"),)) for day in range(4)],
        *[ago(day, relief=(("cold", "", "after", "worse"),)) for day in range(4, 6)],
    ]
    matches = {each.about: each.episodes for each in cards_of(*entries) if each.rule == "relief-without-help"}
    assert matches == {"heat": (3, 4, 5, 6), "cold": (1, 2)}
