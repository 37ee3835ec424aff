"""Members recall: petitions with signatures and secret votes."""


import django.db.models.deletion
import django.db.models.expressions
import uuid
from pathlib import Path
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0009_ring_month"),
    ]

    operations = [
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('answer', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('gather_until', models.DateTimeField()),
                ('needed', models.PositiveIntegerField()),
                ('vote_from', models.DateTimeField(null=True)),
                ('vote_until', models.DateTimeField(null=True)),
                ('voted', models.PositiveIntegerField(default=0)),
                ('yes', models.PositiveIntegerField(default=0)),
                ('no', models.PositiveIntegerField(default=0)),
                ('counted_at', models.DateTimeField(null=True)),
                ('recalled', models.BooleanField(default=False)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recalls', to='kundenkreis.mandate')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='RecallSigner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signers', to='kundenkreis.recall')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='RecallVoter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voted', models.BooleanField(default=False)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='kundenkreis.recall')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.UniqueConstraint(condition=models.Q(('counted_at__isnull', True)), fields=('mandate',), name='one_recall_at_once'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('voted', django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')))), name='recall_sums'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('recalled', False), models.Q(('counted_at__isnull', False), ('yes__gt', models.F('no')), ('yes__gte', models.F('needed'))), _connector='OR'), name='recalled_by_more'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('needed__gte', 3)), name='recall_needs_three'),
        ),
        migrations.AddConstraint(
            model_name='recallsigner',
            constraint=models.UniqueConstraint(fields=('recall', 'person'), name='recall_signed_once'),
        ),
        migrations.AddConstraint(
            model_name='recallvoter',
            constraint=models.UniqueConstraint(fields=('recall', 'person'), name='recall_one_voter'),
        ),
        migrations.RunSQL((SQL / "recalls.sql").read_text(), migrations.RunSQL.noop),
    ]
