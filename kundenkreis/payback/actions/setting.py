"""What managers set: the budget, and to whom points may be given."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.payback import queries
from kundenkreis.payback.events import OrganisationSet, PaybackTermsSet
from kundenkreis.payback.models import Organisation, PaybackTerms, first_of, month_after
from kundenkreis.payouts import iban as ibans
from kundenkreis.payouts.models import PayoutAccount
from kundenkreis.people.models import Person
from kundenkreis.terms.setting import MOST, only_managers, within


@one_transaction
def set_terms(
    *,
    budget: int,
    first_points: int,
    money_from: int,
    reason: str,
    by: Person,
    at: datetime,
) -> PaybackTerms:
    """The budget of a month in minor units, which are points. The first one counts at once, a change from next month on.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_amount`, no reason.
    """
    only_managers(by, at)
    within("budget", budget, 0, MOST)
    within("first_points", first_points, 0, 100_000)
    within("money_from", money_from, 1, 100_000)
    brand = Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    this = first_of(at.astimezone(brand.zone).date())
    month = month_after(this) if queries.terms_of(this) else this
    row = PaybackTerms.objects.create(
        from_month=month, budget=budget, currency=brand.currency, first_points=first_points, money_from=money_from,
        reason=texts.required(reason, field="reason", most=300), set_at=at, set_by=by,
    )  # fmt: skip
    announce(PaybackTermsSet(from_month=month.isoformat(), budget=budget), by=by, at=at)
    return row


@one_transaction
def name_organisation(
    *, name: str, purpose: str, iban: str, by: Person, at: datetime
) -> Organisation:  # fmt: skip
    """Members may give their points to it from now on; its money goes to this account, with the payouts.

    :raises NotAllowed: not a manager. :raises Invalid: `empty`, `bad_iban`. :raises Refused: `name_taken`.
    """
    only_managers(by, at)
    name = texts.required(name, field="name", most=80)
    purpose = texts.required(purpose, field="purpose", most=300)
    number = ibans.tidy(iban)
    if not ibans.is_iban(number) or ibans.is_qr_iban(number):
        sentence = _("This is not a valid IBAN. Please compare it with your bank card.")
        raise Invalid("bad_iban", sentence, {"iban": sentence})
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    if Organisation.objects.filter(name=name).exists():
        sentence = _("There is an entry with this name already.")
        raise Refused("name_taken", sentence, {"name": sentence})
    account = Person.objects.create(name=name, nickname=name[:40], joined_at=at)
    PayoutAccount.objects.create(
        person=account, holder=name[:70], iban=number, set_at=at, set_by=by, usable_from=at
    )
    row = Organisation.objects.create(
        person=account, name=name, purpose=purpose, added_at=at, added_by=by
    )
    announce(OrganisationSet(organisation=str(row.pk)), by=by, at=at)
    return row


@one_transaction
def set_organisation(
    organisation: Organisation, *, listed: bool, by: Person, at: datetime
) -> Organisation:  # fmt: skip
    """On the list, or no longer; what was given already reaches it. Twice is once.

    :raises NotAllowed: not a manager.
    """
    only_managers(by, at)
    row = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if listed == (row.withdrawn_at is None):
        return row
    row.withdrawn_at = None if listed else at
    row.save(update_fields=["withdrawn_at"])
    announce(OrganisationSet(organisation=str(row.pk)), by=by, at=at)
    return row
