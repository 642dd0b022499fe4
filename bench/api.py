"""Asks the API for what docs/openapi.json allows, and for what it does not: no 500, no answer that is not documented.

    python -m bench.api                     10,000 examples
    python -m bench.api --examples 500      as .ci/run has them (tests/views/test_api_examples.py)

schemathesis draws the examples: as many valid ones as invalid ones of every operation. Each answer is compared with the
document: status, kind of content, headers and JSON. The diary is one of its own, in a folder that is thrown away. Exits
with 1 at the first answer that is not as the document says, with the request that was answered so.
"""

import argparse
import collections
import datetime as dt
import itertools
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs/openapi.json"
EXAMPLES_WITHOUT_FIELDS = 3
"""Of an operation that takes nothing: there is nothing to vary."""
LIMIT = 10**9
"""In place of what holds a program back: otherwise most answers were 429."""


def try_api(tokens: dict[str, str], there: dict[str, list], examples: int, seed: int = 1) -> collections.Counter:
    """Asks for so many examples, with a token for each scope. Returns how many answers had which status, by path.

    `there`: values of fields that mean something in this diary, which take the place of some of the valid ones.
    """
    import hypothesis
    import schemathesis
    from django.core.handlers.wsgi import WSGIHandler
    from schemathesis.generation import GenerationMode

    document = json.loads(DOCUMENT.read_text())
    schema = schemathesis.openapi.from_dict(document)
    schema.app = WSGIHandler()
    operations = [result.ok() for result in schema.get_all_operations()]
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    with_fields = [operation for operation in operations if operation.body or operation.query]
    plan = [(operation, modes[0], EXAMPLES_WITHOUT_FIELDS) for operation in operations if operation not in with_fields]
    share = -(-examples // (len(with_fields) * len(modes)))
    plan += [(operation, mode, share) for operation in with_fields for mode in modes]
    answers: collections.Counter = collections.Counter()
    for operation, mode, count in plan:
        scope = operation.definition.raw["description"].rpartition("Scope: ")[2].rstrip(".").split(" or ")[0]
        headers = {"Authorization": f"Bearer {tokens[scope]}", "Accept-Encoding": "identity"}
        ask = _asker(headers, answers, there if mode == GenerationMode.POSITIVE else {})
        test = hypothesis.given(case=operation.as_strategy(generation_mode=mode))(ask)
        settings = hypothesis.settings(
            max_examples=count, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
        )
        hypothesis.seed(seed)(settings(test))()
    return answers


def _asker(headers: dict[str, str], answers: collections.Counter, there: dict[str, list]):
    numbers = itertools.count()

    def ask(case):
        number = next(numbers)
        if isinstance(case.body, dict) and number % 4:
            real = {name: values[number % len(values)] for name, values in there.items() if name in case.body}
            case.body = case.body | real
        response = case.call(headers=headers)
        answers[case.operation.path, response.status_code] += 1
        case.validate_response(response, checks=_checks())

    return ask


def _checks() -> list:
    """Whether an answer is as the document says. Not whether it was let in: that is said in tests/views/test_api.py."""
    from schemathesis.specs.openapi import checks

    return [
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_headers_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.api", description=__doc__.partition("\n")[0])
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="spasmlog-api-")
    os.environ |= {"SPASMLOG_VAR": folder, "DJANGO_SETTINGS_MODULE": "spasmlog.settings"}
    try:
        began = time.monotonic()
        answers = try_api(*_diary(), asked.examples, asked.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for (path, status), count in sorted(answers.items()):
        print(f"{count:6d}  {status}  {path}")
    print(f"{answers.total():6d}  answers in {time.monotonic() - began:.0f} s, all as docs/openapi.json says")
    return 0


def real_values(owner, now: dt.datetime) -> dict[str, list]:
    """Entries and times of the diary, an unknown spasm among them; and what fields may hold that JSON Schema does not
    say."""
    from tracker.models import Episode
    from tracker.selectors.person import person_of

    uids = [str(uid) for uid in Episode.objects.of(owner).order_by("-started_at").values_list("uid", flat=True)[:3]]
    person = person_of(owner)
    today = person.today(now)
    return {
        "uid": [*uids, "8a1c5a52-9d0b-4c1b-8f0e-4d6f6ed0a001"],
        "at": [(now - dt.timedelta(minutes=minutes)).isoformat() for minutes in (0, 1, 7, 400)],
        "date": [(today - dt.timedelta(days=days)).isoformat() for days in (0, 1, 8)],
        "regions": [["calf:left"], [], ["widespread", "foot-sole:both"]],
        "factors": [{}, *({code: True} for code in person.factors.on(today))],
    }


def _diary() -> tuple[dict[str, str], dict[str, list]]:
    """A diary with entries, and a token for each scope; and its real values."""
    import uuid

    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.utils import timezone

    from tracker.services.tokens import make_token
    from tracker.views import tries
    from tracker.vocabulary.scopes import CHOSEN_SCOPES

    tries.CALLS = tries.BACKUPS_AN_HOUR = LIMIT
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    owner, now = get_user_model().objects.get(), timezone.now()
    tokens = {
        scope: make_token(owner, uuid.uuid4(), name=scope, scope=scope, days=1, now=now)[1] for scope in CHOSEN_SCOPES
    }
    return tokens, real_values(owner, now)


if __name__ == "__main__":
    sys.exit(main())
