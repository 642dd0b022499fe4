"""The name of an account as it is compared, which Django's own column cannot do in every script."""

from django.conf import settings
from django.db import models


class AccountName(models.Model):
    """One row an account: "Émile" and "émile" are one name. Accounts made by a command may have none yet."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_name")
    folded = models.CharField(max_length=600, unique=True)
    """Room for 150 characters that folding turns into several each."""

    def __str__(self) -> str:
        return self.folded
