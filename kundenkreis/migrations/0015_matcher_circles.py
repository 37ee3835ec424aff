"""The matcher looks at asked days only, in circles that fit."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0014_visit_concerns"),
    ]
    operations = [
        migrations.RunSQL(
            (Path(__file__).parent / "sql" / "matching_circles.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
