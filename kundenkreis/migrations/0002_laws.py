"""The laws of the domain that Django cannot express: temporal keys, triggers, functions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
ROOMS = [
    "core", "notifications", "ledger", "helpers", "matching", "search", "cases", "community", "experts", "marketplace", "bills", "payouts",
]


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL((SQL / f"{room}.sql").read_text(), migrations.RunSQL.noop)
        for room in ROOMS
    ]
