"""Every threshold is documented, as ours and as not reviewed, and no rule has a number of its own."""

import ast
import re
from pathlib import Path

import pytest

from tracker.analysis.patterns import thresholds

FOLDER = Path(thresholds.__file__).parent
BODY = ast.parse(Path(thresholds.__file__).read_text()).body
NAMED = [
    (node.targets[0].id, after.value.value if isinstance(after, ast.Expr) else "")
    for node, after in zip(BODY, [*BODY[1:], None], strict=True)
    if isinstance(node, ast.Assign)
]


def test_each_says_what_it_is_and_that_nobody_reviewed_it():
    reviewed = "Ours; not yet reviewed by a clinician."
    assert len(NAMED) > 30
    assert [name for name, says in NAMED if not says.endswith(reviewed) or len(says) < len(reviewed) + 25] == []


def test_each_is_used_by_some_rule():
    rules = [ast.parse(path.read_text()) for path in FOLDER.glob("*.py") if path.name != "thresholds.py"]
    used = {node.id for rule in rules for node in ast.walk(rule) if isinstance(node, ast.Name)}
    assert {name for name, _says in NAMED} - used == set()


def numbers(source: str) -> set:
    """Numbers in comparisons of the code: where a threshold would hide."""
    compared = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare)]
    parts = [part for node in compared for part in (node.left, *node.comparators)]
    return {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, int | float)}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_rule_compares_with_a_number_of_its_own(path):
    # 0 is "some", 1 is the "yes" of a question.
    assert numbers(path.read_text()) <= {0, 1}


def test_a_number_in_a_comparison_is_seen():
    assert numbers("holds = n >= 8") == {8}


MONTH = thresholds.MONTH_DAYS
SAID = {
    "often": (thresholds.OFTEN_DAYS, MONTH),
    "widespread": (thresholds.AREAS_FOR_WIDESPREAD, thresholds.DAYS_AN_AREA, MONTH),
    "going-on-for-weeks": (thresholds.WEEKS_WITH_SPASMS, thresholds.WEEKS_LOOKED_AT),
    "unable-to-function": (thresholds.FUNCTION_DAYS, thresholds.FUNCTION_WINDOW_DAYS, thresholds.LIMITED_FROM),
    "does-not-let-go": (thresholds.LETTING_GO_MINUTES,),
    "lasting-soreness": (thresholds.SORE_NEXT_MORNING_DAYS, MONTH),
    "same-area-same-activity": (
        thresholds.ACTIVITY_DAYS,
        thresholds.ACTIVITY_WINDOW_DAYS,
        int(100 * thresholds.ACTIVITY_SHARE),
    ),
    "leg-on-walking": (thresholds.WALKING_DAYS, thresholds.ACTIVITY_WINDOW_DAYS),
    "weakness-or-numbness": (thresholds.NERVE_DAYS, MONTH),
    "twisting-posture": (thresholds.TWISTING_DAYS, thresholds.TWISTING_MINUTES, MONTH),
    "woken": (thresholds.WOKEN_NIGHTS, MONTH),
    "suspected-…": (thresholds.SUSPECTED_DAYS, MONTH),
    "getting-worse": (thresholds.WORSE_WINDOW_DAYS, thresholds.WORSE_BY, thresholds.WORSE_RATED_DAYS),
    "relief-without-help": (thresholds.RELIEF_USES, thresholds.RELIEF_WINDOW_DAYS),
    "night-calf": (thresholds.NIGHT_CALF_NIGHTS, MONTH),
    "disputed-relief-during": (MONTH,),
    "back": (thresholds.BACK_DAYS, MONTH),
    "again-after-quiet": (thresholds.SPELLS, thresholds.QUIET_DAYS, thresholds.SPELLS_WINDOW_DAYS, MONTH),
    "sustained": (thresholds.SUSTAINED_DAYS, thresholds.LETTING_GO_MINUTES, MONTH),
}
METHODS = (FOLDER.parents[2] / "docs" / "methods.md").read_text().splitlines()


@pytest.mark.parametrize("name", SAID)
def test_the_methods_page_says_the_same_numbers(name):
    (row,) = [line for line in METHODS if line.startswith(f"| `{name}`")]
    assert {str(number) for number in SAID[name]} <= set(re.findall(r"\d+", row))
