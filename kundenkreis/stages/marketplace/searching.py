"""Reads around searches for whoever can come first: for who ordered one, and for whom it asks."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, trusted_with
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Offer

# How long a helper reads how questions ended that she did not answer.
LATELY = timedelta(days=2)
PASSED = (Offer.Answer.OVERTAKEN, Offer.Answer.WITHDRAWN, Offer.Answer.EXPIRED)


def search_for(person: Person, pk: UUID | str, *, at: datetime) -> Dispatch:
    """The search, for its customer, who acts for her, and staff.

    :raises NotFound: for everyone else.
    """
    found = _seen_by(person, at=at).filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such request."))
    return found


def searches_for(person: Person, request: UUID, *, at: datetime) -> list[Dispatch]:
    """The search under way for this wish, for its customer, who acts for her, and staff."""
    rows = _seen_by(person, at=at).filter(ended_at__isnull=True)
    return list(rows.filter(request=request))


def _seen_by(person: Person, *, at: datetime) -> QuerySet[Dispatch]:
    rows = Dispatch.objects.with_names()
    if is_staff(person, at=at):
        return rows
    trusted = trusted_with(
        [person], customer="request__case__customer", case="request__case"
    )
    return rows.filter(Q(request__case__customer=person) | Q(trusted))


def search_of(case: Case) -> Dispatch | None:
    """The search of this case for whoever can come first: the one under way, or the last one."""
    rows = Dispatch.objects.with_names().filter(request__case=case)
    return rows.order_by(F("ended_at").desc(nulls_first=True)).first()


def under_way(case: Case) -> Dispatch | None:
    """The search of this case that still asks helpers."""
    return Dispatch.objects.under_way().with_names().filter(request__case=case).first()


def path_of_what_goes_on(case: Case) -> str:
    """Where the case's agreed visit is seen, else the search that still asks; empty: nothing was ordered."""
    going: Booking | Dispatch | None = _visit.first(case) or _search.first(case)
    return going.path if going else ""


@asked
def _visit(case: Case) -> QuerySet[Booking]:
    return Booking.objects.live().filter(case=case).only("pk").order_by("pk")[:1]


@asked
def _search(case: Case) -> QuerySet[Dispatch]:
    rows = Dispatch.objects.under_way().filter(request__case=case)
    return rows.only("pk").order_by("pk")[:1]


def replacement_of(booking: Booking) -> Dispatch | None:
    """The search for whoever comes instead of this booking's helper."""
    return Dispatch.objects.with_names().filter(replaces=booking.pk).first()


def asked_in_waves(helper: Helper, *, at: datetime) -> list[Offer]:
    """Questions put to this helper and a few others, the most urgent first."""
    rows = Offer.objects.filter(
        helper=helper, answer="", answer_by__gt=at, wave__isnull=False
    )
    return list(_named(rows).order_by("answer_by", "id"))


def passed_lately(helper: Helper, *, at: datetime) -> list[Offer]:
    """Questions to this helper that ended without her answer in the last two days, newest first."""
    rows = Offer.objects.filter(
        helper=helper, answer__in=PASSED, answered_at__gt=at - LATELY, wave__isnull=False
    )
    return list(_named(rows).order_by("-answered_at", "id"))


def _named(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    return rows.select_related("request__package__brand", "wave__dispatch")
