"""Who answers, who asks with help, what is the same: claims, shelter, joined questions, drafts."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from pathlib import Path

from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0022_meaning_of_brand"),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CommunityRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hold_hours', models.PositiveSmallIntegerField(default=24)),
                ('shelter_since', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=300)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Moved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('solved_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='question',
            name='merged_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='question',
            name='merged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='kundenkreis.question'),
        ),
        migrations.AddField(
            model_name='question',
            name='product',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='question',
            name='released_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='question',
            name='released_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='sheltered_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('product', ''), _negated=True), fields=['brand', 'product', '-asked_at'], name='questions_by_product'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('released_at__isnull', True), ('sheltered_at__isnull', False)), fields=['brand', 'sheltered_at'], name='questions_sheltered'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('released_at__isnull', True), models.Q(('released_at__gte', models.F('sheltered_at')), ('sheltered_at__isnull', False)), _connector='OR'), name='released_from_shelter'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_at__isnull', True), ('merged_by__isnull', True), ('merged_into__isnull', True)), models.Q(('merged_at__isnull', False), ('merged_by__isnull', False), ('merged_into__isnull', False)), _connector='OR'), name='question_merged_by'),
        ),
        migrations.AddField(
            model_name='claim',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='claim',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claim',
            name='question',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='claim', to='kundenkreis.question'),
        ),
        migrations.AddField(
            model_name='communityrules',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='draft',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='draft',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='moved',
            name='answer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.answer'),
        ),
        migrations.AddField(
            model_name='moved',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='moved',
            name='follow',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.follow'),
        ),
        migrations.AddField(
            model_name='moved',
            name='same_here',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.samehere'),
        ),
        migrations.AddField(
            model_name='moved',
            name='solved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='moved',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moved', to='kundenkreis.question'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('at')), ('until__lte', django.db.models.expressions.CombinedExpression(models.F('at'), '+', models.Value(datetime.timedelta(seconds=600))))), name='claim_ten_minutes'),
        ),
        migrations.AddConstraint(
            model_name='communityrules',
            constraint=models.UniqueConstraint(fields=('brand',), name='community_rules_once'),
        ),
        migrations.AddConstraint(
            model_name='communityrules',
            constraint=models.CheckConstraint(condition=models.Q(('hold_hours__lte', 168)), name='hold_a_week'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(fields=['brand', 'at'], name='drafts_by_age'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('brand', 'person', 'place'), name='draft_once_a_place'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='draft_says_something'),
        ),
        migrations.AddConstraint(
            model_name='moved',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', False), ('follow__isnull', True), ('same_here__isnull', True)), models.Q(('answer__isnull', True), ('follow__isnull', False), ('same_here__isnull', True)), models.Q(('answer__isnull', True), ('follow__isnull', True), ('same_here__isnull', False)), _connector='OR'), name='moved_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='moved',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('solved_at__isnull', True), ('solved_by__isnull', True)), models.Q(('answer__isnull', False), ('solved_at__isnull', False), ('solved_by__isnull', False)), _connector='OR'), name='moved_solution'),
        ),
        migrations.RunSQL((SQL / "who_answers.sql").read_text(), migrations.RunSQL.noop),
    ]
