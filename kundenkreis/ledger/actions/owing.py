"""What a provider still owes us to do."""

from datetime import datetime

from django.db import transaction

from kundenkreis.ledger import outgoing
from kundenkreis.ledger.models import ProviderStep


@transaction.atomic
def do_owed_step(owed: ProviderStep, *, by: None = None, at: datetime) -> bool:
    """Ask the provider once more, with the key of the first time; whether it is done now."""
    return outgoing.again(owed, at=at)
