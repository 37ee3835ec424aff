"""The search for whoever can come first, in waves."""

from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0015_matcher_circles"),
    ]

    operations = [
        migrations.AddField(
            model_name='offer',
            name='times',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='request',
            name='replace_missing',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='request',
            name='windows',
            field=django.contrib.postgres.fields.ArrayField(base_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(), default=list, size=None),
        ),
        migrations.AlterField(
            model_name='offer',
            name='answer',
            field=models.CharField(blank=True, choices=[('accepted', 'accepted'), ('declined', 'declined'), ('expired', 'not answered in time'), ('withdrawn', 'withdrawn by the customer'), ('overtaken', 'another helper was faster')], max_length=10),
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('booking_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('windows', django.contrib.postgres.fields.ArrayField(base_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(), size=None)),
                ('price', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('payer', models.CharField(choices=[('customer', 'the customer'), ('company', 'the company')], max_length=8)),
                ('urgent', models.BooleanField(default=False)),
                ('begun_at', models.DateTimeField()),
                ('next_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('booked', 'a helper comes'), ('nobody', 'nobody can come'), ('withdrawn', 'withdrawn by the customer')], max_length=10)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='kundenkreis.request')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='DispatchWave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waves', to='kundenkreis.dispatch')),
            ],
            options={
                'ordering': ['number'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='wave',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='kundenkreis.dispatchwave'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(fields=('wave', 'helper'), name='asked_once_a_wave'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', 'accepted')), fields=('wave',), name='one_wins_a_wave'),
        ),
        migrations.AddIndex(
            model_name='dispatch',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['next_at'], name='dispatches_due'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('request',), name='one_dispatch_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('next_at__isnull', False), ('outcome', '')), models.Q(('ended_at__isnull', False), ('next_at__isnull', True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='ended_dispatch_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(('windows__len__gte', 1), ('windows__len__lte', 3)), name='dispatch_windows'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='dispatch_price'),
        ),
        migrations.AddConstraint(
            model_name='dispatchwave',
            constraint=models.UniqueConstraint(fields=('dispatch', 'number'), name='waves_in_order'),
        ),
        migrations.AddConstraint(
            model_name='dispatchwave',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='wave_number'),
        ),
        migrations.AddConstraint(
            model_name='dispatchwave',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('at'))), name='wave_has_time'),
        ),
        migrations.RunSQL((SQL / "marketplace_waves.sql").read_text(), migrations.RunSQL.noop),
    ]
