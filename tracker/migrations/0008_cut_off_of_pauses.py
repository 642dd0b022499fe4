import datetime as dt

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    """When a pause came to be, and when it was said how limited a day was: a shared page shows nothing added later."""

    dependencies = [
        ("tracker", "0007_report_choice"),
    ]

    operations = [
        migrations.AddField(
            model_name="day",
            name="limited_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        # When the pauses that are there were written down is not known: pages that were shared keep showing them.
        migrations.AddField(
            model_name="pause",
            name="added_at",
            field=models.DateTimeField(default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC), editable=False),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="pause",
            name="added_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
    ]
