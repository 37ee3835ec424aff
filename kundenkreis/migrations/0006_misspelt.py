"""Typing errors in frequent words are found among very many texts too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0005_ranking"),
    ]
    operations = [
        migrations.RunSQL((SQL / "misspelt.sql").read_text(), migrations.RunSQL.noop)
    ]
