"""Sessions in the database, as Django's own, that let pages be read while nothing can be written."""

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import Error
from django.utils import timezone

from tracker.selectors.written import written_rows
from tracker.services.storage import trouble_of

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"

BEGAN_ON = "began-on"
"""In a session: the day of its log-in."""
AT_MOST = dt.timedelta(days=365)


def _is_over(held: dict[str, Any]) -> bool:
    """True a year after the log-in, however often the device was used."""
    began = held.get(BEGAN_ON)
    return began is not None and dt.date.fromisoformat(began) <= timezone.now().date() - AT_MOST


class SessionStore(DatabaseSessions):
    """Who is logged in already stays so on a full or read-only disk; only the days until the next log-in run on."""

    def load(self) -> dict[str, Any]:
        """What the session holds. As Django's, which took longer to compose the query than all the rest of a chart that
        is ready."""
        rows = written_rows(_SESSION, [self.session_key, timezone.now()])
        if not rows:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(rows[0][0])
        if _is_over(held):
            self._session_key = None
            return {}
        return held

    def save(self, must_create: bool = False) -> None:
        if SESSION_KEY in self and BEGAN_ON not in self:
            self[BEGAN_ON] = timezone.now().date().isoformat()
        try:
            super().save(must_create)
        except (Error, UpdateError) as error:
            # Django says of every error of the database that the session is gone, which would be a log-out.
            trouble = trouble_of(error) or trouble_of(error.__context__)
            # A log-in makes a session. If that one cannot be stored, the person has to know.
            if must_create or not trouble:
                raise
        else:
            if must_create:
                # A log-in writes anyway: sessions that ended meanwhile go with it.
                self.clear_expired()
