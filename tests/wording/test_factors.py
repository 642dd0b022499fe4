"""What the check-ins show: what is said."""

from dataclasses import replace

from tests.charts.drawn import link
from tests.charts.findings import five_states, hard_days, waiting
from tracker.analysis.evidence import LikeWithLike
from tracker.analysis.evidence_power import POWER
from tracker.analysis.factors import LINKED
from tracker.wording import factors
from tracker.wording.readers import DOCTOR, PERSON


def test_reading_says_what_is_linked_and_on_how_much_that_rests():
    assert factors.reading(five_states(), PERSON) == (
        "Of 100 days with “stress”, about 83 were followed by a spasm. Of 100 without, about 4. "
        "(Counted: 208 of 252 with it, 22 of 475 without.) "
        "Of 100 days with “hot weather”, about 28 were followed by a spasm. Of 100 without, about 32. "
        "(Counted: 71 of 250 with it, 159 of 477 without.) "
        "This counted as a link on 2 September 2025, with more spasms after days with it. It has been weaker since. "
        "Together, not proof of cause. It is too early to say for 2 of 7. "
        "This is based on up to 735 days per factor in your whole diary."
    )


def test_of_the_days_since_it_passed_one_was_followed():
    stress = next(one for one in five_states().results if one.state == LINKED)
    alone = replace(stress, since=LikeWithLike(60, 0.14, 0.42), since_counts=stress.counts)
    said = factors.since_words(five_states(), alone)
    assert said.startswith(
        "Since then, of 10 days with “stress”, about 1 was followed by a spasm. Of 10 without, about 4."
    )


def test_reading_before_anything_may_be_said():
    assert factors.reading(waiting(39), PERSON) == "It is too early to say. You have 41 of about 90 days."


def test_reading_when_nothing_is_linked_names_the_hard_day():
    words = factors.reading(hard_days(), PERSON)
    assert words.startswith(
        "So far, nothing counts as a link with a hard day (limited somewhat or more, or rated 4 or more) in the night "
        "and day after. This is based on "
    )


def test_reading_says_that_rare_spasms_may_take_long():
    assert "it may take longer than a year" in factors.reading(waiting(41, rare=True), PERSON)


def test_a_link_that_got_weaker_is_no_title():
    weaker = replace(five_states(), results=five_states().results[1:])
    assert factors.title(weaker) == "So far, nothing counts as a link"
    assert factors.title(five_states()).startswith("Of 100 days with “stress”")


def suspecting(result, counts):
    return replace(result, suspected=counts)


def test_an_opinion_that_differs_is_named_beside_the_state():
    words = factors.reading(suspecting(five_states(), {"x-long-drive": 12, "stress": 40, "cold": 3}), PERSON)
    assert (
        "You suspected “Long drive!” in 12 entries. Your check-ins show no clear link so far. A moderate one could "
        "still be missed, and links within the same day are not tested." in words
    )


def test_an_opinion_that_does_not_differ_is_not():
    analysis = five_states()
    assert factors.reading(suspecting(analysis, {"stress": 40, "cold": 3}), PERSON) == factors.reading(analysis, PERSON)


def test_while_the_first_four_weeks_wait_for_answers_no_date_is_promised():
    early = replace(waiting(39), closed=0)
    few = replace(early, outcome=replace(early.outcome, of=20))
    assert factors.next_words(few) == (
        "The first four weeks count once you have checked in on 28 evenings. So far you have 20."
    )
    assert "are added on" in factors.next_words(replace(early, outcome=replace(early.outcome, of=28)))


def test_table_has_the_evidence_and_where_each_stands():
    table = factors.table(five_states(), link)
    assert table.rows[0].cells[:-1] == (
        *("stress", "208 of 252", "22 of 475", "linked", "since 2 September 2025"),
        *("more than 1,000,000 to 1", "22 to 1,300", "727"),
    )
    assert table.rows[2].cells[3:6] == ("getting clearer", "counts as a link at 53 to 1 or more", "52 to 1")
    assert table.rows[-1].cells[:-1] == (
        *("poor sleep", "2 of 8", "7 of 23", "too early to say", "You have 32 of about 90 days."),
        *("–", "–", "31"),
    )


def test_table_says_when_more_is_added_and_what_each_state_leaves_open():
    note = factors.table(five_states(), link).note
    for words_of_it in (
        "Days followed by a spasm in the night and day after.",
        "The next four weeks are added on",
        "Linked earlier, weaker since (together, not proof of cause).",
    ):
        assert words_of_it in note


def test_table_sets_opinion_and_check_ins_side_by_side():
    table = factors.table(suspecting(five_states(), {"stress": 3}), link)
    assert table.headers[-1] == "Suspected by you"
    assert [row.cells[-1] for row in table.rows][:2] == ["in 3 entries", "in 0 entries"]
    assert "opinion" in table.note


def test_what_a_year_finds_is_the_number_of_the_table():
    for power in POWER.values():
        spells, alike = power.year
        words = factors.power_words(power)
        assert "With three questions answered 9 evenings in 10, a year finds" in words
        assert words.endswith(f"about {alike} of 100 diaries, or in about {spells} when spasms come in bad spells.")
        for evenings, (by_spells, by_alike) in power.by.items():
            words = factors.progress_words(power, evenings - 1)
            assert "With three questions answered 9 evenings in 10," in words
            assert f" about {by_alike} of 100 diaries show that link by {evenings:,} answered evenings" in words
            assert words.endswith(f", or about {by_spells} when spasms come in bad spells.")


def test_beyond_the_table_nothing_is_made_up():
    power = POWER[4.0]
    assert f"by {max(power.by):,} answered evenings" in factors.progress_words(power, 5000)


def test_the_doctor_reads_of_links_alone():
    lines = factors.linked_lines(five_states(), str)
    assert len(lines) == 2
    assert "counted: 208 of 252 with it, 22 of 475 without" in lines[0]
    assert lines[0].endswith("linked since 2 September 2025, evidence more than 1,000,000 to 1")
    assert lines[1].endswith("linked on 2 September 2025 with more spasms afterward, weaker since")
    assert set(factors.check_ins_beside_suspicions(five_states())) == {"stress", "hot-weather"}


def test_beside_an_opinion_a_link_says_which_way_it_points():
    result = five_states()
    fewer = replace(result, results=tuple(replace(one, direction="less", compared=None) for one in result.results))
    for direction, shown in (("more", result), ("fewer", fewer)):
        beside = factors.check_ins_beside_suspicions(shown)
        assert beside["stress"] == f"check-ins: linked with {direction} spasms afterward (not proof of cause)"
        assert beside["hot-weather"].startswith(f"linked earlier with {direction} spasms afterward, weaker since")


def test_a_link_that_turned_is_told_with_what_it_was():
    result = five_states()
    linked = next(one for one in result.results if one.state == LINKED)
    turned = replace(linked, compared=LikeWithLike(40, 0.3, 0.4), direction="more")
    result = replace(result, results=tuple(turned if one is linked else one for one in result.results))
    assert "with more spasms after days with it. Over all days, that is no longer so." in factors.reading(
        result, PERSON
    )
    (line,) = (line for line in factors.linked_lines(result, str) if "stress" in line)
    assert "with more spasms afterward, no longer so over all days" in line
    assert "linked since" not in line
    assert factors.check_ins_beside_suspicions(result)["stress"] == (
        "linked earlier with more spasms afterward, no longer so over all days"
    )


def test_days_of_several_factors_are_said_to_be_those_of_each():
    """One may have been asked for when the other was not: 43 evenings each may be 86 with an answer about factors."""
    one = waiting(41)
    several = replace(one, results=(*one.results, replace(one.results[0], code="cold")))
    assert "The log has 43 evenings with an answer about factors." in factors.reading(one, DOCTOR)
    assert factors.reading(several, DOCTOR).endswith("For any one factor, the log has answers on at most 43 evenings.")
    assert factors.subtitle(five_states()).startswith("Up to 735 check-in days per factor.")
