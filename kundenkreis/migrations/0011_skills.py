from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0010_bonds"),
    ]

    operations = [
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField()),
                ('words', models.JSONField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
            ],
            options={
                'ordering': ['position', 'slug'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='PackageSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'basic'), (2, 'good'), (3, 'expert')], default=1)),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='kundenkreis.servicepackage')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.skill')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='HelperSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'basic'), (2, 'good'), (3, 'expert')])),
                ('said_at', models.DateTimeField()),
                ('brand', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kundenkreis.brand')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='kundenkreis.helper')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kundenkreis.skill')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.UniqueConstraint(fields=('brand', 'slug'), name='skill_slug'),
        ),
        migrations.AddConstraint(
            model_name='packageskill',
            constraint=models.UniqueConstraint(fields=('package', 'skill'), name='package_needs_once'),
        ),
        migrations.AddConstraint(
            model_name='packageskill',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='needed_level'),
        ),
        migrations.AddConstraint(
            model_name='helperskill',
            constraint=models.UniqueConstraint(fields=('helper', 'skill'), name='knows_once'),
        ),
        migrations.AddConstraint(
            model_name='helperskill',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='known_level'),
        ),
        migrations.RunSQL((SQL / "matching_skills.sql").read_text(), migrations.RunSQL.noop),
    ]
