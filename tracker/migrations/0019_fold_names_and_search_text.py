import re
import unicodedata

from django.conf import settings
from django.db import migrations

BATCH = 500


def folded(text):
    """As tracker/vocabulary/folding.py had it when this migration was written."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = re.sub("i\u0307+", "i", text).translate(
        str.maketrans({"ı": "i", "\u200c": None, "\u200d": None, "\xad": None})
    )
    return unicodedata.normalize("NFKC", text)


def fold_names(apps, schema_editor):
    """The oldest of two accounts whose names differ in case alone holds the name; the other logs in as before."""
    user = apps.get_model(*settings.AUTH_USER_MODEL.split("."))
    names = apps.get_model("tracker", "AccountName").objects
    for pk, username in user.objects.order_by("pk").values_list("pk", "username").iterator():
        if not names.filter(owner_id=pk).exists() and not names.filter(folded=folded(username)).exists():
            names.create(owner_id=pk, folded=folded(username))


def fold_search_text(apps, schema_editor):
    """What was casefolded so far says enough: folding it once more gives what folding the words would."""
    episodes = apps.get_model("tracker", "Episode").objects
    last = 0
    while batch := list(episodes.filter(pk__gt=last).order_by("pk").only("pk", "search_text")[:BATCH]):
        last, changed = batch[-1].pk, []
        for row in batch:
            text = row.search_text if row.search_text.isascii() else folded(row.search_text)
            if text != row.search_text:
                row.search_text = text
                changed.append(row)
        episodes.bulk_update(changed, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0018_account_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.RunPython(fold_search_text, migrations.RunPython.noop),
    ]
