"""Comments and thanks in spaces; a pause says once that it is over."""


import django.db.models.deletion
import uuid
from pathlib import Path
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0006_unsaid"),
    ]

    operations = [
        migrations.CreateModel(
            name='SpaceComment',
            fields=[
                ('hidden_at', models.DateTimeField(null=True)),
                ('hidden_reason', models.CharField(blank=True, max_length=20)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('body', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SpaceKudos',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='pause',
            name='over_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(('over_at__isnull', True), ('over_at__gte', models.F('until')), _connector='OR'), name='pause_over_after_its_end'),
        ),
        migrations.AddField(
            model_name='spacecomment',
            name='answer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='kundenkreis.spaceanswer'),
        ),
        migrations.AddField(
            model_name='spacecomment',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='spacecomment',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='spacecomment',
            name='hidden_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='spacecomment',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.space'),
        ),
        migrations.AddField(
            model_name='spacekudos',
            name='answer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kudos', to='kundenkreis.spaceanswer'),
        ),
        migrations.AddField(
            model_name='spacekudos',
            name='brand',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand'),
        ),
        migrations.AddField(
            model_name='spacekudos',
            name='giver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='spacekudos',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.space'),
        ),
        migrations.AddConstraint(
            model_name='spacecomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_at__isnull', True), ('hidden_by__isnull', True), ('hidden_reason', '')), models.Q(('hidden_at__isnull', False), models.Q(('hidden_reason', ''), _negated=True)), _connector='OR'), name='spacecomment_hidden_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='spacecomment',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='space_comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='spacekudos',
            constraint=models.UniqueConstraint(fields=('answer', 'giver'), name='space_thanked_once'),
        ),
        migrations.RunSQL((SQL / "spaces_talk.sql").read_text(), migrations.RunSQL.noop),
    ]
