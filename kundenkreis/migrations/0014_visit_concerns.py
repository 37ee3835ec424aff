"""What someone at a visit tells the team in silence."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0013_matcher_bits"),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitConcern',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('unsafe', 'I do not feel safe.'), ('another_person', 'Someone else came than agreed.'), ('money_outside', 'I should pay cash or outside of this page.'), ('passwords', 'I should give away passwords or bank details.'), ('danger', 'Something here is dangerous.'), ('other', 'Something else')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('handled_at', models.DateTimeField(null=True)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.booking')),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('handled_at', None)), fields=['at'], name='concerns_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('handled_at', None), ('handled_by', None)), models.Q(('handled_at__isnull', False), ('handled_by__isnull', False)), _connector='OR'), name='concern_handled_by'), models.CheckConstraint(condition=models.Q(('reason__in', ['unsafe', 'another_person', 'money_outside', 'passwords', 'danger', 'other'])), name='concern_reason')],
            },
        ),
    ]
