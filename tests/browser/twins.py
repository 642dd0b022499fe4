"""The same done twice: by bob with the server there, and by alice without it. Both diaries say the same then."""

import datetime as dt

from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_episode, make_trial
from tests.outbox import DAY, MINUTE, rows
from tracker.models import GuidanceAnswer, Preferences, SentItem, TrialAnswer
from tracker.selectors.person import person_by_now

APART = dt.timedelta(minutes=1)
"""By how much the two may have tapped at different times."""


def now():
    return timezone.now().replace(microsecond=0)


def today_of(owner):
    return person_by_now(owner).today(timezone.now())


def running(owner, **fields):
    at = now() - 3 * MINUTE
    return make_episode(owner, duration_basis="ongoing", intensity=None, regions=(), started_at=at, **fields)


def stopped(owner, **fields):
    at = now() - 6 * MINUTE
    return make_episode(owner, started_at=at, ended_at=at + 5 * MINUTE, intensity=None, **fields)


def press(name):
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def tick(page, name, value=""):
    """Ticks a box or a chip, wherever it is folded away."""
    which = f"[value='{value}']" if value else ""
    page.locator(f"input[name='{name}']{which}").first.evaluate("box => box.click()")


def nothing(owner):
    return None


def unanswered(owner):
    make_episode(owner, started_at=now() - 9 * DAY)


def in_a_trial(owner):
    """Where the person is, it is ten in the morning: last night is asked about."""
    at = now()
    offset = (10 - at.hour + 11) % 24 - 11
    # The signs of these names are those of POSIX: Etc/GMT-3 is three hours ahead.
    Preferences.objects.filter(owner=owner).update(time_zone=f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT")
    today = (at + dt.timedelta(hours=offset)).date()
    return make_trial(owner, first_on=today - 4 * DAY, started_at=at - 5 * DAY)


def diary(owner):
    """All that taps may change, without what tells two diaries apart."""
    answers = GuidanceAnswer.objects.filter(owner=owner).values_list("key", "about", "answer")
    nights = TrialAnswer.objects.filter(trial__owner=owner).values_list("number", "had_spasm", "answered_at")
    everything = rows(owner) | {"cards": sorted(answers), "nights": list(nights)}
    for entry in everything["entries"]:
        del entry["uid"]
    return everything


def differences(one, other, where=""):
    """Where two diaries differ: times by more than the time between the two taps, all else by anything."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [each for name in one for each in differences(one[name], other[name], f"{where}.{name}")]
    if isinstance(one, list | tuple) and isinstance(other, list | tuple) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [each for n, (a, b) in pairs for each in differences(a, b, f"{where}[{n}]")]
    first, second = instant(one), instant(other)
    is_alike = abs(first - second) <= APART if first and second else one == other
    return [] if is_alike else [(where, one, other)]


def instant(value):
    try:
        read = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return read if isinstance(read, dt.datetime) and read.tzinfo else None


def check_kept_then_sent(phone, alice, kinds):
    """What alice tapped is on her device alone; then it is sent."""
    page = phone.page
    before = diary(alice)
    page.goto("/offline/")
    line = page.locator("[data-kept-list] .entry")
    expect(line).to_have_count(1)
    expect(line.locator(".entry-where")).not_to_be_empty()
    phone.come_back()
    phone.wait_until_sent()
    assert diary(alice) != before
    assert sorted(SentItem.objects.filter(owner=alice).values_list("kind", flat=True)) == sorted(kinds)
