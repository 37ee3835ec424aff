"""What waits is claimed and decided once; objections, notices, suspensions."""

from pathlib import Path

import django.db.models.deletion
import kundenkreis.core.ids
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0018_devices"),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'the decision stays'), ('overturned', 'the decision was wrong')], max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ContentNotice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=kundenkreis.core.ids.reference, max_length=9, unique=True)),
                ('address', models.CharField(max_length=500)),
                ('target', models.CharField(max_length=80)),
                ('reason', models.TextField()),
                ('child_safety', models.BooleanField(default=False)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('good_faith', models.BooleanField()),
                ('language', models.CharField(max_length=2)),
                ('at', models.DateTimeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FlagThreshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('items', models.PositiveIntegerField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='QueueItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(max_length=80)),
                ('source', models.CharField(choices=[('report', 'reports of members'), ('notice', 'a notice of illegal content'), ('spam', 'our signs of spam'), ('collusion', 'our look at who thanks whom'), ('own', 'a moderator who read it')], max_length=10)),
                ('score', models.FloatField(default=0)),
                ('signs', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('claimed_until', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('writing', 'writing in public'), ('reporting', 'reporting texts')], max_length=10)),
                ('rule', models.CharField(max_length=20)),
                ('facts', models.TextField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('touches_income', models.BooleanField(default=False)),
                ('in_force_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.RemoveConstraint(
            model_name='statementofreasons',
            name='decided_by_a_rule',
        ),
        migrations.AddField(
            model_name='flag',
            name='weight',
            field=models.FloatField(default=1),
        ),
        migrations.AddField(
            model_name='statementofreasons',
            name='second',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statementofreasons',
            name='source',
            field=models.CharField(choices=[('report', 'reports of members'), ('notice', 'a notice of illegal content'), ('spam', 'our signs of spam'), ('collusion', 'our look at who thanks whom'), ('own', 'a moderator who read it')], default='report', max_length=10),
        ),
        migrations.AddField(
            model_name='statementofreasons',
            name='until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='statementofreasons',
            name='outcome',
            field=models.CharField(choices=[('kept', 'kept'), ('hidden', 'hidden'), ('mended', 'personal data taken out'), ('removed', 'removed'), ('warned', 'author warned'), ('suspended', 'author suspended'), ('restored', 'shown again'), ('lifted', 'suspension ended')], max_length=10),
        ),
        migrations.AddField(
            model_name='appeal',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='kundenkreis.statementofreasons'),
        ),
        migrations.AddField(
            model_name='contentnotice',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='contentnotice',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='notice',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.contentnotice'),
        ),
        migrations.AddField(
            model_name='flagthreshold',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='queueitem',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='queueitem',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='queueitem',
            name='claimed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contentnotice',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='kundenkreis.queueitem'),
        ),
        migrations.AddField(
            model_name='flag',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='kundenkreis.queueitem'),
        ),
        migrations.AddField(
            model_name='statementofreasons',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='kundenkreis.queueitem'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(fields=['by', '-at'], name='flags_of_person'),
        ),
        migrations.AddIndex(
            model_name='statementofreasons',
            index=models.Index(fields=['brand', '-at'], name='statements_newest'),
        ),
        migrations.AddConstraint(
            model_name='statementofreasons',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['kept', 'restored', 'lifted']), models.Q(models.Q(('rule', ''), _negated=True), models.Q(('facts', ''), _negated=True)), _connector='OR'), name='decided_by_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='statementofreasons',
            constraint=models.CheckConstraint(condition=models.Q(('second__isnull', True), models.Q(('by__isnull', False), models.Q(('second', models.F('by')), _negated=True)), _connector='OR'), name='second_is_another'),
        ),
        migrations.AddConstraint(
            model_name='statementofreasons',
            constraint=models.UniqueConstraint(condition=models.Q(('by__isnull', False)), fields=('item',), name='item_decided_once'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspension',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspension',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='kundenkreis.queueitem'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspension',
            name='second',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['brand', 'at'], name='appeals_waiting'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(fields=('statement', 'notice'), name='one_appeal', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('by__isnull', True), ('notice__isnull', True), _connector='XOR'), name='appeal_of_one'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='appeal_decided_with_reasons'),
        ),
        migrations.AddConstraint(
            model_name='flagthreshold',
            constraint=models.UniqueConstraint(fields=('brand', 'at'), name='threshold_once'),
        ),
        migrations.AddConstraint(
            model_name='flagthreshold',
            constraint=models.CheckConstraint(condition=models.Q(('low__gt', 0), ('high__gte', models.F('low'))), name='threshold_order'),
        ),
        migrations.AddIndex(
            model_name='queueitem',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['brand', '-score', 'opened_at'], name='queue_open'),
        ),
        migrations.AddIndex(
            model_name='queueitem',
            index=models.Index(fields=['author'], name='queue_of_author'),
        ),
        migrations.AddConstraint(
            model_name='queueitem',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('brand', 'target'), name='one_open_item_a_text'),
        ),
        migrations.AddConstraint(
            model_name='queueitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claimed_by__isnull', True), ('claimed_until__isnull', True)), models.Q(('claimed_by__isnull', False), ('claimed_until__isnull', False)), _connector='OR'), name='claimed_by_and_until'),
        ),
        migrations.AddConstraint(
            model_name='queueitem',
            constraint=models.UniqueConstraint(fields=('id', 'brand'), name='queue_item_brand'),
        ),
        migrations.AddIndex(
            model_name='contentnotice',
            index=models.Index(fields=['brand', '-at'], name='notices_newest'),
        ),
        migrations.AddConstraint(
            model_name='contentnotice',
            constraint=models.CheckConstraint(condition=models.Q(('good_faith', True)), name='notice_in_good_faith'),
        ),
        migrations.AddConstraint(
            model_name='contentnotice',
            constraint=models.CheckConstraint(condition=models.Q(('child_safety', True), models.Q(models.Q(('name', ''), _negated=True), models.Q(('email', ''), _negated=True)), _connector='OR'), name='notice_says_who'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=models.Index(fields=['brand', 'person', 'until'], name='suspended'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='suspension_ends'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('touches_income', False), ('in_force_at__isnull', True), models.Q(('by__isnull', False), ('second__isnull', False), models.Q(('second', models.F('by')), _negated=True)), _connector='OR'), name='income_needs_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), models.Q(('by', models.F('person')), _negated=True), _connector='OR'), models.Q(('second__isnull', True), models.Q(('second', models.F('person')), _negated=True), _connector='OR')), name='nobody_suspends_herself'),
        ),
        migrations.RunSQL((Path(__file__).parent / "sql" / "moderation_queue.sql").read_text(), migrations.RunSQL.noop),
    ]
