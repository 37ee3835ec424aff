from pathlib import Path

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0012_circles"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='account',
            name='account_shape',
        ),
        migrations.AlterField(
            model_name='account',
            name='kind',
            field=models.CharField(choices=[('funding', 'Funding'), ('company', 'Company'), ('hold', 'Hold'), ('payable', 'Payable'), ('commission', 'Commission'), ('transit', 'Transit'), ('bank', 'Bank'), ('disputed', 'Disputed'), ('goodwill', 'Goodwill'), ('receivable', 'Receivable'), ('credit', 'Credit'), ('contested', 'Contested'), ('fees', 'Fees'), ('points', 'Points'), ('issued', 'Issued')], max_length=12),
        ),
        migrations.AlterField(
            model_name='journal',
            name='kind',
            field=models.CharField(choices=[('hold', 'Hold'), ('capture', 'Capture'), ('cancellation', 'Cancellation'), ('refund', 'Refund'), ('payout', 'Payout'), ('transfer', 'Transfer'), ('return', 'Return'), ('dispute', 'Dispute'), ('release', 'Release'), ('reimbursed', 'Reimbursement'), ('make_good', 'Make Good'), ('default', 'Default'), ('payment', 'Payment'), ('chargeback', 'Chargeback'), ('fee', 'Fee'), ('points', 'Points')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'hold'), ('may_overdraw', False), ('owner', None), models.Q(('subject', ''), _negated=True)), models.Q(('kind__in', ['payable', 'credit', 'points']), ('may_overdraw', False), ('owner__isnull', False), ('subject', '')), models.Q(('kind__in', ['transit', 'disputed']), ('may_overdraw', False), ('owner__isnull', False), models.Q(('subject', ''), _negated=True)), models.Q(('kind__in', ['funding', 'bank', 'receivable']), ('may_overdraw', True), ('owner__isnull', False), ('subject', '')), models.Q(('kind__in', ['company', 'commission', 'goodwill', 'contested', 'fees', 'issued']), ('may_overdraw', True), ('owner', None), ('subject', '')), _connector='OR'), name='account_shape'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('currency', 'PTS'), ('kind__in', ['points', 'issued'])), models.Q(models.Q(('kind__in', ['points', 'issued']), _negated=True), models.Q(('currency', 'PTS'), _negated=True)), _connector='OR'), name='account_of_points'),
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('is_last', models.BooleanField(default=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_last', True)), fields=('brand', 'person'), name='one_pause'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('begins_at'))), name='pause_has_an_end')],
                'indexes': [models.Index(fields=['person', '-until'], name='pauses_of_person')],
            },
        ),
        migrations.CreateModel(
            name='Badge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('first', 'First solution'), ('many', 'Helped many'), ('waited', 'Solved what had waited long'), ('text', 'Wrote what everybody reads')], max_length=8)),
                ('subject', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=200)),
                ('people', models.PositiveIntegerField(default=0)),
                ('days', models.PositiveIntegerField(default=0)),
                ('done_at', models.DateTimeField()),
                ('given_at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(null=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-given_at', '-pk'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('brand', 'person', 'kind', 'subject'), name='badge_once'), models.UniqueConstraint(condition=models.Q(('kind', 'first')), fields=('brand', 'person'), name='one_first_badge'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('path', ''), _negated=True)), name='badge_says_why')],
                'indexes': [models.Index(fields=['person', '-given_at'], name='badges_of_person')],
            },
        ),
        migrations.CreateModel(
            name='PaybackTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_month', models.DateField()),
                ('budget', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('first_points', models.BigIntegerField()),
                ('money_from', models.BigIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('set_at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('budget__gte', 0), ('first_points__gte', 0), ('from_month__day', 1), ('money_from__gte', 1), models.Q(('reason', ''), _negated=True)), name='payback_terms')],
                'indexes': [models.Index(fields=['brand', '-from_month', '-id'], name='payback_terms_newest')],
            },
        ),
        migrations.CreateModel(
            name='PaybackMonth',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('budget', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('points', models.BigIntegerField()),
                ('closed_at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
            ],
            options={
                'ordering': ['-month'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('brand', 'month'), name='month_closed_once'), models.CheckConstraint(condition=models.Q(('points__gte', 0), ('points__lte', models.F('budget'))), name='month_within_budget')],
            },
        ),
        migrations.CreateModel(
            name='PaybackShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.BigIntegerField()),
                ('fixed', models.BigIntegerField(default=0)),
                ('quality', models.FloatField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('month', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='kundenkreis.paybackmonth')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('month', 'person'), name='month_shared_once'), models.CheckConstraint(condition=models.Q(('fixed__gte', 0), ('fixed__lte', models.F('points')), ('points__gt', 0)), name='share_points')],
            },
        ),
        migrations.CreateModel(
            name='PaybackLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=200)),
                ('answered_at', models.DateTimeField()),
                ('givers', models.PositiveIntegerField()),
                ('solved', models.BooleanField()),
                ('novelty', models.FloatField()),
                ('weight', models.FloatField()),
                ('points', models.BigIntegerField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='kundenkreis.paybackshare')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('brand', 'subject'), name='answer_paid_once'), models.CheckConstraint(condition=models.Q(('points__gte', 0), ('weight__gt', 0), ('weight__lte', 1)), name='payback_line')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('purpose', models.CharField(max_length=300)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('brand', 'name'), name='organisation_once')],
            },
        ),
        migrations.CreateModel(
            name='Redemption',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('way', models.CharField(choices=[('credit', 'Credit for my next bill'), ('money', 'Money to my bank account'), ('donation', 'A donation')], max_length=8)),
                ('points', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('points__gt', 0), models.Q(models.Q(('organisation__isnull', True), ('way__in', ['credit', 'money'])), models.Q(('organisation__isnull', False), ('way', 'donation')), _connector='OR')), name='redemption_goes_somewhere')],
                'indexes': [models.Index(fields=['person', '-at'], name='redemptions_of_person')],
            },
        ),
        migrations.CreateModel(
            name='WorkloadHint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('answers', models.PositiveIntegerField()),
                ('of_all', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-week', '-answers'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('brand', 'person', 'week'), name='hinted_once'), models.CheckConstraint(condition=models.Q(('answers__gte', 1), ('answers__lte', models.F('of_all')), ('week__week_day', 2)), name='workload_hint')],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=600)),
                ('why', models.CharField(max_length=120)),
                ('path', models.CharField(blank=True, max_length=200)),
                ('by_chance', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('spared', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('by')), _negated=True), name='thanks_by_another')],
            },
        ),
        migrations.CreateModel(
            name='ThanksText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('words', models.CharField(max_length=600)),
                ('written_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='thanks_say_something')],
            },
        ),
        *(migrations.RunSQL((SQL / f"{name}.sql").read_text(), migrations.RunSQL.noop) for name in ("payback", "thanks")),
    ]
