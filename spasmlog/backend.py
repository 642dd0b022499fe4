"""Who is signed in, with their preferences in the same query: every page needs both."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model


class PersonBackend(AuthenticationBackend):
    """allauth's backend; signing in is unchanged."""

    def get_user(self, user_id):
        user = get_user_model().objects.select_related("preferences").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
