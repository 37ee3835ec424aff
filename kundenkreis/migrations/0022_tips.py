"""Tips: whole to the helper, by law."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("kundenkreis", "0021_own_rates")]
    operations = [
        migrations.RunSQL((SQL / "tips.sql").read_text(), migrations.RunSQL.noop),
    ]
