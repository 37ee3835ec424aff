"""The path of a helper for one service."""

from pathlib import Path

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0015_holds_lost"),
    ]

    operations = [
        migrations.AddField(
            model_name='servicepackage',
            name='certified_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Certification',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('applicant', 'applicant'), ('id_checked', 'identity checked'), ('trained', 'trained'), ('supervised', 'first visits, supervised'), ('certified', 'certified'), ('trainer', 'trainer'), ('suspended', 'suspended'), ('refused', 'not accepted'), ('ended', 'ended by the helper')], max_length=10)),
                ('seq', models.PositiveIntegerField()),
                ('moved_at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.helper')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.servicepackage')),
                ('supervisor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CertificationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=20)),
                ('from_state', models.CharField(max_length=10)),
                ('to_state', models.CharField(max_length=10)),
                ('actor', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('certification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='kundenkreis.certification')),
            ],
            options={
                'ordering': ['seq'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='StepContest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contest', to='kundenkreis.certificationstep')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SupervisedVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('good', 'good'), ('not_yet', 'not yet')], max_length=7)),
                ('seen_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('certification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='kundenkreis.certification')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='certification',
            index=models.Index(fields=['brand', 'state', 'moved_at'], name='paths_by_state'),
        ),
        migrations.AddConstraint(
            model_name='certification',
            constraint=models.UniqueConstraint(fields=('helper', 'package'), name='one_path_a_service'),
        ),
        migrations.AddConstraint(
            model_name='certificationstep',
            constraint=models.UniqueConstraint(fields=('certification', 'seq'), name='step_number'),
        ),
        migrations.AddConstraint(
            model_name='certificationstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name__in', ['recognise', 'refuse', 'suspend', 'reinstate']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='step_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='certificationstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name__in', ['admit', 'certify', 'appoint', 'refuse', 'suspend', 'reinstate']), _negated=True), ('by__isnull', False), _connector='OR'), name='step_by_a_named_person'),
        ),
        migrations.AddConstraint(
            model_name='stepcontest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='step_contest_answered_with_reasons'),
        ),
        migrations.AddConstraint(
            model_name='supervisedvisit',
            constraint=models.UniqueConstraint(fields=('certification', 'subject'), name='supervised_visit_once'),
        ),
        migrations.AddConstraint(
            model_name='supervisedvisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('seen_at__isnull', True), ('seen_by__isnull', True), ('verdict', '')), models.Q(('seen_at__isnull', False), ('seen_by__isnull', False), ('verdict__in', ['good', 'not_yet'])), _connector='OR'), name='visit_seen_by'),
        ),
        migrations.RunSQL((SQL / "certification.sql").read_text(), migrations.RunSQL.noop),
    ]
