"""Policies of cancelling as data; each booking keeps the one it was made under."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"
POLICIES = [("flexible", "flexible"), ("moderate", "moderate"), ("strict", "strict")]
# What was written in two columns is the moderate policy; other figures become a brand's own steps.
CARRY_OVER = """
UPDATE kundenkreis_brand SET cancellation_steps =
  jsonb_build_array(jsonb_build_array(cancellation_hours, 0), jsonb_build_array(0, cancellation_percent))
 WHERE (cancellation_hours, cancellation_percent) <> (24, 50) AND cancellation_hours > 0;
UPDATE kundenkreis_brand SET cancellation_steps = jsonb_build_array(jsonb_build_array(0, cancellation_percent))
 WHERE cancellation_hours = 0;
UPDATE kundenkreis_booking b SET cancellation = CASE WHEN r.cancellation_steps = '[]'
    THEN '[[24, 0], [0, 50]]'::jsonb ELSE r.cancellation_steps END
  FROM kundenkreis_brand r WHERE r.id = b.brand_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0010_matcher"),
    ]
    operations = [
        migrations.AddField("brand", "cancellation_policy", models.CharField(choices=POLICIES, default="moderate", max_length=10)),
        migrations.AddField("brand", "cancellation_steps", models.JSONField(blank=True, default=list)),
        migrations.AddField("servicepackage", "cancellation_policy", models.CharField(blank=True, choices=POLICIES, default="", max_length=10)),
        migrations.AddField("booking", "cancellation", models.JSONField(default=list), preserve_default=False),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveConstraint("brand", "brand_percent"),
        migrations.RemoveField("brand", "cancellation_hours"),
        migrations.RemoveField("brand", "cancellation_percent"),
        migrations.AddConstraint("brand", models.CheckConstraint(condition=models.Q(commission_percent__lte=100), name="brand_percent")),
        migrations.RunSQL((SQL / "marketplace_cancellation.sql").read_text(), migrations.RunSQL.noop),
    ]
