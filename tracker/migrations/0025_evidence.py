import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Min


def begin_evidence(apps, schema_editor):
    """Whoever has been asked about factors begins on the first of these days, with all of these factors, and with what
    the earlier method looked for. The blocks that are due close with the person's next write."""
    day_factor = apps.get_model("tracker", "DayFactor")
    record = apps.get_model("tracker", "FactorRecord")
    evidence = apps.get_model("tracker", "Evidence")
    begun = day_factor.objects.order_by().values_list("day__owner").annotate(first=Min("day__date"))
    outcomes = dict(record.objects.filter(kind="outcome").values_list("owner", "data"))
    for owner, first in begun:
        codes = day_factor.objects.filter(day__owner=owner).order_by("code").values_list("code", flat=True).distinct()
        evidence.objects.get_or_create(
            owner_id=owner,
            defaults={"begins_on": first, "founders": list(codes), "outcome": outcomes.get(owner, {})},
        )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("tracker", "0024_arrivals_of_kept_taps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_on", models.DateField()),
                ("weekend_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("outcome", models.JSONField(blank=True, default=dict)),
                ("founders", models.JSONField(blank=True, default=list)),
                ("blocks", models.JSONField(blank=True, default=list)),
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.RemoveField(model_name="preferences", name="looks_seen_to_on"),
        migrations.AddField(
            model_name="preferences",
            name="evidence_due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(begin_evidence, migrations.RunPython.noop),
    ]
