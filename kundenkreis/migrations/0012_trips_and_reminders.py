"""The way to a visit, and what the clock reminded of."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0011_cancellation_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name='visit',
            name='called_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='comes_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='comes_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='reaffirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='TripPosition',
            fields=[
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='position', serialize=False, to='kundenkreis.booking')),
                ('lat', models.FloatField()),
                ('lng', models.FloatField()),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('lat__gte', -90), ('lat__lte', 90), ('lng__gte', -180), ('lng__lte', 180)), name='position_on_earth')],
            },
        ),
        migrations.CreateModel(
            name='VisitReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('call', 'Call'), ('tomorrow', 'Tomorrow'), ('soon', 'Soon')], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='kundenkreis.booking')),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('booking', 'kind', 'starts_at'), name='reminded_once')],
            },
        ),
        migrations.RunSQL((SQL / "marketplace_trips.sql").read_text(), migrations.RunSQL.noop),
    ]
