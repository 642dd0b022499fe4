"""What was ticked for the doctor's page, kept so that it need not be ticked again."""

from typing import Any

from django.contrib.auth.models import User

from tracker.models import Preferences


def remember_choice(owner: User, data: dict[str, Any]) -> None:
    """Keeps what was ticked, as tracker/report/choice.py writes it. Nothing that the diary says changes by it, so the
    data version stays. The same once more writes nothing."""
    rows = Preferences.objects.filter(owner=owner)
    kept = rows.values_list("report_choice", flat=True).first()
    if kept == data:
        return
    if not rows.update(report_choice=data):
        Preferences.objects.get_or_create(owner=owner, defaults={"report_choice": data})
