"""One law keeps the terms of a booking."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [("kundenkreis", "0010_agreed_terms")]

    operations = [migrations.RunSQL((SQL / "terms_once.sql").read_text(), migrations.RunSQL.noop)]
