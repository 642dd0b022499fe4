"""Who is signed in, with their preferences in the same query, which every page needs, the cards of Today, and a running
trial."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's backend; signing in is unchanged."""

    def get_user(self, user_id: int) -> User | None:
        people = get_user_model().objects.select_related("preferences", "guidance_result", "trial_seal__trial")
        # All that was raised, with the entries it rests on, is long; it is read where it is asked for.
        user = people.defer("guidance_result__raised").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
