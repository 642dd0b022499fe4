"""Drawn stretches and positions: what loads, which one fits, and when none may be drawn."""

import re

import pytest

from tests.guidance.files import write_content
from tests.guidance.test_loader import FORBIDDEN, SOURCES, STEP, WORDS_OF_SOURCES
from tests.html import read_markup
from tracker.guidance.engine import help_for, with_drawing
from tracker.guidance.loader import DRAWINGS, GuidanceError, load_library, read_library
from tracker.guidance.proofing import SENTENCE_WORDS
from tracker.guidance.releases import WITHHELD_WITH, release_for, releases_to_show
from tracker.guidance.schema import NEVER_DRAWN
from tracker.vocabulary.episodes import NOTICED
from tracker.vocabulary.regions import REGIONS

LIBRARY = load_library()
RELEASES = list(LIBRARY.releases.values())
FIRST_OF = {
    "calf": "calf-bed",
    "ankle": "calf-bed",
    "foot-sole": "foot-sole",
    "toes": "foot-sole",
    "thigh-front": "front-thigh",
    "thigh-back": "back-thigh",
    "thigh-inner": "inner-thigh",
    "hip": "hip-buttock",
    "buttock": "hip-buttock",
    "thigh-outer": "hip-buttock",
    "lower-back": "lower-back",
    "flank": "lower-back",
    "upper-back": "upper-back-shoulder",
    "mid-back": "upper-back-shoulder",
    "shoulder-top": "upper-back-shoulder",
    "shoulder": "upper-back-shoulder",
    "neck-back": "neck",
    "neck-side": "neck",
    "forearm-inner": "forearm-hand",
    "wrist": "forearm-hand",
    "hand": "forearm-hand",
    "fingers": "forearm-hand",
}


def shown_help(*regions, noticed=(), conditions=(), is_late_pregnancy=False):
    return release_for(
        regions, noticed=noticed, conditions=conditions, is_late_pregnancy=is_late_pregnancy, library=LIBRARY
    )


# Which one


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_has_its_drawing_or_none(region):
    help_ = shown_help(region)
    assert (help_.release.key if help_ else None) == FIRST_OF.get(region)


@pytest.mark.parametrize("region", sorted(NEVER_DRAWN))
def test_nothing_is_drawn_where_it_could_do_harm(region):
    assert shown_help(region) is None


def test_of_several_places_a_leg_comes_first():
    assert shown_help("lower-back", "neck-side", "calf").release.key == "calf-bed"


def test_of_several_legs_the_first_of_the_vocabulary():
    assert shown_help("foot-sole", "thigh-back").release.key == "back-thigh"


def test_a_place_without_a_drawing_is_passed_over():
    assert shown_help("chest", "hand").release.key == "forearm-hand"


def test_without_a_place_there_is_none():
    assert shown_help() is None


def test_the_calf_has_the_bed_first_and_the_wall_second():
    help_ = shown_help("calf")
    assert (help_.release.key, [each.key for each in help_.alternatives]) == ("calf-bed", ["calf-wall"])


def test_the_acts_are_those_of_the_release():
    assert shown_help("calf").acts == LIBRARY.releases["calf-bed"].acts


# When none may be drawn


@pytest.mark.parametrize(
    "sign",
    [
        "swelling",
        "warmth-color-change",
        "weakness",
        "numbness",
        "fever",
        "pale-blue-cold",
        "dark-urine",
        "fell-or-nearly",
    ],
)
def test_with_this_sign_nothing_is_drawn(sign):
    assert shown_help("calf", noticed=[sign]) is None


def test_another_sign_takes_nothing_away():
    assert shown_help("calf", noticed=["tenderness", "stiffness"]).release.key == "calf-bed"


def test_every_withholding_sign_can_be_ticked():
    assert set(NOTICED) >= WITHHELD_WITH


@pytest.mark.parametrize("region", ["lower-back", "upper-back", "mid-back"])
def test_brittle_bones_and_the_back_get_a_sentence(region):
    help_ = shown_help(region, conditions=["osteoporosis"])
    assert help_.sentence_instead == "Do only what your physical therapist has shown you."
    assert help_.acts == ()
    assert help_.alternatives == ()


@pytest.mark.parametrize("region", ["hip", "buttock", "thigh-outer", "thigh-front", "thigh-back", "thigh-inner"])
def test_a_new_joint_and_hip_or_thigh_get_a_sentence(region):
    help_ = shown_help(region, conditions=["joint-replacement"])
    assert help_.sentence_instead == "Do only the stretches your physical therapist has shown you."
    assert help_.acts == ()


@pytest.mark.parametrize(
    ("region", "condition"),
    [("calf", "osteoporosis"), ("calf", "joint-replacement"), ("neck-side", "osteoporosis"), ("hand", "diabetes")],
)
def test_elsewhere_the_condition_changes_nothing(region, condition):
    assert not shown_help(region, conditions=[condition]).sentence_instead


# From mid-pregnancy


@pytest.mark.parametrize(
    ("region", "key"),
    [("lower-back", "lower-back-side"), ("hip", "hip-buttock-side"), ("thigh-back", "back-thigh-side")],
)
def test_from_mid_pregnancy_nobody_lies_flat_on_the_back(region, key):
    help_ = shown_help(region, is_late_pregnancy=True)
    assert help_.release.key == key
    assert "your side" in help_.acts[0]
    assert not any(each.is_flat_on_back for each in help_.alternatives)


def test_what_needs_no_lying_flat_stays_in_pregnancy():
    assert shown_help("calf", is_late_pregnancy=True).release.key == "calf-bed"


def test_before_that_the_side_is_the_other_position():
    assert [each.key for each in shown_help("lower-back").alternatives] == ["lower-back-side"]


def test_pregnancy_does_not_undo_the_sentence():
    assert shown_help("hip", conditions=["joint-replacement"], is_late_pregnancy=True).sentence_instead


# The sheet


def shown(*conditions, is_late_pregnancy=False):
    return releases_to_show(conditions=conditions, is_late_pregnancy=is_late_pregnancy, library=LIBRARY)


def test_the_sheet_has_all_of_them_in_order():
    assert [each.release.key for each in shown()] == list(LIBRARY.releases)


def test_the_sheet_leaves_out_lying_flat_from_mid_pregnancy():
    assert not any(each.release.is_flat_on_back for each in shown(is_late_pregnancy=True))


def test_the_sheet_says_the_sentence_once_for_a_muscle():
    told = [each.release.key for each in shown("osteoporosis") if each.sentence_instead]
    assert told == ["lower-back", "upper-back-shoulder"]


# The content


def sentences(release):
    texts = [*release.acts, release.stop, release.caution, release.variant, release.instead, release.alt]
    return [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.key)
def test_no_sentence_is_long(release):
    assert [sentence for sentence in sentences(release) if len(sentence.split()) > SENTENCE_WORDS] == []


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.key)
def test_it_has_few_acts_and_says_when_to_stop(release):
    assert 2 <= len(release.acts) <= 3
    assert release.stop.startswith("Stop if ")


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.key)
def test_it_sends_nobody_to_ask_a_doctor_as_an_act(release):
    assert not re.search(r"\bask\b|\bdoctor\b", " ".join(release.acts), re.IGNORECASE)


@pytest.mark.parametrize(
    "release", [each for each in RELEASES if each.title.startswith("Stretch")], ids=lambda r: r.key
)
def test_a_stretch_is_held_for_seconds_a_few_times_and_breathing(release):
    assert "Hold for 15 to 30 seconds and breathe, up to three times." in release.acts[2]


def test_the_neck_is_not_stretched_tilted_or_held():
    words = " ".join(sentences(LIBRARY.releases["neck"])).lower()
    assert not re.search(r"stretch|tilt|\bhand\b|circle", words)
    assert "supported" in words


def test_every_drawing_has_its_words():
    assert {path.stem for path in DRAWINGS.glob("*.svg")} == set(LIBRARY.releases)


@pytest.mark.parametrize("path", sorted(DRAWINGS.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_takes_its_colors_from_the_style_sheet(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,6}\b|\b(fill|stroke|style)=", text)
    for part in ("body", "skin", "muscle", "acts"):
        assert read_markup(text).has(f".{part}")


@pytest.mark.parametrize("path", sorted(DRAWINGS.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_numbers_only_the_acts_that_can_be_seen(path):
    assert read_markup(path.read_text(encoding="utf-8")).texts("text") == ["1", "2"]


# The step that it draws


@pytest.mark.parametrize("region", FIRST_OF)
def test_the_step_that_is_drawn_comes_first_and_the_others_stay(region):
    plain, release = help_for([region], "during", LIBRARY), shown_help(region)
    drawn = with_drawing(plain, release)
    assert drawn.steps[0].drawn == release
    assert drawn.steps[0].entry.key == release.release.step
    assert {step.entry.key for step in drawn.steps} == {step.entry.key for step in plain.steps}
    assert not any(step.drawn for step in drawn.steps[1:])


@pytest.mark.parametrize(("region", "key"), [("calf", "stretch-gently"), ("lower-back", "rest-the-muscle")])
def test_a_position_of_ease_is_no_stretch(region, key):
    assert shown_help(region).release.step == key


@pytest.mark.parametrize(("region", "condition"), [("lower-back", "osteoporosis"), ("hip", "joint-replacement")])
def test_a_sentence_in_its_place_draws_no_step(region, condition):
    plain = help_for([region], "during", LIBRARY, conditions=[condition])
    assert with_drawing(plain, shown_help(region, conditions=[condition])) == plain


def test_a_step_that_this_person_is_not_told_to_do_is_not_drawn():
    anywhere = help_for([], "during", LIBRARY, conditions=["osteoporosis"])
    assert with_drawing(anywhere, shown_help("calf", conditions=["osteoporosis"])) == anywhere


def test_without_a_drawing_the_steps_are_as_they_were():
    plain = help_for(["shin"], "during", LIBRARY)
    assert with_drawing(plain, None) == plain
    assert not plain.is_drawn


# What does not load

CALF = {
    "key": "calf-bed",
    "title": "Calf",
    "alt": "A calf.",
    "acts": ["Sit up.", "Pull."],
    "stop": "Stop if it hurts.",
    "caution": "Not after a fall.",
    "regions": ["calf"],
    "step": "stretch",
}


@pytest.fixture
def library(tmp_path):
    """library(tables…) reads a library of these [[release]] tables."""

    def read(*releases):
        (tmp_path / "sources.toml").write_text(SOURCES)
        tables = [("entry", STEP), *(("release", each) for each in releases)]
        write_content(tmp_path, *tables, forbidden=[FORBIDDEN], sources=WORDS_OF_SOURCES)
        return read_library("en", tmp_path, {})

    return read


def test_a_whole_one_loads(library):
    assert library(CALF).releases["calf-bed"].acts == ("Sit up.", "Pull.")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": "earlobe"}, "it has no drawing"),
        ({"acts": []}, "it has 0 acts"),
        ({"acts": ["One.", "Two.", "Three.", "Four."]}, "it has 4 acts"),
        ({"acts": ["word " * 30]}, "an act has 150 characters"),
        ({"acts": ["go " * 21]}, "a sentence has more than 20 words"),
        ({"alt": "go " * 21}, "a sentence has more than 20 words"),
        ({"caution": "It will cure you."}, "forbidden phrasing"),
        ({"caution": None}, "caution is missing"),
        ({"stop": None}, "stop is missing"),
        ({"regions": []}, "it names no regions"),
        ({"regions": ["tail"]}, "regions: unknown code 'tail'"),
        ({"regions": ["groin"]}, "nothing is drawn for 'groin'"),
        ({"step": None}, "dead reference: step ''"),
        ({"step": "nowhere"}, "dead reference: step 'nowhere'"),
        ({"second_for": "nowhere", "regions": [], "step": None}, "dead reference: second_for 'nowhere'"),
        ({"instead_with": ["osteoporosis"]}, "instead and instead_with go together"),
        ({"instead_with": ["vapors"], "instead": "Wait."}, "instead_with: unknown code 'vapors'"),
        ({"colour": "red"}, "unknown field 'colour'"),
    ],
)
def test_one_that_is_wrong_stops_the_load(library, change, reason):
    table = {name: value for name, value in (CALF | change).items() if value is not None}
    with pytest.raises(GuidanceError) as error:
        library(table)
    assert reason in str(error.value)


def test_a_second_position_has_no_regions_of_its_own(library):
    with pytest.raises(GuidanceError, match="a second position has the regions and the step of the first"):
        library(CALF, CALF | {"key": "calf-wall", "second_for": "calf-bed"})


def test_two_with_one_key_stop_the_load(library):
    with pytest.raises(GuidanceError, match="duplicate key"):
        library(CALF, CALF)


def test_lying_flat_alone_stops_the_load(library):
    with pytest.raises(GuidanceError, match="it needs a second position"):
        library(CALF | {"is_flat_on_back": True})
