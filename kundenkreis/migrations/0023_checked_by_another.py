from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0022_standing_lines"),
    ]
    operations = [
        migrations.RunSQL((SQL / "helpers_four_eyes.sql").read_text(), migrations.RunSQL.noop),
    ]
