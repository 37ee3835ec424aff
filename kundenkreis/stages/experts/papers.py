"""What consultations are on documents."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.ledger.subjects import About
from kundenkreis.stages.experts.models import Consultation


def about(pks: Sequence[UUID]) -> dict[UUID, About]:
    """Of each that it is a consultation, and its day; one statement."""
    rows = Consultation.objects.select_related("brand").filter(pk__in=pks)
    return {row.pk: _about(row) for row in rows}


def _about(row: Consultation) -> About:
    words = {}
    for language in row.brand.languages:
        with translation.override(language):
            words[language] = _("Consultation")
    done_at = (row.ended_at or row.offered_at).astimezone(row.brand.zone)
    return About(case=row.case_id, words=words, done_on=done_at.date())
