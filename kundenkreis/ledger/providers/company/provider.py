"""The brand pays for its customer. No card, no network: the journals are the whole story."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.ledger.providers.on_the_books import OnTheBooks


class Company(OnTheBooks):
    name = "company"
    title = _("The company pays")
    pays_out = _("By a payment file for our bank, to the IBAN of each")
