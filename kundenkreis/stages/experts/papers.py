"""What a consultation is on documents."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.documents.subjects import About
from kundenkreis.stages.experts.models import Consultation


def about(pk: UUID) -> About:
    """A consultation, and its day."""
    row = Consultation.objects.select_related("case", "brand").filter(pk=pk).first()
    if not row:
        return About()
    words = {}
    for language in row.brand.languages:
        with translation.override(language):
            words[language] = _("Consultation")
    done_at = (row.ended_at or row.offered_at).astimezone(row.brand.zone)
    return About(case=row.case, words=words, done_on=done_at.date())
