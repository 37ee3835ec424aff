from pathlib import Path

from django.db import migrations, models


SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ("kundenkreis", "0020_trusted_confirm"),
    ]

    operations = [
        migrations.AddField(
            model_name='brand',
            name='own_rate_least',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='brand',
            name='own_rate_most',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='helperbrand',
            name='hourly_rate',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name='brand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('own_rate_least__isnull', True), ('own_rate_most__isnull', True)), models.Q(('own_rate_least__gt', 0), ('own_rate_least__isnull', False), ('own_rate_most__gte', models.F('own_rate_least')), ('own_rate_most__isnull', False)), _connector='OR'), name='brand_own_rates'),
        ),
        migrations.RunSQL((SQL / "own_rates.sql").read_text(), migrations.RunSQL.noop),
    ]
