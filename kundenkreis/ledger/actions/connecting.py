"""A helper or expert opens her account at Stripe, to which transfers go."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotAllowed, NotFound
from kundenkreis.ledger.providers.stripe.client import asking, client, is_set_up
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.people.models import Person
from kundenkreis.people.socket import speaks_for


@transaction.atomic
def connect(person: Person, *, country: str, back: str, by: Person, at: datetime) -> str:
    """The address of Stripe's page where she says who she is and where her money goes; good for minutes.

    `country`: of the brand, two letters. `back`: the full address where she returns.

    :raises NotFound: Stripe is not set up here. :raises NotAllowed: somebody else's account.
    :raises ProviderDown: nothing was opened.
    """
    _hers(person, by)
    # Two clicks at once: one waits here.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    mine = StripeAccount.objects.filter(person=person).first()
    with asking():
        if not mine:
            made = client().v1.accounts.create(
                {
                    "type": "express",
                    "country": country,
                    "capabilities": {"transfers": {"requested": True}},
                    "metadata": {"person": str(person.pk)},
                },
                {"idempotency_key": f"account:{person.pk}"},
            )
            mine = StripeAccount.objects.create(person=person, account=made.id, made_at=at)
        link = client().v1.account_links.create(
            {"account": mine.account, "type": "account_onboarding", "refresh_url": back, "return_url": back}
        )  # fmt: skip
    return str(link.url)


@transaction.atomic
def check_connection(person: Person, *, by: Person, at: datetime) -> StripeAccount | None:
    """Ask Stripe whether her account is ready; None: she has none.

    :raises NotFound: Stripe is not set up here. :raises NotAllowed: somebody else's account.
    :raises ProviderDown: we know no more than before.
    """
    _hers(person, by)
    mine = StripeAccount.objects.select_for_update().filter(person=person).first()
    if mine:
        with asking():
            there = client().v1.accounts.retrieve(mine.account)
        mine.ready_at = (mine.ready_at or at) if there.payouts_enabled else None
        mine.save(update_fields=["ready_at"])
    return mine


def _hers(person: Person, by: Person) -> None:
    if not is_set_up():
        raise NotFound("not_found", "")
    if not speaks_for(by, person):
        raise NotAllowed("not_yours", _("Everyone names her own bank account."))
