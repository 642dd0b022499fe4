from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0020_links_closed_by_a_restore"),
    ]

    operations = [
        migrations.AddField(
            model_name="preferences",
            name="looks_seen_to_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="preferences",
            name="downloaded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
