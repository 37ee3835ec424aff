"""What is half said is refused; laws that said nothing of their own are gone."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).parent / "sql" / "unsaid.sql"
GONE = {
    "availability": "availability_not_empty", "availabilityexception": "exception_block", "booking": "booking_price",
    "dispatch": "dispatch_price", "firmmember": "firm_member_not_empty", "helper": "helper_away", "verification": "verification_not_empty",
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("kundenkreis", "0005_ranking"),
    ]
    operations = [
        # The SQL does it at once; what Django would do table by table is only written down.
        migrations.RunSQL(
            SQL.read_text(),
            migrations.RunSQL.noop,
            state_operations=[
                *(migrations.RemoveConstraint(model, name) for model, name in GONE.items()),
                migrations.AddConstraint(
                    "availabilityexception",
                    models.CheckConstraint(
                        condition=Q(start__isnull=True, end__isnull=True)
                        | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
                        name="exception_block",
                    ),
                ),
                migrations.AddConstraint(
                    "helper",
                    models.CheckConstraint(
                        condition=Q(away_from__isnull=True, away_until__isnull=True)
                        | Q(
                            away_from__isnull=False,
                            away_until__isnull=False,
                            away_from__lt=F("away_until"),
                        ),
                        name="helper_away",
                    ),
                ),
                migrations.AlterField(
                    "duel",
                    "winner",
                    models.ForeignKey(
                        "kundenkreis.idea",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        db_constraint=False,
                    ),
                ),
            ],
        )
    ]
