from django.db import migrations, models


def take_the_persons_zone(apps, schema_editor):
    """Links that were made before it was stored say what they said: the zone of their person."""
    links, zones = apps.get_model("tracker", "ShareLink"), apps.get_model("tracker", "Preferences")
    for owner, zone in zones.objects.values_list("owner", "time_zone"):
        links.objects.filter(owner=owner).update(time_zone=zone)


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0009_where_a_question_is_from"),
    ]

    operations = [
        migrations.AddField(
            model_name="sharelink",
            name="time_zone",
            field=models.CharField(default="UTC", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(take_the_persons_zone, migrations.RunPython.noop),
    ]
