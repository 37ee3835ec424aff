"""Documents that helpers hand in, and reminders before a check ends."""

from pathlib import Path

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0006_review_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckDocument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('identity', 'identity'), ('training', 'training'), ('conduct', 'conduct test'), ('insurance', 'insurance'), ('certificate', 'certificate of the brand')], max_length=20)),
                ('content', models.BinaryField(null=True)),
                ('media_type', models.CharField(max_length=20)),
                ('handed_in_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('confirmed', 'confirmed'), ('declined', 'declined')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.helper')),
                ('verification', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kundenkreis.verification')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('decided_at__isnull', False), ('erased_at__isnull', True)), fields=['decided_at'], name='documents_to_erase')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('answer__in', ['confirmed', 'declined']), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='document_decided_by'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declined'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('answer', 'declined'), _negated=True), ('reason', '')), _connector='OR'), name='document_declined_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('erased_at__isnull', True)), models.Q(('content__isnull', True), ('erased_at__isnull', False)), _connector='OR'), name='document_erased'), models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('brand', 'helper', 'kind'), name='one_document_waits')],
            },
        ),
        migrations.CreateModel(
            name='CheckReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('verification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.verification')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('verification', 'days'), name='reminded_of_check_once'), models.CheckConstraint(condition=models.Q(('days__in', [0, 7, 30])), name='check_reminder_days')],
            },
        ),
        migrations.RunSQL((SQL / "checks.sql").read_text(), migrations.RunSQL.noop),
    ]
