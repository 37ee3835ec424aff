"""Reads around documents: what waits, what a helper still owes, what ends soon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from kundenkreis.checks.models import CheckDocument, CheckReminder
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Helper, Verification
from kundenkreis.people.models import Person, TrustedPerson

# What a helper proves by a document; training is proven by its test.
KINDS = ("identity", "conduct", "insurance", "certificate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One kind of check as its helper sees it."""

    kind: str
    name: str
    # The check that holds now or the one to come, and the document that waits or was answered last.
    verification: Verification | None
    until: datetime | None
    document: CheckDocument | None

    @property
    def waits(self) -> bool:
        return self.document is not None and self.document.answer == ""

    @property
    def can_be_sent(self) -> bool:
        """Training is proven by its test; what holds without an end needs nothing new."""
        return self.kind in KINDS and not (self.verification and self.until is None)

    @property
    def last_day(self) -> datetime | None:
        return last_day(self.until) if self.until else None

    @property
    def was_declined(self) -> bool:
        return (
            self.document is not None
            and self.document.answer == CheckDocument.Answer.DECLINED
            and self.verification is None
        )


def kind_names() -> Mapping[str, str]:
    """The kinds a document can prove, as readers call them."""
    return {kind: str(Verification.Kind(kind).label) for kind in KINDS}


def questions() -> Mapping[str, str]:
    """What a helper is asked to hand in, by kind."""
    return {
        "identity": _("Please take a photo of your passport or identity card"),
        "conduct": _("Please hand in your extract from the criminal record"),
        "insurance": _("Please hand in your proof of liability insurance"),
        "certificate": _("Please hand in your certificate"),
    }


def proofs(helper: Helper, *, at: datetime) -> list[Proof]:
    """All kinds, with what holds and what waits. Two statements."""
    rows = Verification.objects.filter(helper=helper, valid__endswith__gt=at)
    rows = rows | Verification.objects.filter(helper=helper, valid__upper_inf=True)
    holding: dict[str, list[Verification]] = {}
    for row in rows.select_related("checked_by").order_by("valid"):
        holding.setdefault(row.kind, []).append(row)
    papers: dict[str, CheckDocument] = {}
    for document in (
        CheckDocument.objects.filter(helper=helper).light().order_by("handed_in_at")
    ):
        papers[document.kind] = document
    kinds = [kind for kind in Verification.Kind.values if kind in KINDS or kind in holding]
    return [
        Proof(
            kind=kind, name=str(Verification.Kind(kind).label),
            verification=holding[kind][0] if kind in holding else None,
            until=holding[kind][-1].valid.upper if kind in holding else None,
            document=papers.get(kind),
        )
        for kind in kinds
    ]  # fmt: skip


def family_of(person: Person) -> set[UUID]:
    """She herself and everybody with whom she has agreed on trust, at any brand; ids. One statement."""
    agreed = TrustedPerson.across_brands.filter(
        Q(customer=person) | Q(person=person),
        confirmed_at__isnull=False,
        ended_at__isnull=True,
    )
    pairs = agreed.values_list("customer", "person")
    return {person.pk, *(one for pair in pairs for one in pair)}


def belong_together(person: Person, helper: Helper) -> bool:
    """The helper herself, or her family."""
    return helper.person_id in family_of(person)


def waiting(person: Person) -> list[CheckDocument]:
    """What this person must look at, first come first; not her own and not her family's."""
    family = family_of(person)
    rows = CheckDocument.objects.waiting().light()
    return list(rows.exclude(helper__person__in=family))


def document_for(person: Person, pk: UUID | str) -> CheckDocument:
    """A document for who may decide about it.

    :raises NotFound: none, or her own or her family's: to her it does not exist.
    """
    row: CheckDocument | None = CheckDocument.objects.light().filter(pk=pk).first()
    if not row or belong_together(person, row.helper):
        raise NotFound("not_found", _("There is no such document."))
    return row


def own_document(helper: Helper, pk: UUID | str) -> CheckDocument:
    """One of the helper's own, waiting.

    :raises NotFound: another's, or decided.
    """
    row: CheckDocument | None = (
        CheckDocument.objects.waiting().light().filter(pk=pk, helper=helper).first()
    )
    if not row:
        raise NotFound("not_found", _("There is no such document."))
    return row


def ending(days: int, *, at: datetime) -> list[Verification]:
    """Checks that end within so many days (0: have ended), are not renewed, and were not spoken of.

    What ended more than a week ago is not spoken of any more; nor what was revoked, which was said.
    """
    last = at + timedelta(days=days)
    first = at if days else at - timedelta(days=7)
    told = CheckReminder.objects.filter(verification=OuterRef("pk"), days__lte=days)
    renewed = Verification.objects.filter(
        helper=OuterRef("helper"),
        kind=OuterRef("kind"),
        valid__contains=OuterRef("valid__endswith"),
    )
    return list(
        Verification.objects.filter(
            valid__endswith__gt=first, valid__endswith__lte=last, revoked_at__isnull=True
        )
        .filter(~Exists(told), ~Exists(renewed), helper__memberships__until__isnull=True)
        .annotate(ends=F("valid__endswith"))
        .select_related("helper__person")
        .distinct()[:200]
    )


def last_day(until: datetime) -> datetime:
    """The last moment of a check that ends at `until`, for sentences that name the day."""
    return until - timedelta(seconds=1)
