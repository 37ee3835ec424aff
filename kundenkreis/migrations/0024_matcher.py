from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0023_helper_photos"),
    ]
    operations = [
        migrations.RunSQL((SQL / "matcher.sql").read_text(), migrations.RunSQL.noop),
    ]
