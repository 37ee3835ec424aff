"""Who said that an answer helped, and how often she was asked."""

import django.db.models.deletion
from pathlib import Path

from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0014_guides"),
    ]

    operations = [
        migrations.AddField(
            model_name='solution',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='SolutionReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='kundenkreis.question')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('question', 'number'), name='solution_reminded_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 3)), name='three_reminders')],
            },
        ),
        migrations.RunSQL((SQL / "asked_again.sql").read_text(), migrations.RunSQL.noop),
    ]
