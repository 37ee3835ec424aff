from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0003_account_credit"),
    ]
    operations = [
        migrations.RunSQL((SQL / "matching_many.sql").read_text(), migrations.RunSQL.noop),
    ]
