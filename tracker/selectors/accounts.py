"""What is asked of accounts, not of diaries."""

from django.contrib.auth.models import User


def is_last_of_staff(owner: User) -> bool:
    """True for the only one of staff among several who can log in."""
    if not owner.is_staff:
        return False
    others = User.objects.filter(is_active=True).exclude(pk=owner.pk)
    return others.exists() and not others.filter(is_staff=True).exists()
