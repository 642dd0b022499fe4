"""What is marked private never leaves: it counts, and none of its words stand anywhere in the content."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at
from tests.report.pages import NOW, make_material, page_of, printed, section, texts_of
from tracker.analysis.comparison import described
from tracker.analysis.places import places
from tracker.analysis.relief import relief
from tracker.diary import OwnWords
from tracker.report import layout
from tracker.report.build import entry_keys
from tracker.report.choice import ReportChoice

# Letters that no word of the page has, so that a find is a find.
SECRET = st.text(st.sampled_from("жщъьэюя"), min_size=3, max_size=12)
EVERY_SECTION = ReportChoice(
    parts=frozenset(("questions", "new", "numbers", "where", "since", "conditions", "medicines", "weeks", "relief")),
    sections=frozenset(("hours", "durations", "worst", "factors", "suspected", "charts", "entries", "profile")),
    with_notes=True,
)


LEFT_OUT = "Private entries are left out here, so a day counted as clear or unanswered may have had a spasm."


def test_a_caregivers_page_says_itself_that_it_is_without_private_entries():
    """Whether there are any or not: it leaves the screen that says so, as a file and on paper."""
    material = make_material(Entry(at(30)), Entry(at(31)))
    theirs, own = page_of(replace(material, leaves_private_out=True)), page_of(material)
    assert (theirs.whose, own.whose) == ("Patient’s own diary, without private entries", "Patient’s own diary")
    assert LEFT_OUT in printed(section(theirs, "about"))
    assert LEFT_OUT not in printed(own)
    assert layout.document_of(theirs)["whose"] == theirs.whose


def material_of(secret: str):
    """Entries of which some are private and use words that no other does, and some words that others use too."""
    hidden = [
        Entry(
            at(29 + day),
            intensity=10,
            is_private=True,
            regions=(("groin", "left"), ("calf", "left")),
            factors=(f"x-{secret}", "alcohol"),
            relief=(
                ("medication", f"{secret} 400", "during", "greatly"),
                (f"x-{secret}", "", "after", "greatly"),
                ("acupuncture", "", "during", "worse"),
                ("heat", "", "during", "greatly"),
            ),
            chest_answer="yes",
        )
        for day in range(4)
    ]
    shown = [
        Entry(
            at(40 + day),
            intensity=3,
            regions=(("calf", "right"),),
            factors=("stress",),
            relief=(("heat", "", "during", "worse"),),
        )
        for day in range(3)
    ]
    own = OwnWords(factors={f"x-{secret}": f"Own {secret}"}, relief={f"x-{secret}": f"Own {secret}"})
    return make_material(*hidden, *shown, own_words=own)


@settings(max_examples=25, deadline=None)
@given(SECRET)
def test_no_word_of_a_private_entry_is_anywhere_in_the_content(secret):
    texts = texts_of(page_of(material_of(secret), EVERY_SECTION))
    assert len(texts) > 100
    assert not [text for text in texts if secret in text]


def test_nor_a_place_a_factor_or_a_remedy_that_only_private_entries_name():
    report = page_of(material_of("щщщ"), EVERY_SECTION)
    page = "\n".join(printed(report)).lower()
    assert not [word for word in ("groin", "alcohol", "acupuncture") if word in page]
    assert [word for word in ("calf", "stress", "heat") if word not in page] == []
    (chart,) = section(report, "where").blocks
    assert [place.region for place in chart.result.places] == ["calf"]


def test_no_private_entry_is_chosen_or_listed():
    material = material_of("щщщ")
    assert entry_keys(material.diary, EVERY_SECTION, NOW) == {5, 6, 7}
    for code in ("worst", "entries"):
        (block,) = section(page_of(material, EVERY_SECTION), code).blocks
        assert [row[2] for row in block.rows] == ["3", "3", "3"]


def test_an_answer_of_private_entries_alone_is_not_said():
    said = "\n".join(printed(section(page_of(material_of("щщщ"), EVERY_SECTION), "new")))
    assert "answered" not in said
    assert "Jul" not in said


def test_private_entries_count_as_everywhere():
    material = material_of("щщщ")
    report = page_of(material, EVERY_SECTION)
    (chart,) = section(report, "where").blocks
    assert (chart.result.n, places(material.diary, NOW).on("calf", "left")) == (7, 4)
    assert [(fact.label, fact.value) for fact in chart.facts] == [("Left calf", "4"), ("Right calf", "3")]
    assert chart.reading == "Of 7 entries with a place."
    heat = next(one for one in relief(material.diary, NOW).shown if one.code == "heat")
    assert f"{heat.by_moment[0].helped} of {heat.by_moment[0].n}" in printed(section(report, "relief"))
    assert heat.by_moment[0].n == 7
    assert described(material.diary, NOW).top.n == 7
    assert "4 private entries are counted, not listed." in printed(section(report, "about"))
