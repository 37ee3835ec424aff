"""A second person with the customer, on her wish."""

from pathlib import Path

from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0028_chargebacks"),
    ]

    operations = [
        migrations.AddField(
            model_name='booking',
            name='second_person',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='request',
            name='second_person',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='visit',
            name='second_person_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL((SQL / "second_person.sql").read_text(), migrations.RunSQL.noop),
    ]
