"""Marks beside the stars, how sure the stars are, and the law that what was said stays said."""

from pathlib import Path

import django.contrib.postgres.functions
from django.db import migrations, models

SQL = (Path(__file__).parent / "sql" / "reviews.sql").read_text()
# Of the words that count: what single reviews gave; where there are none (written in bulk), as if all gave the mean.
SQUARES = """
UPDATE kundenkreis_helperbrand m SET squares = coalesce(
  (SELECT sum(round(1 + 4 * o.value) ^ 2) FROM kundenkreis_outcome o
    WHERE o.member_id = m.id AND o.kind = 'public_stars' AND o.weight > 0 AND o.struck_at IS NULL),
  ceil(stars::numeric * stars / nullif(reviews, 0)), 0)
"""


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0005_heard_later"),
    ]

    operations = [
        migrations.AddField(
            model_name='helperbrand',
            name='squares',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='review',
            name='explained',
            field=models.PositiveSmallIntegerField(choices=[(2, 'yes'), (1, 'partly'), (0, 'no')], null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='on_time',
            field=models.PositiveSmallIntegerField(choices=[(2, 'yes'), (1, 'partly'), (0, 'no')], null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='public_id',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='review',
            name='solved',
            field=models.PositiveSmallIntegerField(choices=[(2, 'yes'), (1, 'partly'), (0, 'no')], null=True),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('revealed_at__isnull', False), ('side', 'customer')), fields=['brand', 'helper', '-revealed_at'], name='reviews_of_helper'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('side', 'customer'), models.Q(('explained__isnull', True), ('on_time__isnull', True), ('solved__isnull', True)), _connector='OR'), name='marks_by_customer'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('explained__isnull', True), ('explained__lte', 2), _connector='OR'), name='mark_explained'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('on_time__isnull', True), ('on_time__lte', 2), _connector='OR'), name='mark_on_time'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('solved__isnull', True), ('solved__lte', 2), _connector='OR'), name='mark_solved'),
        ),
        migrations.RunSQL(SQUARES, migrations.RunSQL.noop),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
