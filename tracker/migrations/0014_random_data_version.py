from django.db import migrations, models

import tracker.models.person


def mark_anew(apps, schema_editor):
    """What was kept under the counted versions meets nobody any more."""
    preferences = apps.get_model("tracker", "Preferences")
    for pk in preferences.objects.values_list("pk", flat=True):
        preferences.objects.filter(pk=pk).update(data_version=tracker.models.person.fresh_mark())


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0013_chest_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="preferences",
            name="data_version",
            field=models.PositiveBigIntegerField(default=tracker.models.person.fresh_mark),
        ),
        migrations.RunPython(mark_anew, migrations.RunPython.noop),
    ]
