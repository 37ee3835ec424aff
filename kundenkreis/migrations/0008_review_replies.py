"""One reply to a review, and reports of reviews with what was decided."""

from pathlib import Path

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

SQL = (Path(__file__).parent / "sql" / "replies.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0007_check_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='hidden_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='ReviewReply',
            fields=[
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='reply', serialize=False, to='kundenkreis.review')),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ReviewReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('illegal', 'It is against the law.'), ('personal', 'It names a person, an address or a telephone number.'), ('insult', 'It insults or threatens somebody.'), ('untrue', 'What it says is not true.'), ('other', 'Something else')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('upheld', models.BooleanField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('restored_at', models.DateTimeField(null=True)),
                ('restored_why', models.TextField(blank=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('restored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='kundenkreis.review')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['at'], name='reports_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('review', 'by'), name='review_reported_once'), models.CheckConstraint(condition=models.Q(('reason__in', ['illegal', 'personal', 'insult', 'untrue', 'other'])), name='report_reason'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None), ('upheld', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('upheld__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='report_decided_with_reasons'), models.CheckConstraint(condition=models.Q(models.Q(('restored_at', None), ('restored_by', None), ('restored_why', '')), models.Q(('restored_at__isnull', False), ('restored_by__isnull', False), ('upheld', True), models.Q(('restored_why', ''), _negated=True), models.Q(('restored_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='report_restored_by_another')],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
