"""Pay by bill. The hold is the company's credit, so who did the work is never at risk."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.ledger.providers.on_the_books import OnTheBooks


class Invoice(OnTheBooks):
    name = "invoice"
    on_credit = True
    title = _("Bill")
    hint = _("You pay after the help, with the bill that we send you.")
