"""The matcher written anew: one lean statement, with the question's constants sent along."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "who_fits.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0002_laws"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop)]
