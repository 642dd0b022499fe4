"""Sessions in the database, as Django's own, that let pages be read while nothing can be written."""

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import Error

from tracker.services.storage import trouble_of


class SessionStore(DatabaseSessions):
    """Who is logged in already stays so on a full or read-only disk; only the days until the next log-in run on."""

    def save(self, must_create: bool = False) -> None:
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
