"""The first visits: noted when they are done, and looked at by a named person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import queries
from kundenkreis.certification.events import SupervisedVisitDone, SupervisedVisitSeen
from kundenkreis.certification.models import Certification, SupervisedVisit
from kundenkreis.certification.transitions import State
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person

GOOD, NOT_YET = SupervisedVisit.Verdict.GOOD, SupervisedVisit.Verdict.NOT_YET


@transaction.atomic
def note_visit(
    helper: Helper,
    package: ServicePackage,
    *,
    subject: str,
    by: Person | None,
    at: datetime,
) -> SupervisedVisit | None:
    """A visit was done. One of the first: somebody must look at it. Twice changes nothing."""
    row = Certification.objects.filter(helper=helper, package=package, state=State.SUPERVISED).first()  # fmt: skip
    if row is None:
        return None
    row.helper = helper
    visit, fresh = SupervisedVisit.objects.get_or_create(
        certification=row, subject=subject, defaults={"at": at}
    )
    if fresh:
        announce(SupervisedVisitDone(**queries.describe(row), visit=visit.pk), by=by, at=at)
    return visit


@transaction.atomic
def see_visit(
    visit: SupervisedVisit, *, good: bool, words: str = "", by: Person, at: datetime
) -> SupervisedVisit:
    """The supervisor, a trainer or a manager says how it was; "not yet" says why.

    :raises NotAllowed: anyone else, and family. :raises Refused: `seen_already`. :raises Invalid: no words.
    """
    visit = SupervisedVisit.objects.select_for_update().get(pk=visit.pk)
    row = Certification.objects.with_names().get(pk=visit.certification_id)
    if not queries.may_see_visits(by, row, at=at):
        raise NotAllowed("not_yours", _("You cannot decide about this step."))
    if visit.verdict:
        raise Refused("seen_already", _("Somebody has looked at this visit already."))
    clean = texts.tidy(words)[:2000] if good else texts.required(words, field="words", most=2000)  # fmt: skip
    visit.verdict, visit.words = (GOOD if good else NOT_YET), clean
    visit.seen_at, visit.seen_by = at, by
    visit.save(update_fields=["verdict", "words", "seen_at", "seen_by"])
    announce(SupervisedVisitSeen(**queries.describe(row), visit=visit.pk), by=by, at=at)
    return visit
