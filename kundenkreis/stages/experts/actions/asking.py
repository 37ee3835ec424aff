"""Asking the experts about a case, and calling it off."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.cases.rules import may_decide
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.ways import way_at_once
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.experts import events, offering, queries, rules, steps
from kundenkreis.stages.experts.models import Consultation, Expert


@transaction.atomic
def consult(
    case: Case,
    *,
    payer: str = Consultation.Payer.CUSTOMER,
    expert: Expert | None = None,
    means: str = "",
    agreed: int | None = None,
    by: Person,
    at: datetime,
) -> Consultation:
    """The customer or an agent passes the case to the experts, or to one by name; money is held.

    `agreed`: the price one has seen, in minor units; another one is refused.

    :raises NotAllowed: a stranger, or the company's money without being its staff.
    :raises Refused: `case_closed`, `already_asked`, `no_expert`, `expert_away`, `price_changed`,
        `payment_declined`.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    _may_ask(case, payer, by=by, at=at)
    pk = uuid4()
    found = offering.wanted_or_all(case, expert, at=at, draw=pk.int)
    price = offering.price(case, found, expert)
    if agreed not in (None, price.amount):
        raise Refused("price_changed", _("The price has changed. Please check it again."))
    found = queries.affordable(found, price.amount)
    consultation = Consultation.objects.create(
        pk=pk,
        case=case,
        attempt=cases.begin(
            case, stage="experts", subject=f"consultation:{pk}", by=by, at=at
        ),
        customer=case.customer,
        wanted=expert,
        price=price.amount,
        currency=price.currency,
        payer=payer,
        commission_percent=case.brand.commission_percent,
        passed_by=by,
        offered_at=at,
        expires_at=(queries.first_ready(found, case, at=at) or at) + rules.TAKEN_WITHIN,
    )
    announce(events.ConsultationAsked(**steps.ids(consultation)), by=by, at=at)
    offering.ask(consultation, found, by=by, at=at)
    ledger.hold(
        subject=consultation.subject,
        amount=price,
        payer=case.customer if payer == Consultation.Payer.CUSTOMER else None,
        payee=None,
        provider=way_at_once(case.brand)
        if payer == Consultation.Payer.CUSTOMER
        else "company",
        idem=f"{consultation.subject}:hold",
        means=means,
        by=by,
        at=at,
    )
    return consultation


def _may_ask(case: Case, payer: str, *, by: Person, at: datetime) -> None:
    staff = is_staff(by, at=at)
    if not may_decide(by, case, staff=staff):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    if payer not in Consultation.Payer.values:
        raise Invalid("unknown_payer", _("Please choose who pays."))
    if payer == Consultation.Payer.COMPANY and not rules.may_charge_company(staff=staff):
        raise NotAllowed("staff_only", _("Only our team can pay for a consultation."))
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    if Consultation.objects.all().live().filter(case=case).exists():
        raise Refused(
            "already_asked", _("Experts are asked already. Please wait for an answer.")
        )


@transaction.atomic
def ask_more(consultation: Consultation, *, by: None = None, at: datetime) -> int:
    """Nobody has answered for ten minutes, or someone is there now: ask the next. How many were asked."""
    consultation = steps.locked(consultation)
    latest = consultation.offers.order_by("-offered_at").first()
    if (
        consultation.state != Consultation.State.OFFERED
        or consultation.wanted_id
        or (
            latest
            and latest.answered_at is None
            and latest.offered_at > at - rules.WAVE_AFTER
        )
    ):
        return 0
    return offering.ask_rest(consultation, by=by, at=at)


@transaction.atomic
def withdraw(
    consultation: Consultation, *, by: Person | None, at: datetime
) -> Consultation:
    """The customer needs no expert any more: free until the expert's first word.

    :raises NotAllowed: a stranger. :raises Refused: `under_way`, `over`.
    """
    consultation = steps.locked(consultation)
    if by:
        steps.may_judge(consultation, by=by, at=at)
    if consultation.state == Consultation.State.WITHDRAWN:
        return consultation
    if consultation.state not in Consultation.LIVE:
        raise steps.no_longer(consultation)
    wrote = queries.expert_wrote(consultation)
    if not rules.may_withdraw(state=consultation.state, expert_wrote=wrote):
        raise Refused(
            "under_way",
            _("Your expert is helping already. You can complain afterwards if needed."),
        )
    return offering.close(consultation, "withdrawal", by=by, at=at)


@transaction.atomic
def expire(consultation: Consultation, *, by: None = None, at: datetime) -> Consultation:
    """Nobody took it in time, or who took it never wrote: the money goes back."""
    consultation = steps.locked(consultation)
    late = (
        consultation.state == Consultation.State.OFFERED and consultation.expires_at <= at
    ) or (
        consultation.state == Consultation.State.ACCEPTED
        and consultation.accepted_at is not None
        and consultation.accepted_at + rules.WRITTEN_WITHIN <= at
        and not queries.expert_wrote(consultation)
    )
    return offering.close(consultation, "expiry", by=by, at=at) if late else consultation
