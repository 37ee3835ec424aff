"""Passages keep to the brand of their document; a firm was never a private person."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [("kundenkreis", "0021_contests")]

    operations = [
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=["id", "brand"], name="found_of_brand"),
        ),
        migrations.RunSQL((SQL / "meaning_of_brand.sql").read_text(), migrations.RunSQL.noop),
    ]
