"""Add-ons of a brand, extras proposed during a visit, and the answers to them."""

from pathlib import Path

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0004_reach"),
    ]

    operations = [
        migrations.CreateModel(
            name='Extra',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('words', models.JSONField()),
                ('minutes', models.PositiveSmallIntegerField(default=0)),
                ('price', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('proposed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['number'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='AddOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField()),
                ('words', models.JSONField()),
                ('price', models.BigIntegerField()),
                ('minutes', models.PositiveSmallIntegerField(default=0)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
            ],
            options={
                'ordering': ['position', 'slug'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ExtraAnswer',
            fields=[
                ('extra', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='answer', serialize=False, to='kundenkreis.extra')),
                ('answer', models.CharField(choices=[('consented', 'agreed'), ('refused', 'not wanted'), ('lapsed', 'not answered')], max_length=10)),
                ('by_telephone', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='extra',
            name='add_on',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.addon'),
        ),
        migrations.AddField(
            model_name='extra',
            name='booking',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extras', to='kundenkreis.booking'),
        ),
        migrations.AddField(
            model_name='extra',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='extra',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='addon',
            constraint=models.UniqueConstraint(fields=('brand', 'slug'), name='add_on_slug'),
        ),
        migrations.AddConstraint(
            model_name='addon',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', 0)), name='add_on_price'),
        ),
        migrations.AddConstraint(
            model_name='addon',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__lte', 240)), name='add_on_minutes'),
        ),
        migrations.AddField(
            model_name='extraanswer',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='extraanswer',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='extra',
            constraint=models.UniqueConstraint(fields=('booking', 'number'), name='extra_number'),
        ),
        migrations.AddConstraint(
            model_name='extra',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='extra_price'),
        ),
        migrations.AddConstraint(
            model_name='extra',
            constraint=models.CheckConstraint(condition=models.Q(('add_on__isnull', False), ('minutes__gt', 0), _connector='OR'), name='extra_is_something'),
        ),
        migrations.AddConstraint(
            model_name='extraanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'lapsed'), ('by', None), ('by_telephone', False)), models.Q(('answer__in', ['consented', 'refused']), ('by__isnull', False)), _connector='OR'), name='extra_answer_author'),
        ),
        migrations.RunSQL((SQL / "marketplace_extras.sql").read_text(), migrations.RunSQL.noop),
    ]
