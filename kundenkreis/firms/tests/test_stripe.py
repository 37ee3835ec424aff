"""A firm's dispatcher opens the firm's account at Stripe; nobody else does."""

import pytest
import time_machine
from django.test import Client

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.firms import actions as firms
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.ledger.tests.stripe_fake import SECRET, running
from kundenkreis.payouts.models import PayoutRules

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.slow
def test_a_dispatcher_opens_the_firms_account_at_stripe(
    alpenfon, beat, jonas, settings, at
):
    firm = firms.found("Blitz Technik", email=beat.email, by=None, at=at)
    PayoutRules.objects.create(provider="stripe")
    with running() as fake, time_machine.travel(at, tick=True):
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET
        settings.STRIPE_API_BASE, settings.STRIPE_TIMEOUT = fake.base, 2
        with pytest.raises(NotAllowed):
            ledger.connect(
                firm.person, country="CH", back="http://localhost/", by=jonas, at=at
            )
        client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
        client.force_login(beat)
        shown = client.get("/firm/account/").text
        assert "/firm/stripe-account/" in shown
        assert 'name="iban"' not in shown
        assert (
            "https://connect.stripe.example/" in client.post("/firm/stripe-account/").text
        )
        assert StripeAccount.objects.get().person == firm.person
        client.force_login(jonas)
        assert client.get("/firm/stripe-account/").status_code in (403, 404)
