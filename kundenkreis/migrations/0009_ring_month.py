"""How long a message is kept does not depend on the time zone of who asks."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "ring_month.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0008_meaning_near"),
    ]
    operations = [
        migrations.RunSQL(
            SQL.read_text(),
            migrations.RunSQL.noop,
            state_operations=[migrations.RemoveConstraint("ring", "ring_kept_a_month")],
        )
    ]
