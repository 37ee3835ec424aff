"""Reports and decisions name any text by `kind:id`; a decision is a statement of reasons."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).parent / "sql"
HIDDEN = Q(hidden_at__isnull=True, hidden_by__isnull=True, hidden_reason="") | Q(
    hidden_at__isnull=False
) & ~Q(hidden_reason="")


def hidden_with_reason(name):
    return [
        migrations.RemoveConstraint(name, f"{name}_hidden_with_reason"),
        migrations.AddConstraint(
            name, models.CheckConstraint(condition=HIDDEN, name=f"{name}_hidden_with_reason")
        ),
    ]


class Migration(migrations.Migration):

    dependencies = [("kundenkreis", "0012_threads")]

    operations = [
        *hidden_with_reason("question"),
        *hidden_with_reason("answer"),
        *hidden_with_reason("comment"),
        migrations.RenameModel("ContentDecision", "StatementOfReasons"),
        migrations.AddField("statementofreasons", "target", models.CharField(default="", max_length=80), preserve_default=False),
        migrations.AddField("statementofreasons", "author", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        migrations.AddField("flag", "target", models.CharField(default="", max_length=80), preserve_default=False),
        migrations.RunSQL((SQL / "moderation_moved.sql").read_text(), migrations.RunSQL.noop),
        migrations.RemoveConstraint("flag", "flag_on_one_text"),
        migrations.RemoveConstraint("flag", "question_flagged_once"),
        migrations.RemoveConstraint("flag", "answer_flagged_once"),
        migrations.RemoveField("flag", "question"),
        migrations.RemoveField("flag", "answer"),
        migrations.RemoveConstraint("statementofreasons", "decision_about_one_text"),
        migrations.RemoveConstraint("statementofreasons", "hidden_by_a_rule"),
        migrations.RemoveField("statementofreasons", "question"),
        migrations.RemoveField("statementofreasons", "answer"),
        migrations.RemoveField("statementofreasons", "automated"),
        migrations.AlterField("statementofreasons", "outcome", models.CharField(choices=[("kept", "kept"), ("hidden", "hidden"), ("restored", "shown again")], max_length=10)),
        migrations.AlterField("statementofreasons", "facts", models.TextField(blank=True)),
        migrations.AlterField("statementofreasons", "by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        migrations.AddConstraint("flag", models.UniqueConstraint(fields=("brand", "target", "by"), name="text_flagged_once")),
        migrations.AddIndex("statementofreasons", models.Index(fields=["brand", "target", "-at"], name="statements_of_target")),
        migrations.AddIndex("statementofreasons", models.Index(fields=["author", "-at"], name="statements_of_author")),
        migrations.AddConstraint(
            "statementofreasons",
            models.CheckConstraint(condition=Q(outcome__in=["kept", "restored"]) | ~Q(rule="") & ~Q(facts=""), name="decided_by_a_rule"),
        ),
        migrations.AddConstraint(
            "statementofreasons",
            models.CheckConstraint(condition=Q(by__isnull=True) | Q(author__isnull=True) | ~Q(by=F("author")), name="decided_by_another"),
        ),
        migrations.RunSQL((SQL / "moderation.sql").read_text(), migrations.RunSQL.noop),
    ]
