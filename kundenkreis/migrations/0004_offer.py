"""The offer: prices by date, a ladder with stages left out, an order of its own for a topic."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0003_series_money"),
    ]

    operations = [
        migrations.AddField(
            model_name='ladderstep',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='PackagePrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price', models.BigIntegerField()),
                ('valid_from', models.DateTimeField()),
                ('set_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='kundenkreis.servicepackage')),
            ],
            options={
                'ordering': ['-valid_from', '-id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('package', 'valid_from'), name='one_price_at_a_time'), models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='price_not_negative'), models.CheckConstraint(condition=models.Q(('begun_at__isnull', True), models.Q(('begun_at__gte', models.F('valid_from')), ('taken_back_at__isnull', True)), _connector='OR'), name='price_begun')],
            },
        ),
        migrations.CreateModel(
            name='TopicStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('knowledge', 'knowledge'), ('community', 'community'), ('experts', 'experts'), ('marketplace', 'marketplace'), ('desk', 'desk')], max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ladder', to='kundenkreis.topic')),
            ],
            options={
                'ordering': ['position'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('topic', 'stage'), name='topic_step_once')],
            },
        ),
        migrations.RunSQL((SQL / "offer.sql").read_text(), migrations.RunSQL.noop),
    ]
