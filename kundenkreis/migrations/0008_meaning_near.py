"""What is nearest in meaning: all passages compared where a brand has few."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0007_space_talk"),
    ]
    operations = [
        migrations.RunSQL((SQL / "meaning_near.sql").read_text(), migrations.RunSQL.noop)
    ]
