"""What a text says first counts double; words that languages share."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0004_plans"),
    ]
    operations = [
        migrations.RunSQL((SQL / "ranking.sql").read_text(), migrations.RunSQL.noop)
    ]
