"""Photos of a visit, and the sign-off by the customer's code."""

from pathlib import Path

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0007_training"),
    ]

    operations = [
        migrations.AddField(
            model_name='visit',
            name='code_tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='VisitPhoto',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.BinaryField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='kundenkreis.booking')),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
            ],
            options={
                'ordering': ['number'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['added_at'], name='photos_oldest')],
                'constraints': [models.UniqueConstraint(fields=('booking', 'number'), name='photo_number'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 6)), name='photo_at_most_six')],
            },
        ),
        migrations.RunSQL((SQL / "marketplace_sign_off_code.sql").read_text(), migrations.RunSQL.noop),
    ]
