"""Times the safety rules and the rules of the diary alone, with the columns read: no query, no page.

python -m bench.rules NAME TIMES     in the environment of a served diary (bench.server): prints milliseconds as JSON
"""

import json
import statistics
import subprocess
import sys
import time

from bench.server import NAME, ROOT, Served

ENTRIES = 100
"""Entries over which one assessment is measured: one alone takes less than the clock tells apart."""


def rules_ms(served: Served, times: int) -> dict[str, float]:
    """Milliseconds of one entry's assessment ("entry") and of all rules of the diary ("diary"), medians."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.rules", NAME, str(times)],
        cwd=ROOT,
        env=served.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def measure(name: str, times: int) -> dict[str, float]:
    """The same, in a process that has Django set up."""
    import datetime as dt

    from django.contrib.auth import get_user_model

    from tracker.analysis.patterns.registry import NEEDED_DAYS, patterns
    from tracker.days import last_days
    from tracker.guidance.assess import assess
    from tracker.guidance.loader import load_library
    from tracker.guidance.rules.facts import Facts
    from tracker.guidance.rules.registry import log_cards
    from tracker.models import Episode
    from tracker.querysets import EpisodeFilter
    from tracker.selectors.diary import load_diary
    from tracker.selectors.entries import details_of
    from tracker.selectors.person import person_of
    from tracker.services.guidance import profile_facts
    from tracker.services.safety import facts_of

    person, now, library = (
        person_of(get_user_model().objects.get(username=name)),
        dt.datetime.now(dt.UTC),
        load_library(),
    )
    today = person.today(now)
    rows = list(Episode.objects.of(person.owner).in_order()[:ENTRIES])
    details = details_of([row.pk for row in rows])
    entries = [facts_of(row, details[row.pk], now) for row in rows]
    diary = load_diary(person, EpisodeFilter(), last_days(today, NEEDED_DAYS), today)
    profile = profile_facts(person.owner, today)

    def look_at_entries():
        for facts in entries:
            assess(facts, library)

    def look_at_diary():
        log_cards(Facts(patterns(diary, today), profile), library)

    return {"entry": _median_ms(look_at_entries, times) / len(entries), "diary": _median_ms(look_at_diary, times)}


def _median_ms(look, times: int) -> float:
    """After one look unmeasured, which reads the columns."""
    look()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        look()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def main(arguments: list[str]) -> int:
    import django

    django.setup()
    print(json.dumps(measure(arguments[0], int(arguments[1]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
