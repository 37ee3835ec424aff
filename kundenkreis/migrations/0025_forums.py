"""Forums of before, and digests."""

import django.db.models.deletion
from django.conf import settings
from pathlib import Path

from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0024_prints"),
    ]

    operations = [
        migrations.AlterField(
            model_name='question',
            name='case',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.case'),
        ),
        migrations.CreateModel(
            name='DigestChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('every', models.CharField(choices=[('daily', 'every day'), ('weekly', 'every week')], max_length=6)),
                ('chosen_at', models.DateTimeField()),
                ('told_until', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['brand', 'told_until'], name='digests_due')],
                'constraints': [models.UniqueConstraint(fields=('brand', 'person'), name='digest_chosen_once'), models.CheckConstraint(condition=models.Q(('every__in', ['daily', 'weekly'])), name='digest_every')],
            },
        ),
        migrations.CreateModel(
            name='Imported',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('thread', 'Thread'), ('post', 'Post')], max_length=6)),
                ('old', models.BigIntegerField()),
                ('place', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.answer')),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.question')),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['question', 'source', 'place'], name='imported_by_place')],
                'constraints': [models.UniqueConstraint(fields=('brand', 'source', 'kind', 'old'), name='imported_once_from_forum'), models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', True), ('kind', 'person'), ('person__isnull', False), ('question__isnull', True)), models.Q(('answer__isnull', True), ('kind', 'thread'), ('person__isnull', True), ('question__isnull', False)), models.Q(('kind', 'post'), ('person__isnull', True), ('question__isnull', False)), _connector='OR'), name='imported_as_what_it_is')],
            },
        ),
        migrations.RunSQL((SQL / "forums.sql").read_text(), migrations.RunSQL.noop),
    ]
