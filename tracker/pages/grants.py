"""What the pages about caregivers and other diaries show."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.days import day_bounds
from tracker.forms.grants import DiaryNameForm, InvitationForm, KeptDiaryForm
from tracker.models import Grant
from tracker.models.grant import INVITATION_LASTS
from tracker.pages.addresses import beginning_of
from tracker.pages.share import THIS_DEVICE
from tracker.pages.whose import MAY_WORDS
from tracker.selectors.grants import diaries_open_to, diary_name, grants_of
from tracker.selectors.person import Person, person_of
from tracker.vocabulary.grants import GRANTED, MAY_BOTH, MAY_LOG, MAY_LOOK, OFFERED_GRANTS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import Term

NOW, INVITED, ENDED = "now", "invited", "ended"
_ALLOWED = {
    MAY_LOOK: gettext_lazy(
        "You can see Trends, the year, and the doctor’s summary, without anything private. You can’t change anything."
    ),
    MAY_LOG: gettext_lazy(
        "You can log spasms, as they happen or later, and answer the check-in. You can’t read the diary."
    ),
    MAY_BOTH: gettext_lazy(
        "You can log spasms and answer the check-in. You also see Trends, the year, and the doctor’s summary, "
        "without anything private."
    ),
}
"""What an invitation allows, to the one who is invited."""


@dataclass(frozen=True, slots=True)
class GrantLine:
    """What somebody may do in the diary, as a line of the list: its times on the owner's clocks."""

    grant: Grant
    state: str
    """NOW, INVITED, or ENDED."""
    name: str
    """What the owner calls them."""
    account: str
    """The name of the account that accepted; "" for an invitation."""
    may: LazyText
    last_on: dt.date | None
    invited_until: dt.datetime
    opened_on: tuple[dt.date, ...]

    @property
    def opened_last(self) -> dt.date | None:
        return self.opened_on[0] if self.opened_on else None


@dataclass(frozen=True, slots=True)
class OtherDiary:
    """A diary that the account can open."""

    name: str
    may: LazyText
    address: str
    last_on: dt.date | None
    grant: Grant


@dataclass(frozen=True, slots=True)
class DiariesPage:
    """Who may do something in this diary, and which others the account can open."""

    lines: list[GrantLine]
    over: list[GrantLine]
    others: list[OtherDiary]
    is_own: bool
    """It is the page of the account's own diary, not of one that it keeps."""
    name: str
    """Whose diary it is, of one that is kept; "" for one's own."""


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The form of an invitation."""

    form: InvitationForm
    kinds: list[Term]
    has_too_many: bool


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """An invitation that was just made, with its address, which is shown this once."""

    address: str
    name: str
    may: LazyText
    until: dt.datetime
    is_this_device: bool


@dataclass(frozen=True, slots=True)
class AcceptPage:
    """What an invitation allows, before it is accepted. Without a grant it allows nothing any more."""

    name: str = ""
    may: LazyText = ""
    help: LazyText = ""
    last_on: dt.date | None = None
    sees_notes: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DiaryNewPage:
    """The form of a diary that is begun for somebody."""

    form: KeptDiaryForm
    has_too_many: bool


@dataclass(frozen=True, slots=True)
class DiaryNamePage:
    """The form of another name for a diary that is kept for somebody."""

    form: DiaryNameForm


def expires_at(person: Person, last_on: dt.date) -> dt.datetime:
    """The first instant after that day of the person, whose nights belong to it: an invitation that is made at 1 am
    for “today” holds until the morning."""
    return day_bounds(last_on, person.time_zone, person.starts)[1]


def last_day(person: Person, grant: Grant) -> dt.date | None:
    """The last day on which it holds, of the person's days; None for one without an end."""
    return None if grant.expires_at is None else person.today(grant.expires_at - dt.timedelta(seconds=1))


def diaries_page(person: Person, account_diaries: list[OtherDiary] | None, now: dt.datetime) -> DiariesPage:
    """The page of this diary. `account_diaries`: what else the account can open; None in a diary that it keeps."""
    lines = [_line(row.grant, row.opened_on, person, now) for row in grants_of(person.owner, now)]
    return DiariesPage(
        lines=[line for line in lines if line.state != ENDED],
        over=[line for line in lines if line.state == ENDED],
        others=account_diaries or [],
        is_own=account_diaries is not None,
        name="" if account_diaries is not None else diary_name(person.owner),
    )


def _line(grant: Grant, opened_on: tuple[dt.date, ...], person: Person, now: dt.datetime) -> GrantLine:
    state = NOW if grant.holds(now) else INVITED if grant.is_open_invitation(now) else ENDED
    return GrantLine(
        grant=grant,
        state=state,
        name=grant.label or (grant.to.get_username() if grant.to else _("Caregiver")),
        account=grant.to.get_username() if grant.to else "",
        may=GRANTED.label(grant.may),
        last_on=last_day(person, grant),
        invited_until=person.wall_clock(grant.made_at + INVITATION_LASTS),
        opened_on=opened_on,
    )


def other_diaries(person: Person, now: dt.datetime) -> list[OtherDiary]:
    """The diaries that the account of this person can open beside its own."""
    return [
        OtherDiary(
            name=diary_name(grant.owner),
            may=MAY_WORDS[grant.may],
            address=beginning_of(grant.uid),
            last_on=last_day(person, grant),
            grant=grant,
        )
        for grant in diaries_open_to(person.owner, now)
    ]


def invite_page(form: InvitationForm, *, has_too_many: bool = False) -> InvitePage:
    """The page that makes an invitation."""
    return InvitePage(form, [GRANTED[code] for code in OFFERED_GRANTS], has_too_many)


def invited_page(person: Person, grant: Grant, address: str) -> InvitedPage:
    """The page of a new invitation."""
    return InvitedPage(
        address=address,
        name=grant.label,
        may=GRANTED[grant.may].help,
        until=person.wall_clock(grant.made_at + INVITATION_LASTS),
        is_this_device=urlsplit(address).hostname in THIS_DEVICE,
    )


def accept_page(invitation: Grant | None, *, account_pk: int) -> AcceptPage:
    """Whose diary it is, what one may do, and until when."""
    if invitation is None:
        return AcceptPage()
    owner = person_of(invitation.owner)
    return AcceptPage(
        name=diary_name(owner.owner),
        may=MAY_WORDS[invitation.may],
        help=_ALLOWED[invitation.may],
        last_on=last_day(owner, invitation),
        sees_notes=invitation.sees_notes and invitation.may_look,
        is_own=owner.owner.pk == account_pk,
    )
