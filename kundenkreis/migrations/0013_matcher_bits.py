"""Calendars of the matcher as strings of bits."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0012_trips_and_reminders"),
    ]
    operations = [
        migrations.RunSQL(
            (Path(__file__).parent / "sql" / "matching_bits.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
