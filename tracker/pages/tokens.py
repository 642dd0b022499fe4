"""What the pages about tokens show: the list, the form of a new one, and a token that was just made."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from tracker.formatting import time_words
from tracker.forms.tokens import CalendarForm, TokenForm
from tracker.models import AccessToken
from tracker.pages.share import THIS_DEVICE
from tracker.selectors.person import Person
from tracker.selectors.tokens import tokens_of
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.scopes import BACKUP, CALENDAR, CHOSEN_SCOPES, LOG, READ, SCOPES
from tracker.vocabulary.terms import Term


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token as a line of the list: in words, its times on the person's clocks."""

    token: AccessToken
    works: bool
    may: LazyText
    remind_at: str
    """The time of day at which a calendar reminds; "" for all others."""
    made: dt.datetime
    until: dt.datetime | None
    """When it ended, or will; None for one that works until it is turned off."""


@dataclass(frozen=True, slots=True)
class TokensPage:
    """The person's tokens: those that work, and those that ended lately."""

    works: list[TokenLine]
    over: list[TokenLine]


@dataclass(frozen=True, slots=True)
class TokenNewPage:
    """The form of a new token."""

    form: TokenForm
    scopes: list[Term]
    has_too_many: bool
    """As many as one person may have work already."""


@dataclass(frozen=True, slots=True)
class TokenMadePage:
    """A token that was just made, which is shown this once."""

    secret: str
    """The token itself, or the address of a calendar."""
    name: str
    may: LazyText
    is_calendar: bool
    until: dt.datetime | None
    requests: list[str]
    """What the program has to send: method and address. None for a calendar."""
    is_this_device: bool
    """That leads nowhere from another device."""


@dataclass(frozen=True, slots=True)
class TokenCalendarPage:
    """The form of a calendar's address."""

    form: CalendarForm
    has_too_many: bool


SENT_WITH = {
    LOG: (("POST", "api-start"), ("POST", "api-stop")),
    READ: (("GET", "api-episodes"),),
    BACKUP: (("GET", "api-backup"),),
    CALENDAR: (),
}
"""What a token of each scope is made for: methods, and names of addresses."""


def tokens_page(person: Person, now: dt.datetime) -> TokensPage:
    """What each of the person's tokens may do, until when, and when it was used."""
    lines = [_token_line(token, person, now) for token in tokens_of(person.owner, now)]
    return TokensPage([line for line in lines if line.works], [line for line in lines if not line.works])


def token_new_page(form: TokenForm, *, has_too_many: bool = False) -> TokenNewPage:
    """The page that makes a token."""
    return TokenNewPage(form, [SCOPES[code] for code in CHOSEN_SCOPES], has_too_many)


def token_made_page(person: Person, token: AccessToken, secret: str, *, site: str = "") -> TokenMadePage:
    """The page of a new token. `site`: where it is sent to; without one, `secret` is the address of a calendar."""
    return TokenMadePage(
        secret=secret,
        name=token.name,
        may=SCOPES[token.scope].help,
        is_calendar=not site,
        until=token.expires_at and person.wall_clock(token.expires_at),
        requests=[f"{method} {site}{reverse(name)}" for method, name in SENT_WITH[token.scope]],
        is_this_device=urlsplit(site or secret).hostname in THIS_DEVICE,
    )


def _token_line(token: AccessToken, person: Person, now: dt.datetime) -> TokenLine:
    ended_at = token.revoked_at or token.expires_at
    return TokenLine(
        token=token,
        works=token.works(now),
        may=SCOPES.label(token.scope),
        remind_at=time_words(token.remind_at) if token.remind_at else "",
        made=person.wall_clock(token.made_at),
        until=ended_at and person.wall_clock(ended_at),
    )
