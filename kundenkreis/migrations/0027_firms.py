"""Firms with dispatchers, their technicians, and visits that are theirs."""

from pathlib import Path

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0026_bill_words"),
    ]

    operations = [
        migrations.CreateModel(
            name='FirmDispatcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FirmInvitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('accepted', models.BooleanField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FirmMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FirmSlot',
            fields=[
                ('slot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='kundenkreis.slot')),
                ('visit', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='named_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='role',
            name='kind',
            field=models.CharField(choices=[('member', 'member'), ('expert', 'expert'), ('helper', 'helper'), ('dispatcher', 'dispatcher'), ('agent', 'agent'), ('moderator', 'moderator'), ('manager', 'manager')], max_length=12),
        ),
        migrations.CreateModel(
            name='Firm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('founded_at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('founded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='firm',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.firm'),
        ),
        migrations.AddField(
            model_name='request',
            name='firm',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kundenkreis.firm'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('firm__isnull', True), ('named_at__isnull', True)), models.Q(('firm__isnull', False), models.Q(('named_at__isnull', False), ('state__in', ['held', 'declined', 'expired', 'cancelled']), _connector='OR')), _connector='OR'), name='technician_named_before_confirmed'),
        ),
        migrations.AddField(
            model_name='firmdispatcher',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='firmdispatcher',
            name='firm',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatchers', to='kundenkreis.firm'),
        ),
        migrations.AddField(
            model_name='firmdispatcher',
            name='named_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='firmdispatcher',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='firminvitation',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='firminvitation',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='firminvitation',
            name='firm',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='kundenkreis.firm'),
        ),
        migrations.AddField(
            model_name='firminvitation',
            name='helper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.helper'),
        ),
        migrations.AddField(
            model_name='firmmember',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='firmmember',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='firmmember',
            name='firm',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='kundenkreis.firm'),
        ),
        migrations.AddField(
            model_name='firmmember',
            name='helper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.helper'),
        ),
        migrations.AddField(
            model_name='firmslot',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='firmslot',
            name='firm',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.firm'),
        ),
        migrations.AddField(
            model_name='firmslot',
            name='helper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.helper'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.UniqueConstraint(fields=('brand', 'name'), name='firm_name_once'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='firm_has_name'),
        ),
        migrations.AddConstraint(
            model_name='firm',
            constraint=models.UniqueConstraint(fields=('id', 'brand'), name='firm_brand'),
        ),
        migrations.AddConstraint(
            model_name='firmdispatcher',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('brand', 'person'), name='dispatches_for_one_firm'),
        ),
        migrations.AddConstraint(
            model_name='firmdispatcher',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='dispatcher_period'),
        ),
        migrations.AddConstraint(
            model_name='firminvitation',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('firm', 'helper'), name='invited_once'),
        ),
        migrations.AddConstraint(
            model_name='firminvitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted__isnull', True), ('answered_at__isnull', True)), models.Q(('accepted__isnull', False), ('answered_at__isnull', False)), _connector='OR'), name='invitation_answered'),
        ),
        migrations.AddConstraint(
            model_name='firmmember',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='firm_member_not_empty'),
        ),
        migrations.RunSQL((SQL / "firms.sql").read_text(), migrations.RunSQL.noop),
    ]
