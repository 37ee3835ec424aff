"""Checks and paths that end while visits are agreed: nobody comes who may not, whoever was first."""

from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import PostalCode
from kundenkreis.certification import actions as certification
from kundenkreis.certification.models import Certification, SupervisedVisit
from kundenkreis.certification.tests.steps import at_step, settle
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperPackage, Slot, SlotRequirement, Verification
from kundenkreis.ledger.models import FundsHold
from kundenkreis.notifications.models import Notice
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import (
    case_of,
    helper_jonas,
    order,
    take,
    visit,
    wifi,
)
from tests.cast import PLACES, make_brand, make_person


def law(refused: IntegrityError) -> str | None:
    assert isinstance(refused.__cause__, psycopg.Error)
    return refused.__cause__.diag.constraint_name


@pytest.fixture
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@contextmanager
def checked_at_once():
    with transaction.atomic():
        yield
        connection.check_constraints()


@pytest.mark.flow
def test_a_check_that_ends_between_booking_and_visit(vreni, jonas, mira, at):
    """Booked inside the period; moved or longer beyond its end is refused, by action and by law."""
    helper = helper_jonas(jonas, at, verified=False)
    ends = at + timedelta(days=1, hours=2)
    helpers.verify(helper, "identity", since=at, until=ends, by=mira, at=at)
    booking = visit(vreni, jonas, at, "confirmed")  # tomorrow from ten to eleven
    with pytest.raises(Refused) as refused:
        actions.reschedule(
            booking, starts_at=booking.starts_at + timedelta(hours=2), by=vreni, at=at
        )
    assert refused.value.reason == "not_verified"
    assert booking.slot
    with pytest.raises(Refused):
        helpers.extend(booking.slot, minutes=30, by=jonas, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Verification.objects.update(valid=(at, at + timedelta(days=1)))
    assert law(stopped.value) == "requirement_verified"
    with pytest.raises(IntegrityError) as stopped, checked_at_once():
        SlotRequirement.objects.all().delete()
    assert law(stopped.value) == "slot_requirements"
    done = take(take(take(booking, "depart", at), "start", at), "complete", at)
    assert done.state == "completed"
    with pytest.raises(Refused) as refused:
        order(case_of(vreni, at), helper, ends, at)
    assert refused.value.reason == "not_verified"


@pytest.mark.slow
def test_a_suspension_calls_off_the_coming_visits_and_tells_everybody(
    confirmed, vreni, jonas, mira, at
):
    booking = confirmed
    certification.require_path(wifi(), by=mira, at=at)
    row = Certification.objects.get()
    with pytest.raises(Refused) as refused:
        certification.suspend(row, reason="Beschwerde", by=mira, at=at)
    assert refused.value.reason == "has_visits"
    assert queries.coming_visits(booking.helper, package=wifi().pk, at=at).count() == 1
    [gone] = actions.suspend_helper(row, reason="Beschwerde", by=mira, at=at)
    assert gone.state == "cancelled"
    assert sum(hold.open.amount for hold in FundsHold.objects.all()) == 0
    with pytest.raises(Refused):
        order(case_of(vreni, at), booking.helper, booking.starts_at, at)
    settle()
    told = Notice.objects.filter(person=vreni).values_list("kind", flat=True)
    assert "visit_cancelled" in told
    assert Notice.objects.filter(person=jonas, kind="step_suspended").exists()


@pytest.mark.flow
def test_the_law_lets_nobody_be_booked_past_the_path(vreni, jonas, mira, at):
    helper = helper_jonas(jonas, at)
    certification.require_path(wifi(), by=mira, at=at)
    row = Certification.objects.get()
    slot = helpers.reserve(helper, wifi(), starts_at=at + timedelta(days=1), by=None, at=at)
    HelperPackage.objects.all().delete()
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Certification.objects.filter(pk=row.pk).update(state="suspended", moved_at=at)
    assert law(stopped.value) == "certification_carries_visits"
    helpers.release(slot, by=None, at=at)
    certification.suspend(row, reason="Beschwerde", by=mira, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Slot.objects.bulk_create([slot])
    assert law(stopped.value) == "slot_certified"


@pytest.mark.slow
def test_a_first_visit_is_noted_when_it_is_done(vreni, jonas, mira, at):
    helper = helper_jonas(jonas, at, verified=False)
    HelperPackage.objects.all().delete()
    at_step(jonas, "supervised", mira, at)
    booking = visit(vreni, jonas, at, "completed")
    settle()
    settle()
    noted = SupervisedVisit.objects.get()
    assert (noted.subject, noted.certification.helper) == (booking.subject, helper)


@pytest.mark.flow
@pytest.mark.usefixtures("now")
def test_the_team_stops_visits_from_its_pages(confirmed, mira, reto, at):
    booking = confirmed
    certification.require_path(wifi(), by=mira, at=at)
    row, check = Certification.objects.get(), Verification.objects.get()
    hers, his = (Client(headers={"host": "alpenfon.localhost"}) for _two in range(2))
    hers.force_login(mira)
    his.force_login(reto)
    for path in (f"{row.path}suspension/", f"/verifications/{check.pk}/revocation/"):
        assert his.get(path).status_code == 404
        assert hers.get(path).status_code == 200
    assert hers.post(f"{row.path}suspension/", {"reason": ""}).status_code == 200
    assert hers.post(f"/verifications/{check.pk}/revocation/").status_code == 303
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    assert (
        hers.post(
            f"{row.path}suspension/", {"reason": "Bitte melden Sie sich."}
        ).status_code
        == 303
    )
    row.refresh_from_db()
    assert row.state == "suspended"


@pytest.fixture
def town(committed_db, at):
    """Jonas who does a service with a path, eight customers, Mira; committed."""
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira = make_person("Mira", at, "manager")
        helper = helper_jonas(make_person("Jonas", at, "helper"), at)
        certification.require_path(wifi(), by=mira, at=at)
        cases = [case_of(make_person(f"Kundin{n}", at), at) for n in range(8)]
        yield brand, committed_db, helper, cases, mira


@pytest.mark.slow
def test_suspended_while_people_book(town, at):
    brand, db, helper, cases, mira = town
    row = Certification.objects.get()

    def act(number):
        with scope.inside(brand.pk):
            if number == 8:
                return actions.suspend_helper(row, reason="Beschwerde", by=mira, at=at)
            return order(cases[number], helper, at + timedelta(days=1 + number), at)

    results = db.together(9, act)
    odd = [r for r in results if not isinstance(r, (list, Booking, Refused))]
    assert odd == []
    assert {r.reason for r in results if isinstance(r, Refused)} <= {
        "not_offered",
        "slot_taken",
    }
    assert isinstance(results[8], list)
    assert Certification.objects.get().state == "suspended"
    assert not Slot.objects.exists()
    assert not Booking.objects.live().exists()
    assert sum(hold.open.amount for hold in FundsHold.objects.all()) == 0


@pytest.mark.slow
def test_offered_while_suspended(town, at):
    """Raw writers who skip the calendar's lock: the service and the suspension never both stand."""
    brand, db, helper, _cases, mira = town
    row = Certification.objects.get()

    def act(number):
        with scope.inside(brand.pk):
            if number == 0:
                return certification.suspend(row, reason="Beschwerde", by=mira, at=at)
            with transaction.atomic():
                HelperPackage.objects.filter(helper=helper).delete()
                return HelperPackage.objects.create(helper=helper, package=wifi(), since=at)

    for _again in range(3):
        db.together(4, act)
        state = Certification.objects.get().state
        does = HelperPackage.objects.filter(helper=helper).exists()
        assert not (state == "suspended" and does)
        if state == "suspended":
            certification.reinstate(row, reason="Geklärt", by=mira, at=at)
