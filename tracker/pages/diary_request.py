"""What every request about a person's days begins with: whose they are, and where they begin and end."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import cached_property

from tracker.models import Visit
from tracker.selectors.diary import first_day
from tracker.selectors.person import Person
from tracker.selectors.visits import last_visit


@dataclass(frozen=True)
class DiaryRequest:
    """A person's diary, asked at an instant."""

    person: Person
    now: dt.datetime

    @cached_property
    def today(self) -> dt.date:
        """The person's day."""
        return self.person.today(self.now)

    @cached_property
    def first_on(self) -> dt.date | None:
        """Day of the first entry or answer; None in an empty diary."""
        return first_day(self.person.owner, leaves_private_out=self.person.leaves_private_out)

    @cached_property
    def last_visit(self) -> Visit | None:
        """The latest visit that is over."""
        return last_visit(self.person.owner, self.today, leaves_private_out=self.person.leaves_private_out)
