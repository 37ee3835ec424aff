"""Search in a tenth of the time: words of many documents alone, all documents scored together."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("kundenkreis", "0009_old_addresses")]
    operations = [
        migrations.RunSQL((SQL / "search_faster.sql").read_text(), migrations.RunSQL.noop)
    ]
