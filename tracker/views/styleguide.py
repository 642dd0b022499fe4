"""The style guide, for staff: every component once, to look at in both themes and at any width."""

import datetime as dt
import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.forms.running import AfterForm
from tracker.guidance.assess import assess
from tracker.guidance.engine import help_for
from tracker.guidance.entry_facts import FIRST_CHEST, EntryFacts
from tracker.guidance.loader import load_library
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import ENTRY_DURING, SEE_A_DOCTOR, SELF_CARE
from tracker.pages.cards import all_shown
from tracker.pages.request import SignedInRequest
from tracker.pages.styleguide import StyleguidePage
from tracker.selectors.entries import EntryLine

_TOKENS = (
    *("paper", "sheet", "ink", "quiet-ink", "hairline", "outline", "action", "solid", "soft-action"),
    *("spasm-1", "spasm-2", "spasm-3", "spasm-4", "spasm-5", "edge", "clear", "tick", "skin"),
    *("care-doctor", "care-today", "care-emergency"),
)

_LOG_CARDS = (
    LogCard(
        "weakness-or-numbness",
        "weakness-or-numbness",
        care=SEE_A_DOCTOR,
        n=3,
        of=9,
        values={"weakness": 0, "numbness": 3, "is_new": False},
    ),
    LogCard("night-calf", "night-calf", care=SELF_CARE, n=4, of=9, values={"nights": 4}),
)
"""A card of the log of each care level."""


@login_required
@require_safe
def styleguide(request: SignedInRequest) -> HttpResponse:
    """Examples only: nothing here comes from a diary."""
    if not request.user.is_staff:
        raise Http404
    library = load_library()
    facts = EntryFacts(
        regions=(("chest", "left"), ("calf", "left")),
        kind="cramp",
        intensity=8,
        duration_minutes=12,
        noticed=frozenset({"swelling", "warmth-color-change"}),
        chest_signs="not-sure",
        follow_up={"more-swollen": frozenset({"yes"})},
        flags=frozenset({FIRST_CHEST}),
    )
    page = StyleguidePage(
        tokens=_TOKENS,
        intensities=range(11),
        states=("clear", "unanswered", "paused", "continued", "spasm-unrated", "before"),
        form=AfterForm(),
        failed=AfterForm({"intensity": "11"}),
        entries=[_entry(8, ("calf", "left", "")), _entry(None, ("lower-back", "middle", "")), _entry(3)],
        cards=assess(facts, library).cards,
        log_cards=all_shown(_LOG_CARDS, {}),
        help=help_for(["calf"], ENTRY_DURING, library),
        today=dt.date(2026, 6, 10),
    )
    return render(request, "tracker/styleguide.html", {"page": page})


def _entry(intensity: int | None, *regions: tuple[str, str, str]) -> EntryLine:
    started = dt.datetime(2026, 6, 10, 16, 40)
    return EntryLine(
        uid=uuid.UUID(int=0),
        day=started.date(),
        started=started,
        started_at=started.replace(tzinfo=dt.UTC),
        time_zone="UTC",
        intensity=intensity,
        kind="cramp",
        count=3,
        at_onset="sitting",
        duration_seconds=1_200,
        is_ongoing=False,
        private=False,
        note="",
        regions=regions,
    )
