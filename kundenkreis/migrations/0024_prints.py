"""Fingerprints of what was written lately."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0023_who_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name='TextPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(max_length=80)),
                ('bits', models.BigIntegerField(null=True)),
                ('network', models.CharField(blank=True, max_length=32)),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['brand', 'at'], name='prints_newest'), models.Index(fields=['person', 'at'], name='prints_of_person'), models.Index(fields=['brand', 'network', 'at'], name='prints_of_network')],
                'constraints': [models.UniqueConstraint(fields=('brand', 'target'), name='text_printed_once')],
            },
        ),
    ]
