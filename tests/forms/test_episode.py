"""The episode form: what it makes of what people type, and what it says when it cannot."""

import datetime as dt
import uuid

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from tests.factories import NOON, ZONE
from tests.html import Form, read_markup
from tracker.days import DayStarts
from tracker.forms.episode import EpisodeForm
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.selectors.person import Person
from tracker.vocabulary.follow_up import FOLLOW_UPS

PERSON = Person(owner=None, time_zone=ZONE, starts=DayStarts(), data_version=1)
UID = uuid.UUID(int=7)


def form_for(stored=None, now=NOON, own=((), ()), **typed):
    factors, relief = (tuple(dict(words).items()) for words in own)
    data = QueryDict(mutable=True)
    for name, value in ({"uid": str(UID), "started": "15", "time_zone": ZONE} | typed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return EpisodeForm(data, person=PERSON, now=now, episode=stored, own_factors=factors, own_relief=relief)


def record_for(**typed) -> EpisodeRecord:
    form = form_for(**typed)
    assert form.is_valid(), form.errors
    return form.record()


def errors_for(stored=None, **typed):
    form = form_for(stored, **typed)
    assert not form.is_valid()
    return {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()}


def test_when_alone_is_enough():
    record = record_for()
    assert record == EpisodeRecord(uid=UID, started_at=NOON - dt.timedelta(minutes=15), time_zone=ZONE)


def test_nothing_is_chosen_before_the_person_does():
    form = EpisodeForm(person=PERSON, now=NOON)
    for name in ("started", "intensity", "kind", "duration", "at_onset", "woke", "impact", "soreness"):
        assert form[name].value() in (None, "")


def test_without_when_the_form_says_what_is_needed():
    form = form_for(started="")
    assert not form.is_valid()
    assert "Nothing else is needed" in form.errors["started"][0]


def test_a_time_last_week():
    record = record_for(started="at", started_on="2026-06-03", started_time="03:10")
    assert record.started_at == dt.datetime(2026, 6, 3, 1, 10, tzinfo=dt.UTC)


def test_the_time_is_read_on_the_clocks_of_the_place():
    record = record_for(started="at", started_on="2026-06-03", started_time="03:10", time_zone="America/New_York")
    assert record.started_at == dt.datetime(2026, 6, 3, 7, 10, tzinfo=dt.UTC)
    assert record.time_zone == "America/New_York"


def test_just_over_after_five_minutes_began_five_minutes_ago():
    record = record_for(started="0", duration="300")
    assert record.started_at == NOON - dt.timedelta(minutes=5)
    assert (record.ended_at, record.duration_basis) == (NOON, "estimated")


def test_a_guessed_duration_is_called_estimated():
    record = record_for(started="30", duration="600")
    assert record.ended_at == NOON - dt.timedelta(minutes=20)
    assert record.duration_basis == "estimated"


def test_unknown_and_ongoing_have_no_end():
    assert record_for(duration="unknown").duration_basis == "unknown"
    assert record_for(duration="ongoing").duration_basis == "ongoing"
    assert record_for(duration="ongoing").ended_at is None


def test_until_a_time_on_the_same_day():
    record = record_for(
        started="at", started_on="2026-06-03", started_time="03:10", duration="until", ended_time="03:40"
    )
    assert record.ended_at - record.started_at == dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"started": "at", "started_time": "03:10"}, "started_on", "required"),
        ({"started": "at", "started_on": "2026-06-03"}, "started_time", "required"),
        ({"started": "at", "started_on": "2026-06-10", "started_time": "13:30"}, "started_time", "future"),
        ({"started": "at", "started_on": "2026-03-29", "started_time": "02:30"}, "started_time", "nonexistent"),
        ({"started": "at", "started_on": "2025-10-26", "started_time": "02:30"}, "fold", "ambiguous"),
        ({"started": "at", "started_on": "0001-01-01", "started_time": "00:00"}, "started_on", "year"),
        ({"started": "at", "started_on": "9999-12-31", "started_time": "23:59"}, "started_on", "year"),
        ({"started": "at", "started_on": "soon", "started_time": "00:00"}, "started_on", "invalid"),
        ({"started": "someday"}, "started", "invalid_choice"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "unknown-zone"),
        ({"time_zone": ""}, "time_zone", "required"),
        ({"duration": "3600"}, "duration", "future"),
        ({"duration": "until"}, "ended_time", "required"),
        ({"duration": "until", "ended_on": "2026-06-09", "ended_time": "11:00"}, "ended_time", "end-before-start"),
        ({"duration": "until", "ended_on": "2026-06-11", "ended_time": "11:00"}, "ended_time", "future"),
        ({"duration": "long"}, "duration", "invalid_choice"),
        ({"intensity": "11"}, "intensity", "invalid_choice"),
        ({"intensity": "-1"}, "intensity", "invalid_choice"),
        ({"intensity": "abc"}, "intensity", "invalid_choice"),
        ({"count": "0"}, "count", "min_value"),
        ({"count": "99999999999999999999"}, "count", "max_value"),
        ({"count": "two"}, "count", "invalid"),
        ({"kind": "ache"}, "kind", "invalid_choice"),
        ({"suspected_factors": ["none", "stress"]}, "suspected_factors", "none-and-something"),
        ({"suspected_factors": ["moon"]}, "suspected_factors", "invalid_choice"),
        ({"suspected_factors": ["none"], "own_factor": "moon"}, "own_factor", "none-and-own"),
        ({"own_factor": "\u200b"}, "own_factor", "no-words"),
        ({"also_noticed": ["none", "weakness"]}, "also_noticed", "none-and-something"),
        ({"relief": ["nothing", "heat"]}, "relief", "nothing-and-something"),
        ({"relief": ["prayer"]}, "relief", "unknown"),
        ({"relief": ["new"]}, "relief", "no-words"),
        ({"relief": ["heat"], "relief_during_heat": "wonderfully"}, "relief", "effect"),
        ({"relief": ["medication-1"], "relief_text_medication-1": "x" * 500}, "relief", "too-long"),
        ({"note": "x" * 20_001}, "note", "max_length"),
        ({"note": "a\x00b"}, "note", "null_characters_not_allowed"),
        ({"uid": "not a uid"}, "uid", "invalid"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(typed, field, code):
    assert errors_for(**typed) == {field: [code]}


@pytest.mark.parametrize("regions", [["tail:left"], ["calf"], ["calf:middle"], ["widespread:left"], ["calf:left:x"]])
def test_a_region_or_a_side_that_is_not_there(regions):
    assert set(errors_for(regions=regions)) == {"regions"}


def test_a_phones_clock_may_be_a_little_ahead():
    record = record_for(started="at", started_on="2026-06-10", started_time="12:01")
    assert record.started_at == NOON


@pytest.mark.parametrize(("fold", "hour"), [("0", 0), ("1", 1)])
def test_the_hour_that_comes_twice_can_be_told_apart(fold, hour):
    record = record_for(started="at", started_on="2025-10-26", started_time="02:30", fold=fold)
    assert record.started_at == dt.datetime(2025, 10, 26, hour, 30, tzinfo=dt.UTC)


def test_everything_at_once():
    record = record_for(
        regions=["calf:left", "calf:right", "lower-back:middle"],
        intensity="7",
        kind="cramp",
        count="3",
        at_onset="asleep",
        woke="yes",
        suspected_factors=["little-fluid"],
        own_factor="New Shoes",
        relief=["gentle-stretch", "medication-1", "new"],
        **{
            "relief_during_gentle-stretch": "greatly",
            "relief_after_gentle-stretch": "used",
            "relief_text_medication-1": "ibuprofen 400",
            "relief_after_medication-1": "slightly",
            "relief_text_new": "Singing",
        },
        also_noticed=["none"],
        impact="some",
        soreness="hours",
        chest_signs="no",
        note="  🌊 שלום\r\nsecond line ",
        private="on",
    )
    assert record.regions == (RegionMark("lower-back", "middle"), RegionMark("calf", "both"))
    assert set(record.suspected_factors) == {"little-fluid", "x-new-shoes"}
    assert record.relief == (
        ReliefUse("gentle-stretch", "", "during", "greatly"),
        ReliefUse("gentle-stretch", "", "after", ""),
        ReliefUse("medication", "ibuprofen 400", "after", "slightly"),
        ReliefUse("x-singing", "", "", ""),
    )
    assert record.also_noticed == ("none",)
    assert record.note.startswith("  🌊 שלום")
    assert (record.private, record.chest_signs, record.count) == (True, "no", 3)


def test_two_words_of_the_persons_own_stay_two():
    factor, remedy = {"x-coffee": "Coffee +"}, {"x-massage": "Massage -"}
    form = form_for(own_factor="coffee", relief=["new"], relief_text_new="massage", own=(factor, remedy))
    assert form.is_valid(), form.errors
    words = form.own_words()
    assert (list(words["factor"].values()), list(words["relief"].values())) == (["coffee"], ["massage"])
    assert not (words["factor"].keys() & factor.keys() or words["relief"].keys() & remedy.keys())
    assert form.record().suspected_factors == tuple(words["factor"])


def test_a_word_that_is_there_keeps_its_code():
    factor, remedy = {"x-coffee": "Coffee +"}, {"x-massage": "Massage -"}
    form = form_for(own_factor="coffee +", relief=["new"], relief_text_new="MASSAGE  -", own=(factor, remedy))
    assert form.is_valid(), form.errors
    assert form.record().suspected_factors == ("x-coffee",)
    assert [use.relief for use in form.record().relief] == ["x-massage"]


def test_own_words_come_with_their_spelling():
    form = form_for(own_factor="New Shoes", relief=["new"], relief_text_new="Singing")
    assert form.is_valid()
    assert form.own_words() == {"factor": {"x-new-shoes": "New Shoes"}, "relief": {"x-singing": "Singing"}}


@pytest.mark.parametrize("words", ["x" * 47, "hum\x00ming"])
def test_own_words_that_could_not_be_kept_whole_are_said(words):
    form = form_for(relief=["new"], relief_text_new=words)
    assert not form.is_valid()
    assert "46 plain characters" in form.errors["relief"][0]


STORED = EpisodeRecord(
    uid=UID,
    started_at=dt.datetime(2025, 10, 26, 1, 30, 15, tzinfo=dt.UTC),
    ended_at=dt.datetime(2025, 10, 26, 1, 32, 15, tzinfo=dt.UTC),
    duration_basis="measured",
    time_zone=ZONE,
    count=2,
    kind="cramp",
    intensity=0,
    regions=(RegionMark("calf", "left"), RegionMark("other", "", "left eyebrow")),
    at_onset="asleep",
    woke="no",
    suspected_factors=("stress", "x-tea"),
    relief=(
        ReliefUse("heat", "", "", "slightly"),
        ReliefUse("heat", "", "during", "greatly"),
        ReliefUse("medication", "a", "after", ""),
        ReliefUse("medication", "b", "", ""),
        ReliefUse("x-singing", "", "during", "worse"),
    ),
    also_noticed=("weakness",),
    soreness="hours",
    impact="none",
    note=" as typed ",
    private=True,
    chest_signs="no",
    follow_up=(("one-side", "not-sure"), ("locked", "mouth"), ("locked", "wound")),
)


def as_posted(form) -> dict[str, list[str]]:
    """What a browser sends back for the rendered form."""
    questions = render_to_string("tracker/parts/safety_while_logging.html", {"form": form})
    return Form(read_markup(f"<form>{form.when}{form.where}{questions}{form.strength}{form.details}</form>")).fields


def test_a_stored_entry_sent_back_unchanged_stays_the_same():
    shown = EpisodeForm(person=PERSON, now=NOON, episode=STORED)
    data = QueryDict(mutable=True)
    for name, values in as_posted(shown).items():
        data.setlist(name, values)
    back = EpisodeForm(data, person=PERSON, now=NOON, episode=STORED)
    assert back.is_valid(), back.errors
    from tracker.records.episode import canonical

    assert canonical(back.record()) == canonical(STORED)


def test_a_form_with_errors_keeps_everything_typed():
    typed = form_for(intensity="7", regions=["calf"], note="kept", own_factor="moon", count="0", kind="cramp")
    assert not typed.is_valid()
    sent = as_posted(typed)
    assert sent["intensity"] == ["7"]
    assert sent["note"] == ["kept"]
    assert sent["own_factor"] == ["moon"]
    assert sent["count"] == ["0"]
    assert sent["kind"] == ["cramp"]
    assert "calf" in sent["regions"]


def test_a_start_moved_behind_the_stored_end_is_refused():
    typed = {"started": "at", "started_on": "2025-10-26", "started_time": "02:40", "fold": "1", "duration": "as-it-is"}
    assert errors_for(STORED, **typed) == {"duration": ["end-before-start"]}


def test_a_start_moved_earlier_keeps_the_measured_end():
    form = form_for(STORED, started="at", started_on="2025-10-26", started_time="01:00", duration="as-it-is")
    assert form.is_valid(), form.errors
    record = form.record()
    assert (record.ended_at, record.duration_basis) == (STORED.ended_at, "measured")


def test_what_was_chosen_last_comes_first():
    from tracker.selectors.recent import Recent

    form = EpisodeForm(
        person=PERSON,
        now=NOON,
        recent=Recent((("calf", "left"),), ("stress", "x-tea"), ("massage",)),
        own_factors=[("x-tea", "Tea")],
    )
    codes = [code for code, label in form.fields["suspected_factors"].choices]
    assert codes[:2] == ["stress", "x-tea"]
    assert codes[-1] == "none"
    assert form.fields["relief"].widget.lines([])[0].code == "massage"


# Answers to the safety questions


def test_answers_and_ticks_go_into_the_record():
    record = record_for(
        **{
            "follow_up_one-side": "not-sure",
            "follow_up_colder": "as-always",
            "follow_up_locked": ["wound", "mouth"],
            "follow_up_easing": "",
        }
    )
    assert set(record.follow_up) == {
        ("one-side", "not-sure"),
        ("colder", "as-always"),
        ("locked", "mouth"),
        ("locked", "wound"),
    }


def test_a_form_without_them_answers_nothing():
    assert record_for().follow_up == ()


@pytest.mark.parametrize(
    ("ticks", "kept"),
    [
        (["none"], {"none"}),
        (["not-sure"], {"not-sure"}),
        (["none", "mouth"], {"mouth"}),
        (["not-sure", "mouth", "wound"], {"mouth", "wound"}),
        (["none", "not-sure"], set()),
    ],
)
def test_a_tick_beside_none_of_these_is_the_one_that_stays(ticks, kept):
    assert {answer for _question, answer in record_for(follow_up_locked=ticks).follow_up} == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [("follow_up_easing", "perhaps"), ("follow_up_easing", "as-always"), ("follow_up_locked", ["mouth", "bleeding"])],
)
def test_an_answer_that_is_not_there_is_refused(name, value):
    assert errors_for(**{name: value}) == {name: ["invalid_choice"]}


def test_stored_answers_are_chosen_when_the_form_opens():
    form = EpisodeForm(person=PERSON, now=NOON, episode=STORED)
    assert form["follow_up_one-side"].value() == "not-sure"
    assert form["follow_up_locked"].value() == ["mouth", "wound"]
    assert not form["follow_up_easing"].value()


def test_every_question_has_its_field():
    form = EpisodeForm(person=PERSON, now=NOON)
    names = {name.removeprefix("follow_up_") for name in form.fields if name.startswith("follow_up_")}
    assert names == set(FOLLOW_UPS)
    assert not any(form.fields[f"follow_up_{name}"].required for name in names)


def test_a_form_with_errors_keeps_the_answers():
    typed = form_for(**{"count": "0", "follow_up_one-side": "yes", "follow_up_locked": ["mouth", "wound"]})
    assert not typed.is_valid()
    sent = as_posted(typed)
    assert (sent["follow_up_one-side"], sent["follow_up_locked"]) == (["yes"], ["mouth", "wound"])
