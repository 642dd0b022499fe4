"""The file with the lines of the body: what would be written now, every shape once, and not a word of any language."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

from django.core.management import call_command

from tracker.forms.body_drawing import FIGURE_FILE, body_id, figure_svg, hair_id, lines_id, outline_id
from tracker.vocabulary.body_map import BACK, SHAPES, VIEWS
from tracker.vocabulary.body_zones import ZONES

STATIC = Path(__file__).resolve().parents[2] / "static"
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = fromstring(figure_svg())


def _codes(path: str, name: str) -> list[str | None]:
    return [element.get(name) for element in DRAWING.iterfind(path)]


def test_the_file_follows_the_shapes_and_zones():
    assert (STATIC / FIGURE_FILE).read_text(encoding="utf-8") == figure_svg(), "run manage.py write_body_figure"


def test_the_command_writes_it(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "static" / "img").mkdir(parents=True)
    call_command("write_body_figure")
    assert (tmp_path / "static" / FIGURE_FILE).read_text(encoding="utf-8") == figure_svg()
    assert "is written" in capsys.readouterr().out


def test_both_views_are_in_it():
    assert _codes(f"{SVG}svg", "data-view") == [*VIEWS]


def test_every_shape_is_drawn_once_with_its_value():
    assert sorted(_codes(".//*[@data-value]", "data-value")) == sorted(shape.value for shape in SHAPES)


def test_a_mirrored_shape_refers_to_the_other_sides_outline():
    ids = {element.get("id"): element for element in DRAWING.iter() if element.get("id")}
    mirrored = [shape for shape in SHAPES if shape.is_mirrored]
    used = DRAWING.findall(f".//{SVG}use[@data-value]")
    assert len(used) == len(mirrored) > 40
    for use in used:
        drawn = ids[use.get("href").removeprefix("#")]
        region, side = drawn.get("data-value").split(":")
        assert use.get("data-value") == f"{region}:{'right' if side == 'left' else 'left'}"
        assert use.get("transform") == "matrix(-1 0 0 1 200 0)"


def test_every_zone_is_drawn_and_can_be_touched():
    assert _codes(".//*[@data-zone]", "data-zone") == [zone.code for zone in ZONES]
    touched = DRAWING.findall(f".//{SVG}g[@data-zone]/{SVG}rect")
    assert [float(rect.get("height")) for rect in touched] == [zone.hit[3] for zone in ZONES]


def test_a_wider_value_lies_over_the_shapes_of_its_side():
    under = {path.get("data-value"): path.get("data-under") for path in DRAWING.iterfind(".//*[@data-value]")}
    assert under["hand:left"] == "whole-arm:left"
    assert under["mid-back:middle"] == "band-around"
    assert under["jaw-face:left"] is None


def test_what_pictures_take_from_it_has_an_id_of_its_own():
    ids = _codes(".//*[@id]", "id")
    assert len(ids) == len(set(ids))
    assert {body_id(BACK), hair_id(BACK), lines_id(BACK)} <= {*ids}
    assert {outline_id(shape) for shape in SHAPES} <= {*ids}


def test_nothing_in_it_is_said():
    said = {"aria-label", "data-name", "data-label"}
    assert "".join(DRAWING.itertext()).strip() == ""
    assert [element.tag for element in DRAWING.iter() if said & {*element.keys()}] == []
