"""Every threshold is documented, as ours and as not reviewed, and no rule has a number of its own."""

import ast
from pathlib import Path

import pytest

from tracker.analysis.patterns import thresholds

FOLDER = Path(thresholds.__file__).parent
RULES = FOLDER.parents[1] / "guidance" / "rules"
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
    paths = [path for path in (*FOLDER.glob("*.py"), *RULES.glob("*.py")) if path.name != "thresholds.py"]
    rules = [ast.parse(path.read_text()) for path in paths]
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
