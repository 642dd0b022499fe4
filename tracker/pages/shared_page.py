"""What a share link shows to whoever has it: the summary as it was ticked, or the door before it."""

import datetime as dt
from dataclasses import dataclass, replace

from tracker.days import ONE_DAY, Period
from tracker.forms.share import PhraseForm
from tracker.models import ShareLink
from tracker.pages import doctors_page
from tracker.pages.report_blocks import ShownReport, shown_report
from tracker.report.choice import ReportChoice
from tracker.selectors.person import person_of


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The summary, and how long it can be read."""

    summary: ShownReport
    until: dt.datetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class SharedDoorPage:
    """The button that opens the summary; with a form if it asks for a passphrase."""

    form: PhraseForm | None


def shared_page(link: ShareLink) -> SharedPage:
    """What the link shows: the log of its days as of its cut-off, in the time zone in which it was made."""
    person = replace(person_of(link.owner), time_zone=link.time_zone)
    before = Period(link.before_first_on, link.before_last_on)
    # As long as the days before: the link names the last day that counts, and its today may have held nothing yet.
    period = Period(link.first_on, link.first_on + (len(before) - 1) * ONE_DAY)
    report = doctors_page.shared_page(person, ReportChoice.from_data(link.choice), period, before, link.cut_off)
    depends_on = (person.owner.pk, person.data_version, link.cut_off, period, before, person.time_zone, person.starts)
    return SharedPage(shown_report(report, depends_on), person.wall_clock(link.expires_at), person.time_zone)
