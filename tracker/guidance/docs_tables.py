"""Tables of docs/methods.md and docs/guidance.md that are written from the code: thresholds, and rules. Pure.

`manage.py write_guidance_tables` puts them between their marks; a test holds both pages to them. So each number stands
once, in a thresholds module, and no page can say another.
"""

import ast
from fractions import Fraction
from pathlib import Path
from types import ModuleType

from tracker.analysis.patterns import thresholds as of_patterns
from tracker.guidance import thresholds
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.questions import SAFETY_QUESTIONS
from tracker.guidance.rules.registry import RULES
from tracker.guidance.rules.rule import Rule
from tracker.guidance.schema import Library

REVIEWED = "Ours; not yet reviewed by a clinician."
"""Ends what every threshold says of itself; above the tables it is said once."""

_BEGIN, _END = "<!-- {name}: written by manage.py write_guidance_tables -->", "<!-- end of {name} -->"


def tables(library: Library) -> dict[str, dict[str, str]]:
    """File name in docs/: the tables of that page by name."""
    return {
        "methods.md": {"thresholds of patterns": threshold_table(of_patterns)},
        "guidance.md": {
            "questions": question_table(),
            "cards of one entry": card_table(library),
            "rules": rule_table(library),
            "thresholds of guidance": threshold_table(thresholds),
        },
    }


def threshold_table(module: ModuleType) -> str:
    """Every number of a thresholds module with what it says of itself."""
    body = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
    rows = ["| threshold | number | what it is |", "|---|---|---|"]
    for node, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign):
            continue
        name = ast.unparse(node.targets[0])
        value = getattr(module, name)
        if isinstance(value, int | Fraction):
            docstring = " ".join(ast.literal_eval(after.value).split()) if isinstance(after, ast.Expr) else ""
            rows.append(f"| `{name}` | {value} | {docstring.removesuffix(REVIEWED).strip()} |")
    return "\n".join(rows)


def rule_table(library: Library) -> str:
    """Every rule: when it fires, its card, its care level."""
    rows = ["| rule | when it fires | card | care level |", "|---|---|---|---|"]
    rows += [f"| `{name}` | {' '.join(rule.says)} | {_card(rule, library)} |" for name, rule in RULES.items()]
    return "\n".join(rows)


def question_table() -> str:
    """Every safety question in the order of danger: when it is asked, in what words, whether steps wait for it."""
    rows = ["| question | asked when | words | steps wait |", "|---|---|---|---|"]
    for question in SAFETY_QUESTIONS:
        when = "<br>".join(question.asked.says)
        words = f"{question.text} {question.if_yes}".strip()
        rows.append(f"| `{question.code}` | {when} | {words} | {'yes' if question.holds_steps else 'no'} |")
    return "\n".join(rows)


def card_table(library: Library) -> str:
    """Every card that one entry raises, the gravest first: what raises it, its title, its care level."""
    rows = ["| card | raised when | title | care level |", "|---|---|---|---|"]
    for entry in library.cards():
        if entry.condition in CARD_CONDITIONS:
            when = "<br>".join(CARD_CONDITIONS[entry.condition].says)
            rows.append(f"| `{entry.key}` | {when} | {entry.title} | {entry.care} |")
    return "\n".join(rows)


def _card(rule: Rule, library: Library) -> str:
    if rule.raises_facts:
        return "the library's fact |"
    card = next(entry for entry in library.entries.values() if entry.condition == rule.name)
    return f"{card.title} | {card.care}"


def with_table(page: str, name: str, table: str) -> str:
    """The page with this table between its marks. Raises ValueError if it does not hold each mark once."""
    begin, end = _BEGIN.format(name=name), _END.format(name=name)
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"the page does not hold the marks of {name!r} once")
    before, _begin, rest = page.partition(begin)
    return f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}"
