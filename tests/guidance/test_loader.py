"""A broken library does not load: each way in which it can be broken, with file, key and reason."""

import pytest

from tests.guidance.files import write_content
from tracker import checks
from tracker.guidance.conditions import EntryCondition, When
from tracker.guidance.loader import GuidanceError, languages, library_in, load_library, read_library

SHA = "0" * 64
SOURCES = f"""
[[source]]
number = 1
file = "1-one.txt"
title = "One"
sections = ["Opening"]
passages = [
  {{ number = 1, section = 1, paragraph = 1, sha256 = "{SHA}" }},
  {{ number = 2, section = 1, paragraph = 1, sha256 = "{SHA}" }},
]
"""
STEP = {
    "key": "stretch",
    "origin": "sources",
    "role": "step",
    "topic": "what-helps",
    "moments": ["during"],
    "title": "Stretch",
    "text": "Source 1 says to stretch.",
    "citations": ["1:1"],
}
CARD = {
    "key": "saddle-numbness",
    "origin": "general-safety",
    "role": "card",
    "care": "emergency",
    "topic": "safety",
    "condition": "numb",
    "title": "Get help",
    "text": "This can be urgent.",
    "what_to_do": "Call.",
}
FORBIDDEN = {
    "key": "promise",
    "pattern": r"\bwill cure\b",
    "why": "Nothing is promised.",
    "example": "It will cure you.",
}
NUMB = EntryCondition("numb", (When("You selected it.", noticed=frozenset({"numbness"})),))


WORDS_OF_SOURCES = {1: {"kind": "An article.", "covers": "A little."}}


@pytest.fixture
def library(tmp_path):
    """library(tables…) reads a library of these [[entry]] tables; `more` is added to the file as it is.

    `disagreements`: tables of these, too.
    """

    def read(*entries, disagreements=(), more="", sources=SOURCES, forbidden=FORBIDDEN, conditions=None, **words):
        (tmp_path / "sources.toml").write_text(sources)
        tables = [("entry", each) for each in entries] + [("disagreement", each) for each in disagreements]
        write_content(
            tmp_path,
            *tables,
            forbidden=[forbidden] if forbidden else [],
            sources=words.pop("words_of_sources", WORDS_OF_SOURCES),
            more=more,
            **words,
        )
        return read_library("en", tmp_path, conditions or {})

    return read


def reasons(error) -> list[str]:
    return [str(problem) for problem in error.value.problems]


def test_a_whole_one_loads(library):
    assert list(library(STEP).entries) == ["stretch"]


def test_a_card_with_its_condition_loads(library):
    assert library(CARD, conditions={"numb": NUMB}).cards()[0].condition == "numb"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"title": None}, "title is missing"),
        ({"title": " "}, "title is empty"),
        ({"title": 7}, "title is not a text"),
        ({"rank": "high"}, "rank is not a whole number"),
        ({"moments": "during"}, "moments is not a list"),
        ({"moments": ["whenever"]}, "moments: unknown code 'whenever'"),
        ({"moments": ["during", "during"]}, "moments names 'during' twice"),
        ({"origin": "hearsay"}, "origin: unknown code 'hearsay'"),
        ({"topic": "weather"}, "topic: unknown code 'weather'"),
        ({"care": "soon"}, "care: unknown code 'soon'"),
        ({"regions": ["tail"]}, "regions: unknown code 'tail'"),
        ({"groups": ["wing"]}, "groups: unknown code 'wing'"),
        ({"kinds": ["tickle"]}, "kinds: unknown code 'tickle'"),
        ({"factors": ["moon"]}, "factors: unknown code 'moon'"),
        ({"relief": ["magic"]}, "relief: unknown code 'magic'"),
        ({"conditions": ["vapors"]}, "conditions: unknown code 'vapors'"),
        ({"key": "Stretch It"}, "key is not lower-case words joined by hyphens"),
        ({"text": "word " * 120}, "text is too long: 600 characters, at most 420"),
        ({"citations": []}, "it comes from the sources but has no citation"),
        ({"citations": ["1-1"]}, "'1-1' is not of the form"),
        ({"citations": ["9:1"]}, "citation 9:1: no source 9"),
        ({"citations": ["1:3"]}, "citation 1:3: source 1 has no passage 3"),
        ({"disagreements": ["nowhere"]}, "dead reference: no disagreement 'nowhere'"),
        ({"see_also": ["nowhere"]}, "dead reference: see_also 'nowhere'"),
        ({"instead_of": "nowhere"}, "dead reference: instead_of 'nowhere'"),
        ({"condition": "numb"}, "only a card has a condition"),
        ({"moments": []}, "it must say for which moments it is"),
        ({"care": "see-a-doctor"}, "a care card must say what to do"),
        ({"regions": ["calf"], "except_regions": ["calf"]}, "it names a region and excepts it"),
        ({"text": "Stretching will cure it."}, "forbidden phrasing 'will cure' (promise): Nothing is promised."),
        ({"cautions": [{"text": "This will cure it."}]}, "forbidden phrasing 'will cure'"),
        ({"cautions": [{"text": "Careful.", "noticed": ["wings"]}]}, "noticed: unknown code 'wings'"),
        ({"cautions": [{"words": "Careful."}]}, "unknown field 'words'"),
        ({"cautions": [{"text": "Careful.", "noticed": ["fever"]}]}, "says one of instead, withhold and beside"),
        (
            {"cautions": [{"text": "Careful.", "noticed": ["fever"], "withhold": True, "beside": True}]},
            "says one of instead, withhold and beside",
        ),
        (
            {"cautions": [{"text": "Careful.", "noticed": ["fever"], "withhold": "yes"}]},
            "withhold is not true or false",
        ),
        ({"cautions": [{"text": "Careful.", "withhold": True}]}, "a caution has an effect only beside a step"),
        (
            {"cautions": [{"text": "Careful.", "regions": ["calf"]}]},
            "a caution for regions names a condition or a sign",
        ),
        (
            {"cautions": [{"text": "Careful.", "noticed": ["fever"], "instead": "This will cure it."}]},
            "forbidden phrasing 'will cure'",
        ),
        (
            {"role": "avoid", "cautions": [{"text": "Careful.", "noticed": ["fever"], "withhold": True}]},
            "a caution has an effect only beside a step",
        ),
    ],
)
def test_an_entry_that_is_wrong_is_named_with_its_reason(library, change, reason):
    table = {name: value for name, value in (STEP | change).items() if value is not None}
    with pytest.raises(GuidanceError) as error:
        library(table)
    matches = [problem for problem in error.value.problems if reason in problem.reason]
    assert matches, reasons(error)
    assert matches[0].key == table["key"]
    assert matches[0].file in {"content/one.toml", "content/en/one.toml"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"citations": ["1:1"]}, "general safety information is not from the sources and has no citation"),
        ({"key": "general-fear"}, "not one of the emergencies that may come from general safety"),
        ({"care": "self-care"}, "general safety sends to help and is no self-care"),
        ({"what_to_do": ""}, "a care card must say what to do"),
        ({"condition": ""}, "a card needs the condition that raises it"),
        ({"condition": "moonrise"}, "unknown condition 'moonrise'"),
    ],
)
def test_a_card_that_is_wrong_is_named_with_its_reason(library, change, reason):
    with pytest.raises(GuidanceError) as error:
        library(CARD | change, conditions={"numb": NUMB})
    assert any(reason in each for each in reasons(error)), reasons(error)


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (When("", places=frozenset({("tail", "left")})), "no such place: tail:left"),
        (When("", places=frozenset({("breathing-muscles", "left")})), "no such place: breathing-muscles:left"),
        (When("", noticed=frozenset({"wings"})), "no such sign: wings"),
        (When("", noticed=frozenset({"none"})), 'it wants "none of these" as a sign'),
        (When("", answers=frozenset({"maybe"})), "no such answer: maybe"),
        (When("", noticed=frozenset({"fever"}), intensity_from=11), "no intensity tells it apart: 11"),
        (When("", noticed=frozenset({"fever"}), minutes_from=0), "no duration tells it apart: 0"),
        (When("", intensity_from=7), "it names no place, no sign and no answer"),
    ],
)
def test_a_condition_that_cannot_fire_stops_the_load(library, when, reason):
    with pytest.raises(GuidanceError) as error:
        library(CARD, conditions={"numb": EntryCondition("numb", (when,))})
    assert any(f"condition 'numb' cannot fire: {reason}" in each for each in reasons(error)), reasons(error)


def test_a_condition_without_alternatives_cannot_fire(library):
    with pytest.raises(GuidanceError, match="it has no alternatives"):
        library(CARD, conditions={"numb": EntryCondition("numb", ())})


def test_a_card_for_regions_that_its_condition_never_meets_stops_the_load(library):
    eyelids = EntryCondition("numb", (When("", places=frozenset({("eyelid", "left")})),))
    with pytest.raises(GuidanceError, match="cannot fire in the regions of the entry"):
        library(CARD | {"groups": ["leg"]}, conditions={"numb": eyelids})


def test_a_registered_condition_without_a_card_stops_the_load(library):
    with pytest.raises(GuidanceError, match="numb: no card answers this condition"):
        library(STEP, conditions={"numb": NUMB})


def test_an_entry_may_not_stand_instead_of_one_with_another_role(library):
    fact = STEP | {"key": "fact", "role": "fact", "instead_of": "stretch"}
    with pytest.raises(GuidanceError, match="another role"):
        library(STEP, fact)


def test_a_key_that_comes_twice_stops_the_load(library):
    with pytest.raises(GuidanceError, match=r"stretch: duplicate key, also in content/one\.toml"):
        library(STEP, STEP)


DISAGREEMENT = {
    "key": "differ",
    "title": "Which?",
    "reading": "Wait.",
    "sides": [{"says": "Yes.", "citations": ["1:1"]}, {"says": "No.", "citations": ["1:2"]}],
}
YES, NO = DISAGREEMENT["sides"]


def test_a_disagreement_that_an_entry_names_loads(library):
    loaded = library(STEP | {"disagreements": ["differ"]}, disagreements=[DISAGREEMENT])
    assert [side.says for side in loaded.disagreements["differ"].sides] == ["Yes.", "No."]


@pytest.mark.parametrize(
    ("named", "change", "reason"),
    [
        ([], {}, "no entry names this disagreement"),
        (["differ"], {"sides": [YES, {"says": "No."}]}, "a side has no citation"),
        (["differ"], {"sides": [YES, NO | {"citations": ["1:9"]}]}, "source 1 has no passage 9"),
        (["differ"], {"sides": [YES]}, "at least two sides"),
        (["differ"], {"reading": "It will cure you."}, "forbidden phrasing"),
        (["differ"], {"reading": ""}, "reading is empty"),
        (["differ"], {"sides": [YES, NO | {"loudly": 1}]}, "unknown field 'loudly'"),
    ],
)
def test_a_disagreement_that_is_wrong_stops_the_load(library, named, change, reason):
    with pytest.raises(GuidanceError) as error:
        library(STEP | {"disagreements": named}, disagreements=[DISAGREEMENT | change])
    assert any(reason in each for each in reasons(error)), reasons(error)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"pattern": "("}, "the pattern is no regular expression"),
        ({"example": "Good day."}, "the pattern does not find its own example"),
    ],
)
def test_a_forbidden_phrasing_that_finds_nothing_stops_the_load(library, change, reason):
    with pytest.raises(GuidanceError, match=reason):
        library(STEP, forbidden=FORBIDDEN | change)


def test_a_language_without_forbidden_phrasings_stops_the_load(library):
    with pytest.raises(GuidanceError, match="no list of forbidden phrasings"):
        library(STEP, forbidden=None)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("[[recipe]]\nkey = 1\n", "unknown kind of table"),
        ("entry =", "cannot be read"),
        ("[[entry]]\n", "key is missing"),
        ("[release.more]\n", r"write it as \[\[release\]\]"),
        ("[[forbidden]]\n", "unknown kind of table"),
    ],
)
def test_a_file_that_is_wrong_stops_the_load(library, more, reason):
    with pytest.raises(GuidanceError, match=reason):
        library(STEP, more=more)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("[recipe.soup]\ntitle = 'Soup'\n", "unknown kind of table"),
        ("entry =", "cannot be read"),
        ("[[release]]\n", r"write it as \[release\.<key>\]"),
        ("[entry.nowhere]\ntitle = 'A title'\n", "nowhere: words for no entry"),
        ("[disagreement.stretch]\ntitle = 'A title'\n", "stretch: words for no disagreement"),
    ],
)
def test_words_that_are_wrong_stop_the_load(library, more, reason):
    with pytest.raises(GuidanceError, match=reason):
        library(STEP, more_words=more)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("[[entry]]\nkey = 'more'\n", "content/en: more: title is missing"),
        ("[[entry.cautions]]\nkey = 'everyone'\n", "content/en/one.toml: stretch: cautions.everyone is missing"),
        ("rank = 1\ntitle = 'A title'\n", "content/one.toml: stretch: unknown field 'title'"),
    ],
)
def test_structure_without_words_stops_the_load(library, more, reason):
    with pytest.raises(GuidanceError) as error:
        library(STEP, more=more)
    assert reason in reasons(error)


def test_structure_does_not_stand_among_the_words(library):
    with pytest.raises(GuidanceError, match=r"content/en/one\.toml: other: unknown field 'rank'"):
        library(STEP, more="[[entry]]\nkey = 'other'\n", more_words="[entry.other]\nrank = 1\n")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("number = 1\nfile", "number = 2\nfile", "sources are numbered from 1, in order"),
        ("{ number = 2, section = 1", "{ number = 3, section = 1", "passage 3 stands where 2 is due"),
        ("{ number = 2, section = 1", "{ number = 2, section = 4", "passage 2: no section 4"),
        (f'1, sha256 = "{SHA}" }},\n]', '1, sha256 = "abc" },\n]', "passage 2: sha256 is not 64 hexadecimal digits"),
        ('title = "One"', "", "title is missing"),
        ('title = "One"', 'title = "One"\nauthor = "X"', "unknown field 'author'"),
    ],
)
def test_a_source_that_is_wrong_stops_the_load(library, old, new, reason):
    assert old in SOURCES
    with pytest.raises(GuidanceError, match=reason):
        library(STEP, sources=SOURCES.replace(old, new))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({}, "content/en: source 1: kind is missing"),
        ({1: {"kind": "An article."}}, "content/en/one.toml: source 1: covers is missing"),
        (WORDS_OF_SOURCES | {2: {"kind": "Another."}}, "content/en/one.toml: 2: words for no source"),
    ],
)
def test_the_words_of_a_source_are_there(library, words, reason):
    with pytest.raises(GuidanceError) as error:
        library(STEP, words_of_sources=words)
    assert any(each.startswith(reason) for each in reasons(error)), reasons(error)


def test_all_problems_are_listed_at_once(library):
    with pytest.raises(GuidanceError) as error:
        library(STEP | {"care": "soon"}, STEP | {"key": "other", "citations": []})
    assert {problem.key for problem in error.value.problems} == {"stretch", "other"}
    assert "content/one.toml: other: it comes from the sources but has no citation" in str(error.value)


def test_a_language_without_content_stops_the_load(tmp_path):
    (tmp_path / "sources.toml").write_text(SOURCES)
    with pytest.raises(GuidanceError, match="no content in this language"):
        load_library("tlh", tmp_path)


def test_a_library_is_read_once():
    assert load_library() is load_library()


@pytest.mark.parametrize("language", ["en", "en-gb", "tlh", "", None])
def test_a_reader_of_any_language_gets_a_library(language):
    assert library_in(language).language == "en"


def test_the_check_is_content_with_what_there_is():
    assert checks.guidance_is_whole() == []


def test_the_check_reports_each_broken_entry(library, monkeypatch):
    with pytest.raises(GuidanceError) as error:
        library(STEP | {"care": "soon"})

    def broken(language):
        raise error.value

    monkeypatch.setattr(checks, "load_library", broken)
    problems = checks.guidance_is_whole()
    assert [(each.id, each.is_serious()) for each in problems] == [("tracker.E001", True)] * len(error.value.problems)
    assert "content/one.toml: stretch: care: unknown code 'soon'" in problems[0].msg


def test_every_language_is_a_folder():
    assert languages() == ("en",)


# Passages that no entry rests on


REASONS = '[not_used]\na = "an advertisement"\nb = "a heading"\n'


def with_reasons(rows):
    return SOURCES.replace("passages = [", f"not_used = [{rows}]\npassages = [")


def test_a_reason_stands_for_each_passage_of_its_row(library):
    read = library(STEP, sources=with_reasons('{ first = 1, last = 2, reason = "a" }'), more_words=REASONS)
    assert read.sources[1].not_used == {1: "an advertisement", 2: "an advertisement"}


def test_a_source_needs_no_reasons(library):
    assert library(STEP).sources[1].not_used == {}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('{ first = 2, last = 3, reason = "a" }', "not_used: no passages 2 to 3"),
        ('{ first = 2, last = 1, reason = "a" }', "not_used: no passages 2 to 1"),
        (
            '{ first = 1, last = 2, reason = "a" }, { first = 2, last = 2, reason = "b" }',
            "not_used: names a passage of 2 to 2 twice",
        ),
        ("{ first = 1, last = 1 }", "reason is missing"),
        ('{ first = 1, last = 1, reason = "c" }', "not_used: no words for the reason 'c'"),
        ('{ first = 1, last = 1, reason = "a", why = "b" }', "unknown field 'why'"),
    ],
)
def test_a_row_of_reasons_that_cannot_be_is_refused(library, rows, reason):
    with pytest.raises(GuidanceError) as error:
        library(STEP, sources=with_reasons(rows), more_words=REASONS)
    assert f"sources.toml: source 1: {reason}" in reasons(error)


@pytest.mark.parametrize("text", ["Call 999 now.", "Call 112, or 911 there."])
def test_a_text_that_names_an_emergency_number_itself_is_refused(library, text):
    with pytest.raises(GuidanceError) as error:
        library(STEP | {"text": text})
    assert "it names an emergency number; write {number} instead" in reasons(error)[0]


@pytest.mark.parametrize(
    ("text", "token"), [("Call {phone} now.", "{phone}"), ("Call {} now.", "{}"), ("Call {.", "{")]
)
def test_an_unknown_token_is_refused(library, text, token):
    with pytest.raises(GuidanceError) as error:
        library(STEP | {"text": text})
    assert f"unknown token {token!r}" in reasons(error)[0]


def test_a_title_does_not_hold_the_emergency_number(library):
    with pytest.raises(GuidanceError) as error:
        library(STEP | {"title": "Call {number}"})
    assert "{number} is for text, what_to_do and cautions" in reasons(error)[0]


def test_a_text_may_hold_the_emergency_number(library):
    assert library(STEP | {"text": "Call {number} now."}).entries["stretch"].text == "Call {number} now."
