"""What redeemed points are on statements of payouts."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.ledger.subjects import About
from kundenkreis.payback.models import Redemption


def about(pks: Sequence[UUID]) -> dict[UUID, About]:
    """Of each that it is payback, and its day; one statement."""
    rows = Redemption.objects.select_related("brand").filter(pk__in=pks)
    return {row.pk: _about(row) for row in rows}


def _about(row: Redemption) -> About:
    words = {}
    for language in row.brand.languages:
        with translation.override(language):
            donated = row.way == Redemption.Way.DONATION
            words[language] = (
                _("Donation by a member") if donated else _("Payback for answers")
            )
    return About(words=words, done_on=row.at.astimezone(row.brand.zone).date())
