"""The pages of the terms, by noun: what they are called, which form they have, what it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import AddOn, Skill
from kundenkreis.disputes.queries import rules_here as dispute_rules
from kundenkreis.notifications.models import EventRow
from kundenkreis.payouts.queries import rules as payout_rules
from kundenkreis.redress.queries import rules as redress_rules
from kundenkreis.terms import actions, forms

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Noun:
    """`row`: what holds now; `items`: its noun is a list, each entry with a page of its own."""

    title: Promise
    lead: Promise
    form: type[forms.TermsForm]
    action: Callable[..., Any]
    row: Callable[[], Any] | None = None
    items: Callable[[], Any] | None = None


NOUNS = {
    "payouts": Noun(_("Terms of payouts"), _("From which sum helpers are paid, and from which account."), forms.PayoutForm, actions.set_payout_rules, row=payout_rules),
    "objections": Noun(_("Terms of objections"), _("How long both sides may object, answer, and ask for a second look."), forms.ObjectionRulesForm, actions.set_dispute_rules, row=dispute_rules),
    "redress": Noun(_("Terms of making good"), _("What a small fault is worth, and from when two people decide about a refund."), forms.RedressForm, actions.set_redress_rules, row=redress_rules),
    "cancelling": Noun(_("Terms of cancelling"), _("What it costs to cancel a visit. Booked visits keep what was agreed."), forms.CancellingForm, actions.set_cancellation),
    "extras": Noun(_("Extras"), _("What helpers may propose during a visit, at a fixed price."), forms.ExtraForm, actions.set_extra, items=AddOn.objects.all),
    "skills": Noun(_("Skills"), _("What helpers may say they know, and how it is called."), forms.SkillForm, actions.set_skill, items=Skill.objects.all),
}  # fmt: skip


def changes(noun: str, about: str = "") -> list[EventRow]:
    """The last changes, newest first, with who made them."""
    rows = EventRow.objects.filter(name="terms_set", payload__noun=noun).select_related("by")  # fmt: skip
    rows = rows.filter(payload__about=about) if about else rows
    return list(rows.order_by("-at", "-id")[:NEWEST])
