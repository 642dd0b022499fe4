"""Who is signed in, with their preferences in the same query, which every page needs, the cards of Today, and a running
trial."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import User

from tracker.models import Grant, GuidanceResult, Preferences, Trial, TrialSeal
from tracker.selectors.written import Joined, written_joined

_COME_ALONG = {
    "preferences": Joined("preferences", Preferences),
    # All that was raised, with the entries it rests on, is long; it is read where it is asked for.
    "guidance_result": Joined("result", GuidanceResult, frozenset({"raised"})),
    "trial_seal": Joined("seal", TrialSeal),
}
"""Of each user there is one at most: by the name of the attribute."""
_PARTS = (Joined("person", User), *_COME_ALONG.values(), Joined("trial", Trial), Joined("granted", Grant))
_JOINS = """auth_user AS person
LEFT JOIN tracker_preferences AS preferences ON preferences.owner_id = person.id
LEFT JOIN tracker_guidanceresult AS result ON result.owner_id = person.id
LEFT JOIN tracker_trialseal AS seal ON seal.owner_id = person.id
LEFT JOIN tracker_trial AS trial ON trial.id = seal.trial_id
LEFT JOIN tracker_grant AS granted ON granted.id = (
    SELECT id FROM tracker_grant AS given WHERE given.to_id = person.id AND given.revoked_at IS NULL
    ORDER BY CASE WHEN given.expires_at IS NULL THEN 0 ELSE 1 END, given.expires_at DESC LIMIT 1
)
WHERE person.id = %s"""


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's backend; signing in is unchanged."""

    def get_user(self, user_id: int) -> User | None:
        # Written out: with select_related Django took half the time of a chart that is ready to compose it.
        for user, *along, trial, granted in written_joined(_PARTS, _JOINS, [user_id]):
            if not isinstance(user, User) or not self.user_can_authenticate(user):
                return None
            for name, row in zip(_COME_ALONG, along, strict=True):
                relation = getattr(User, name).related
                relation.set_cached_value(user, row)
                if row is not None:
                    relation.field.set_cached_value(row, user)
                if isinstance(row, TrialSeal) and isinstance(trial, Trial):
                    row.trial = trial
            # Of other diaries that they may open, the one that is open longest: pages say whether there is any.
            user.longest_grant = granted  # type: ignore[attr-defined]  # Django's user has no place for it
            return user
        return None
