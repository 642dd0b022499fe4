"""Looking for words: all of them, the title first, then what an entry is about, then its text."""

import pytest

from tracker.guidance.loader import load_library
from tracker.guidance.schema import TAKES_SELF_CARE_OFF, Caution, Disagreement, DisagreementSide, Entry
from tracker.guidance.search import finds, search, words_of

LIBRARY = load_library()


def entry(key="a", title="A title", text="A text.", **more):
    return Entry(key, "sources", "fact", "causes", title, text, **more)


def search_keys(query, *entries):
    return [each.key for each in search(entries, query)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Parkinson's, CAFÉ", ["parkinsons", "cafe"]),
        ("Parkinson’s", ["parkinsons"]),
        ("X-rays & MRIs", ["x", "rays", "mris"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        (" ?! _ ", []),
    ],
)
def test_words_are_compared_without_case_accents_and_apostrophes(text, words):
    assert words_of(text) == words


def test_every_word_must_be_there():
    assert search_keys("warm calf", entry(text="A warm calf."), entry("b", text="A warm arm.")) == ["a"]


def test_words_may_be_spread_over_title_labels_and_text():
    assert search_keys("bed calf warm", entry(title="In bed", text="Warm.", regions=("calf",))) == ["a"]


def test_the_title_comes_before_what_it_is_about_and_that_before_the_text():
    entries = [
        entry("text", text="Something about the calf."),
        entry("about", regions=("calf",)),
        entry("title", title="The calf"),
    ]
    assert search_keys("calf", *entries) == ["title", "about", "text"]


def test_among_equals_the_gravest_comes_first_then_the_order_given():
    entries = [entry("first", title="Calf"), entry("second", title="Calf"), entry("grave", title="Calf", care="urgent")]
    assert search_keys("calf", *entries) == ["grave", "first", "second"]


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("leg foot", {"groups": ("leg",)}),
        ("calf", {"groups": ("leg",)}),
        ("hot weather", {"factors": ("hot-weather",)}),
        ("atherosclerosis", {"conditions": ("atherosclerosis",)}),
        ("massage", {"relief": ("massage",)}),
        ("visit doctor", {"moments": ("visit",)}),
        ("careful", {"cautions": (Caution("Be careful."),)}),
        ("call", {"what_to_do": "Call a doctor."}),
        ("set off", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_it_finds_the_labels_of_what_an_entry_is_about_and_all_of_its_texts(query, more):
    plain = Entry("plain", "sources", "fact", "tests", "T", "U.")
    assert search_keys(query, plain, entry(**more)) == ["a"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("cramp", "Cramps."),
        ("cramps", "A cramp."),
        ("legs", "A leg."),
        ("leg", "Legs."),
        ("cramping", "A cramp."),
        ("breathe", "Breathing."),
        ("injuries", "An injury."),
        ("stretch", "Overstretch, stretching."),
    ],
)
def test_a_word_is_found_in_another_form(query, text):
    assert search_keys(query, entry(text=text)) == ["a"]


@pytest.mark.parametrize(
    ("query", "text"),
    [("als", "It also hurts."), ("ms", "Some arms."), ("art", "A start, an artery."), ("rest", "Crest.")],
)
def test_a_part_of_another_word_is_not_found(query, text):
    assert search_keys(query, entry(text=text)) == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "\0"])
def test_without_a_word_nothing_is_found(query):
    assert search_keys(query, entry()) == []


@pytest.mark.parametrize("query", ["chest pain", "pain in my CHEST", "chest"])
def test_the_emergency_card_of_a_place_comes_first_whatever_else_is_asked(query):
    assert search(LIBRARY.entries.values(), query)[0].key == "heart-or-lungs"


def test_it_does_not_come_first_for_other_places():
    assert search(LIBRARY.entries.values(), "magnesium")[0].key == "which-minerals"
    assert "heart-or-lungs" not in {each.key for each in search(LIBRARY.entries.values(), "calf cramp")}


@pytest.mark.parametrize(("query", "key"), [("ALS", "als"), ("parkinson", "parkinsons"), ("diabetes", "diabetes")])
def test_an_illness_is_found_by_its_name(query, key):
    hits = search(LIBRARY.entries.values(), query)
    assert next(each.key for each in hits if each.care not in TAKES_SELF_CARE_OFF) == key


def test_an_emergency_of_pregnancy_comes_before_what_is_common_in_it():
    assert search(LIBRARY.entries.values(), "pregnant")[0].key == "pregnancy-cramps-or-bleeding"


def test_a_disagreement_is_found_by_its_title_its_sides_and_its_reading():
    one = Disagreement(
        "a", "Heat or cold?", (DisagreementSide("Source 1: heat.", ()), DisagreementSide("Source 2: ice.", ())), "Wait."
    )
    assert all(finds(one, query) for query in ("cold", "ice heat", "wait"))
    assert not finds(one, "massage")
    assert not finds(one, "")
