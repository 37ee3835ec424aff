"""Reading disputes: a subject's own, the team's list, what may still go back."""

from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.disputes.models import (
    Dispute,
    DisputeDecision,
    DisputeQuerySet,
    DisputeRules,
)
from kundenkreis.ledger.models import FundsHold


def rules_here() -> DisputeRules:
    """The brand's days."""
    return DisputeRules.objects.first() or DisputeRules()


def dispute(pk: UUID) -> Dispute:
    """:raises NotFound: there is no such dispute here."""
    found = Dispute.objects.with_names().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such objection."))
    return found


def dispute_of(subject: str) -> Dispute | None:
    """The dispute about a subject: the one that lives, or the last one."""
    return Dispute.objects.with_names().of(subject).order_by("-opened_at").first()


def open_again(subject: str) -> bool:
    """Whether nobody objected yet, or only somebody who took it back."""
    return not Dispute.objects.of(subject).exclude(state="withdrawn").exists()


def holds(subject: str) -> list[FundsHold]:
    """What was taken for the subject and its parts, the subject itself first."""
    return list(FundsHold.objects.of(subject).filter(captured_at__isnull=False))


def refundable(subject: str) -> Money | None:
    """How much of what was taken may still go back; None where nothing was taken."""
    parts = [held.reimbursable for held in holds(subject)]
    return Money(sum(p.amount for p in parts), parts[0].currency) if parts else None


def decision_that_counts(dispute: Dispute) -> DisputeDecision | None:
    """The last one."""
    return dispute.decisions.order_by("-number").first()


def for_team(*, waiting: bool) -> DisputeQuerySet:
    """Those the team must decide on, the oldest first; or all, the newest first."""
    rows = Dispute.objects.with_names()
    return (
        rows.to_decide().order_by("opened_at") if waiting else rows.order_by("-opened_at")
    )
