"""What the log raises: computed, stored, read back, and out of date as soon as the diary or the date is another."""

import datetime as dt
import sys
import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spasmlog.backend import PersonBackend
from tests.charts.findings import five_states
from tests.factories import NOON, make_day, make_profile_item
from tests.guided import DAY, log_numbness, log_stress
from tests.personas import thirty_a_day
from tracker.analysis.evidence import LikeWithLike
from tracker.analysis.factors import LINKED
from tracker.days import last_days
from tracker.guidance.loader import load_library
from tracker.guidance.rules.choose import for_today
from tracker.guidance.rules.facts import Facts, Medication, ProfileFacts
from tracker.guidance.rules.registry import explain, log_cards
from tracker.models import DayFactor, GuidanceResult, OwnTerm, Preferences
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import load_diary
from tracker.selectors.person import after_writing, person_of
from tracker.services import guidance
from tracker.services.bulk import insert_records
from tracker.services.versions import renew_data_version
from tracker.services.visits import change_dose

TODAY = dt.date(2026, 6, 10)


def me(owner):
    """The person as a request finds them."""
    return person_of(PersonBackend().get_user(owner.pk))


def shown(owner, today=TODAY):
    return guidance.stored_for_today(me(owner), today)


def keys(cards):
    return [card.key for card in cards]


def test_an_empty_diary_raises_nothing(alice):
    current = guidance.recompute(me(alice), NOON)
    assert (current.cards, current.today) == ((), ())
    assert shown(alice).is_current


def test_what_was_never_looked_at_is_not_current(alice):
    assert shown(alice) == guidance.ForToday((), {}, is_current=False)


def test_what_is_found_can_be_read_back(alice):
    rows = log_stress(alice)
    current = guidance.recompute(me(alice), NOON)
    card = current.card("stress", "stress")
    assert (card.n, card.of, set(card.episodes)) == (4, 4, {row.pk for row in rows})
    assert guidance.findings(me(alice), NOON) == current
    stored = shown(alice)
    assert stored.is_current
    assert keys(stored.cards) == ["stress"]


def test_what_today_shows_comes_along_with_who_is_signed_in(alice):
    log_stress(alice)
    guidance.recompute(me(alice), NOON)
    person = me(alice)
    with CaptureQueriesContext(connection) as queries:
        assert guidance.stored_for_today(person, TODAY).cards
    assert not queries.captured_queries


def test_the_long_part_does_not_come_along(alice):
    log_stress(alice)
    guidance.recompute(me(alice), NOON)
    with CaptureQueriesContext(connection) as queries:
        PersonBackend().get_user(alice.pk)
    assert len(queries) == 1
    assert '"shown"' in queries[0]["sql"]
    assert '"raised"' not in queries[0]["sql"]
    assert GuidanceResult.objects.get(owner=alice).shown[0]["episodes"] == []


def test_a_write_makes_it_out_of_date(alice):
    log_stress(alice)
    guidance.recompute(me(alice), NOON)
    renew_data_version(alice)
    assert shown(alice) == guidance.ForToday((), {}, is_current=False)


def test_another_day_makes_it_out_of_date(alice):
    log_stress(alice)
    guidance.recompute(me(alice), NOON)
    assert not shown(alice, TODAY + DAY).is_current


def test_storing_leaves_the_data_version(alice):
    log_stress(alice)
    before = Preferences.objects.get(owner=alice).data_version
    guidance.recompute(me(alice), NOON)
    assert Preferences.objects.get(owner=alice).data_version == before


def test_findings_look_anew_after_a_write(alice):
    log_stress(alice)
    guidance.recompute(me(alice), NOON)
    log_numbness(alice, NOON - DAY)
    assert "weakness-or-numbness" in keys(guidance.findings(me(alice), NOON).cards)
    assert shown(alice).is_current


def test_what_is_current_is_not_computed_again(alice, monkeypatch):
    log_stress(alice)
    current = guidance.recompute(me(alice), NOON)
    monkeypatch.setattr(guidance, "patterns", lambda *_: pytest.fail("computed again"))
    assert guidance.findings(me(alice), NOON) == current


@pytest.mark.parametrize(
    "damage",
    [{"stored": "by another version"}, {"rule": "gone"}, {"rule": "getting-worse"}, {"key": "gone"}, {"values": {}}],
)
def test_what_another_version_stored_is_computed_anew(alice, damage):
    log_stress(alice)
    current = guidance.recompute(me(alice), NOON)
    row = GuidanceResult.objects.get(owner=alice)
    row.raised, row.shown = ([card | damage for card in cards] for cards in (row.raised, row.shown))
    row.save()
    assert not shown(alice).is_current
    assert guidance.findings(me(alice), NOON) == current
    assert shown(alice).is_current


def test_what_is_urgent_stays_while_it_is_out_of_date(alice):
    log_stress(alice)
    log_numbness(alice, NOON - DAY)
    current = guidance.recompute(me(alice), NOON)
    # Whichever rule it is: what is urgent must not wait.
    raised = [replace(card, care="urgent") if card.key == "weakness-or-numbness" else card for card in current.cards]
    guidance.store(replace(current, cards=tuple(raised)), alice, me(alice).data_version)
    assert keys(shown(alice).cards) == ["weakness-or-numbness"]
    renew_data_version(alice)
    stored = shown(alice)
    assert (keys(stored.cards), stored.is_current) == (["weakness-or-numbness"], False)


def test_what_is_urgent_and_out_of_date_is_looked_at_anew(alice):
    log_numbness(alice, NOON - DAY)
    current = guidance.recompute(me(alice), NOON)
    raised = [replace(card, care="urgent") for card in current.cards]
    guidance.store(replace(current, cards=tuple(raised)), alice, me(alice).data_version)
    assert [card.care for card in guidance.urgent_first(me(alice), NOON).cards] == ["urgent"]
    renew_data_version(alice)
    looked = guidance.urgent_first(me(alice), NOON)
    assert ([card.care for card in looked.cards], looked.is_current) == (["see-a-doctor"], True)
    assert shown(alice).is_current


def test_what_can_wait_and_is_out_of_date_costs_no_query(alice):
    log_stress(alice)
    guidance.recompute(me(alice), NOON)
    renew_data_version(alice)
    person = me(alice)
    with CaptureQueriesContext(connection) as queries:
        assert guidance.urgent_first(person, NOON) == guidance.ForToday((), {}, is_current=False)
    assert not queries.captured_queries


def test_what_was_looked_at_anew_comes_along_for_the_rest_of_the_request(alice):
    log_stress(alice)
    person = me(alice)
    assert guidance.stored_for_today(person, TODAY).cards == ()
    guidance.recompute(person, NOON)
    assert keys(guidance.stored_for_today(person, TODAY).cards) == ["stress"]
    log_numbness(alice, NOON - DAY)
    person = after_writing(person)
    guidance.recompute(person, NOON)
    assert keys(guidance.stored_for_today(person, TODAY).cards) == ["weakness-or-numbness", "stress"]


@pytest.mark.parametrize(
    ("code", "is_yes", "days_ago", "is_looked_for"),
    [
        ("missed-medicine", True, 0, True),
        ("missed-medicine", True, 1, True),
        ("missed-medicine", True, 2, False),
        ("missed-medicine", False, 0, False),
        ("stress", True, 0, False),
    ],
)
def test_a_missed_medicine_is_looked_for_where_a_check_in_of_late_says_so(
    alice, bob, code, is_yes, days_ago, is_looked_for
):
    day = make_day(alice, TODAY - days_ago * DAY, answer="")
    DayFactor.objects.create(day=day, code=code, is_yes=is_yes, first_answered_at=NOON)
    assert (guidance.look_for_missed_medicine(me(alice), NOON) is not None) is is_looked_for
    assert guidance.look_for_missed_medicine(me(bob), NOON) is None


@pytest.mark.parametrize(("days_ago", "can_be_missed"), [(1, True), (14, True), (15, False)])
def test_a_medicine_for_the_spasms_that_ended_lately_can_be_missed(alice, days_ago, can_be_missed):
    make_profile_item(alice, "medication", text="Baclofen", for_spasms=True, to_on=TODAY - days_ago * DAY)
    assert guidance.profile_facts(alice, TODAY).can_miss_spasm_medicine is can_be_missed


def test_another_medicine_is_none_that_can_be_missed(alice):
    make_profile_item(alice, "medication", text="Amlodipine")
    assert not guidance.profile_facts(alice, TODAY).can_miss_spasm_medicine


def test_own_words_are_kept_for_the_cards_that_name_them(alice):
    OwnTerm.objects.create(owner=alice, vocabulary="factor", code="x-late", label="Late nights")
    OwnTerm.objects.create(owner=alice, vocabulary="factor", code="x-other", label="Not ticked")
    for row in log_stress(alice):
        row.factors.update(code="x-late")
    renew_data_version(alice)
    guidance.recompute(me(alice), NOON)
    assert shown(alice).words == {"x-late": "Late nights"}


def test_two_persons_results_never_mix(alice, bob):
    log_stress(alice)
    log_numbness(bob)
    for owner in (alice, bob):
        guidance.recompute(me(owner), NOON)
    assert keys(shown(alice).cards) == ["stress"]
    assert keys(shown(bob).cards) == ["weakness-or-numbness"]


def test_the_profile_as_rules_ask_for_it(alice, bob):
    assert guidance.profile_facts(alice, TODAY) == ProfileFacts()
    make_profile_item(alice, "condition", "kidney-failure")
    make_profile_item(alice, "condition", "sciatica", to_on=TODAY - DAY)
    make_profile_item(alice, "pregnancy", "pregnancy", from_on=TODAY - 30 * DAY)
    make_profile_item(alice, "spine-injury", text="A fall", from_on=dt.date(2001, 1, 1))
    make_profile_item(alice, "muscle-injury", text="A strain", from_on=TODAY - DAY)
    facts = guidance.profile_facts(alice, TODAY)
    assert facts.named == {"kidney-failure", "pregnancy"}
    assert (facts.is_pregnant, facts.has_spine_injury, facts.has_muscle_injury) == (True, True, True)
    assert facts.must_ask_about_fluid
    assert guidance.profile_facts(bob, TODAY) == ProfileFacts()


@pytest.mark.parametrize(("days_ago", "is_of_late"), [(90, True), (91, False), (None, True)])
def test_an_old_injury_of_a_muscle_is_over(alice, days_ago, is_of_late):
    when = {} if days_ago is None else {"from_on": TODAY - days_ago * DAY, "from_precision": "day"}
    make_profile_item(alice, "muscle-injury", text="A strain", **when)
    assert guidance.profile_facts(alice, TODAY).has_muscle_injury is is_of_late


def test_the_medicines_that_are_taken_now(alice):
    began = TODAY - 40 * DAY
    make_profile_item(alice, "medication", text="Amlodipine", dose="5 mg", from_on=began, from_precision="day")
    make_profile_item(alice, "medication", text="Vitamin D")
    make_profile_item(alice, "medication", text="Tizanidine", to_on=TODAY - DAY, to_precision="day")
    make_profile_item(alice, "medication", text="Baclofen", for_spasms=True)
    assert set(guidance.profile_facts(alice, TODAY).medications) == {
        Medication("Amlodipine", began, "day"),
        Medication("Vitamin D", None, ""),
        Medication("Baclofen", None, "", for_spasms=True),
    }


def test_a_changed_dose_is_told_from_a_medicine_that_was_begun(alice):
    changed = TODAY - 10 * DAY
    before = make_profile_item(alice, "medication", text="Amlodipine", dose="5 mg", from_on=TODAY - 400 * DAY)
    change_dose(alice, before, "10 mg", changed, uuid.uuid4(), now=NOON)
    assert guidance.profile_facts(alice, TODAY).medications == (
        Medication("Amlodipine", changed, "day", is_new_dose=True),
    )


def test_a_dose_is_the_same_however_its_name_is_spelled(alice):
    """The rule for what goes on is that of looks and of the doctor's page."""
    day = TODAY - 10 * DAY
    known = {"from_precision": "day", "to_precision": "day"}
    make_profile_item(alice, "medication", text="Amlodipine", dose="5 mg", from_on=day - 90 * DAY, to_on=day, **known)
    make_profile_item(alice, "medication", text="AMLODIPINE", dose="10 mg", from_on=day + DAY, from_precision="day")
    (now,) = guidance.profile_facts(alice, TODAY).medications
    assert now.is_new_dose


@pytest.mark.parametrize("ends", [None, -10, -5], ids=["its end was not said", "until then", "beyond it"])
@pytest.mark.parametrize(("dose", "is_new_dose"), [("10 MG", False), ("5 mg", True), ("", True)])
def test_what_was_taken_until_then_is_no_new_medicine(alice, ends, dose, is_new_dose):
    """Whether it ended that day, later, or nobody said: the same name was taken the day before."""
    day, began = TODAY - 10 * DAY, TODAY - 400 * DAY
    end = {"to_on": TODAY + ends * DAY, "to_precision": "day"} if ends else {}
    make_profile_item(alice, "medication", text="Amlodipine", dose=dose, from_on=began, **end)
    make_profile_item(alice, "medication", text="amlodipine", dose="10 mg", from_on=day)
    now = {(line.from_on, line.is_new_dose) for line in guidance.profile_facts(alice, TODAY).medications}
    assert (day, True) in now if is_new_dose else now == {(began, False)}


def test_after_a_gap_it_is_begun_anew(alice):
    day = TODAY - 10 * DAY
    make_profile_item(alice, "medication", text="Amlodipine", from_on=day - 90 * DAY, to_on=day - 5 * DAY)
    make_profile_item(alice, "medication", text="Amlodipine", from_on=day)
    assert guidance.profile_facts(alice, TODAY).medications == (Medication("Amlodipine", day, "day"),)


def test_what_a_medicine_is_for_it_is_for_in_every_dose(alice):
    before = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", for_spasms=True)
    change_dose(alice, before, "10 mg", TODAY - 10 * DAY, uuid.uuid4(), now=NOON)
    (now,) = guidance.profile_facts(alice, TODAY).medications
    assert now.for_spasms


def test_a_medicine_begun_before_spasms_is_asked_about(alice):
    log_numbness(alice, days=1)
    make_profile_item(alice, "medication", text="Amlodipine", from_on=TODAY - 40 * DAY, from_precision="day")
    renew_data_version(alice)
    card = guidance.recompute(me(alice), NOON).card("medicine-begun", "medication:Amlodipine")
    assert explain(card) == "You started Amlodipine on 1 May. The first spasm in this diary was on 10 June."


def test_the_profile_is_looked_at(alice):
    log_stress(alice)
    make_profile_item(alice, "condition", "kidney-failure")
    renew_data_version(alice)
    assert "profile-condition" in {card.rule for card in guidance.recompute(me(alice), NOON).cards}


def test_the_check_ins_are_looked_at_only_beside_a_factor(alice, monkeypatch):
    asked = []
    monkeypatch.setattr(guidance, "factor_findings", lambda *_: asked.append(1) or guidance.TooLittle("none"))
    log_numbness(alice)
    guidance.recompute(me(alice), NOON)
    assert asked == []
    log_stress(alice, NOON - DAY)
    guidance.recompute(me(alice), NOON)
    assert asked == [1]


def test_a_verdict_reaches_the_card(alice):
    from tests.services.test_evidence import FIRST, keep_diary

    keep_diary(alice, 92)
    now = dt.datetime.combine(FIRST + 92 * DAY, dt.time(11), tzinfo=dt.UTC)
    log_stress(alice, now)
    card = guidance.recompute(me(alice), now).card("stress", "stress")
    assert card.values["verdicts"] == [["stress", "linked", "more"]]


def test_a_link_that_its_counts_no_longer_bear_out_is_not_told_as_one(alice, monkeypatch):
    """Its card says "earlier", not "your check-ins show more spasms after it"."""
    log_stress(alice, NOON - DAY)
    one = five_states().of("stress")
    turned = replace(one, state=LINKED, direction="more", compared=LikeWithLike(40, 0.3, 0.4))
    monkeypatch.setattr(guidance, "factor_findings", lambda *_: replace(five_states(), results=(turned,)))
    card = guidance.recompute(me(alice), NOON).card("stress", "stress")
    assert card.values["verdicts"] == [["stress", "linked-earlier", "more"]]


def test_the_engine_asks_little_of_a_full_diary(alice):
    """Patterns look at 90 days at most, so 30 entries a day is as long as a diary gets."""
    persona = thirty_a_day(guidance.NEEDED_DAYS + 1, TODAY)
    insert_records(alice, persona.episodes, persona.days, now=NOON)
    diary = load_diary(me(alice), EpisodeFilter(), last_days(TODAY, guidance.NEEDED_DAYS), TODAY)
    library = load_library()
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    raised = log_cards(Facts(guidance.patterns(diary, TODAY)), library)
    sentences = [explain(card) for card in for_today(raised, (), TODAY)]
    sys.setprofile(None)
    assert sentences
    # Calls of Python, with all that is loaded at first: 46,000 as this was written, some milliseconds.
    assert calls < 70_000
