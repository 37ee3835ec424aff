"""Services that two do, and who goes along."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0006_chargeback_papers"),
    ]

    operations = [
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='companion', serialize=False, to='kundenkreis.booking')),
                ('told_at', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='persons',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='servicepackage',
            name='persons',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddConstraint(
            model_name='servicepackage',
            constraint=models.CheckConstraint(condition=models.Q(('persons__in', [1, 2])), name='package_persons'),
        ),
        migrations.AddField(
            model_name='companion',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='companion',
            name='helper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.helper'),
        ),
        migrations.AddField(
            model_name='companion',
            name='slot',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.slot'),
        ),
        migrations.RunSQL((SQL / "two_persons.sql").read_text(), migrations.RunSQL.noop),
    ]
