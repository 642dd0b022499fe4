from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0019_fold_names_and_search_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="sharelink",
            name="closed_by_restore_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
