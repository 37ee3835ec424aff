"""Plans that are kept, because making them took longer than following them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "plans.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0003_who_fits"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop)]
