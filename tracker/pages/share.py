"""What the pages about share links show: the list with every opening, the form of a new link, the link once made."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tracker.days import Period
from tracker.formatting import period_words
from tracker.forms.share import ShareForm
from tracker.models import ShareLink
from tracker.report.choice import FURTHER, PAGE_ONE, ReportChoice
from tracker.selectors.diary import first_day
from tracker.selectors.person import Person
from tracker.selectors.share import LinkLine, links_of
from tracker.vocabulary.lazy_text import LazyText

THIS_DEVICE = {"localhost", "127.0.0.1", "::1"}
"""Host names that lead nobody to this app but who sits at this very device."""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One link as a line of the list: in words, its times on the person's clocks."""

    link: ShareLink
    is_open: bool
    can_reopen: bool
    """A restore closed it, and one tap opens it again."""
    made: dt.datetime
    until: dt.datetime
    period: str
    ticked: list[LazyText]
    opened: int
    openings: list[dt.datetime]
    unlisted: int


@dataclass(frozen=True, slots=True)
class ShareLinksPage:
    """The person's links: those that open something, those that a restore closed, and those that are over."""

    open: list[ShareLine]
    closed: list[ShareLine]
    over: list[ShareLine]


@dataclass(frozen=True, slots=True)
class ShareNewPage:
    """The form of a new link, and what the link will show."""

    form: ShareForm
    period: str
    ticked: list[LazyText]
    back: str
    """Address of the doctor's summary with the same days and ticks."""
    is_empty: bool
    """Nothing is logged yet."""


@dataclass(frozen=True, slots=True)
class ShareMadePage:
    """A link that was just made, with its address, which is shown this once."""

    address: str
    until: dt.datetime
    has_phrase: bool
    is_this_device: bool
    """Its address leads nowhere from another device."""


def share_links_page(person: Person, now: dt.datetime) -> ShareLinksPage:
    """What each of the person's links shows, until when, and when it was opened."""
    lines = [_share_line(line, person) for line in links_of(person.owner, now)]
    return ShareLinksPage(
        open=[line for line in lines if line.is_open],
        closed=[line for line in lines if line.can_reopen],
        over=[line for line in lines if not line.is_open and not line.can_reopen],
    )


def share_new_page(owner: User, form: ShareForm, period: Period, chosen: ReportChoice, back: str) -> ShareNewPage:
    """The page that makes a link to the summary of this period with what is chosen."""
    return ShareNewPage(
        form=form,
        period=period_words(period.first, period.last),
        ticked=ticked_words(chosen),
        back=back,
        is_empty=first_day(owner) is None,
    )


def share_made_page(person: Person, link: ShareLink, address: str) -> ShareMadePage:
    """The page of a new link with its whole address."""
    return ShareMadePage(
        address=address,
        until=person.wall_clock(link.expires_at),
        has_phrase=bool(link.phrase_hash),
        is_this_device=urlsplit(address).hostname in THIS_DEVICE,
    )


def _share_line(line: LinkLine, person: Person) -> ShareLine:
    link = line.link
    return ShareLine(
        link=link,
        is_open=line.is_open,
        can_reopen=line.can_reopen,
        made=person.wall_clock(link.made_at),
        until=person.wall_clock(_ended_at(line)),
        period=period_words(link.first_on, link.last_on),
        ticked=ticked_words(ReportChoice.from_data(link.choice)),
        opened=line.opened,
        openings=[person.wall_clock(at) for at in line.openings],
        unlisted=line.unlisted,
    )


def _ended_at(line: LinkLine) -> dt.datetime:
    """When it stopped working, or will."""
    link = line.link
    closed_at = link.closed_by_restore_at if line.can_reopen else None
    return link.revoked_at or closed_at or link.expires_at


def ticked_words(chosen: ReportChoice) -> list[LazyText]:
    """What is ticked, in the words and the order in which it is offered."""
    words = [PAGE_ONE.label(code) for code in PAGE_ONE if code in chosen.parts]
    words += [FURTHER.label(code) for code in FURTHER if code in chosen.sections]
    words += [_("Your name")] if chosen.with_name else []
    return words + ([_("Your notes on entries")] if chosen.with_notes else [])
