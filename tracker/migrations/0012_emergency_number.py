from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0011_follow_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="preferences",
            name="emergency_country",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.AddField(
            model_name="preferences",
            name="emergency_number",
            field=models.CharField(blank=True, default="", max_length=15),
        ),
    ]
