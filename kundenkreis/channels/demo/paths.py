"""Helpers at each step of the path: applicants, learners, first visits, a trainer, and one suspended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import actions
from kundenkreis.certification.models import Certification
from kundenkreis.channels.demo import cast, papers
from kundenkreis.checks.actions import hand_in
from kundenkreis.helpers.models import Helper, HelperPackage, Slot
from kundenkreis.people.models import Person
from kundenkreis.training import actions as training
from kundenkreis.training import quiz
from kundenkreis.training.queries import needed_for

# Who asks for the path; the other services are for everybody who was identified.
WITH_A_PATH = ("phone-setup", "first-lesson")


def walk(
    helpers: Sequence[Helper], customers: Sequence[Person], mira: Person, at: datetime
) -> None:
    """Whoever did these services before is certified; some others are on their way."""
    lesson, phones = (ServicePackage.objects.select_related("brand").get(slug=slug) for slug in reversed(WITH_A_PATH))  # fmt: skip
    for package in (lesson, phones):
        actions.require_path(package, by=mira, at=at - timedelta(days=120))
    jonas = Certification.objects.get(helper=helpers[0], package=lesson)
    actions.appoint(jonas, by=mira, at=at - timedelta(days=60))
    _applicant(customers[7], phones, at)
    actions.apply(helpers[1], lesson, by=helpers[1].person, at=at - timedelta(days=6))
    _trained(helpers[2], lesson, at - timedelta(days=3))
    _first_visits(helpers[4], lesson, helpers[0].person, mira, at)
    _suspended(phones, at)


def _applicant(customer: Person, package: ServicePackage, at: datetime) -> None:
    since = at - timedelta(days=1)
    member = actions.become_helper(
        customer, [package], postal_code="8004", radius_km=5, of_age=True, agreed=True, by=customer, at=since
    )  # fmt: skip
    paper = papers.drawn("Identitätskarte", customer.name)
    hand_in(member.helper, "identity", paper, by=customer, at=since)


def _trained(helper: Helper, package: ServicePackage, at: datetime) -> Certification:
    row = actions.apply(helper, package, by=helper.person, at=at - timedelta(days=9))
    for unit in needed_for(package):
        questions = quiz.read(unit.text.test)
        right = {number: question.right for number, question in enumerate(questions)}
        training.take_test(unit, answers=right, by=helper.person, at=at)
    actions.go_on(helper, by=None, at=at)
    row.refresh_from_db()
    return row


def _first_visits(
    helper: Helper, package: ServicePackage, jonas: Person, mira: Person, at: datetime
) -> None:
    """Two were seen and found good, the third waits for Jonas."""
    row = _trained(helper, package, at - timedelta(days=30))
    row = actions.admit(row, supervisor=jonas, by=mira, at=at - timedelta(days=28))
    for number, ago in enumerate((20, 9, 1)):
        done = at - timedelta(days=ago)
        visit = actions.note_visit(helper, package, subject=f"earlier:{number}", by=None, at=done)  # fmt: skip
        if visit and ago > 1:
            words = "Ruhig und klar erklärt. Weiter so."
            actions.see_visit(visit, good=True, words=words, by=jonas, at=done + timedelta(days=1))  # fmt: skip


def _suspended(package: ServicePackage, at: datetime) -> None:
    """By a second manager, so that Mira may answer what the helper says to it."""
    second = cast.make_person("Ruth Baumann", "ruth.baumann@example.org", ("manager",), at, nickname="Ruth")  # fmt: skip
    busy = Slot.objects.values("helper")
    doing = HelperPackage.objects.filter(package=package).exclude(helper__in=busy)
    helper = doing.select_related("helper__person").order_by("-pk")[0].helper
    row = Certification.objects.get(helper=helper, package=package)
    reason = "Zwei Kundinnen sagten am 20. und 22. des Monats, dass niemand kam. Wir möchten zuerst mit Ihnen sprechen."
    actions.suspend(row, reason=reason, by=second, at=at - timedelta(days=2))
    step = row.steps.get(name="suspend")
    text = "Am 20. war ich dort, aber niemand öffnete. Ich habe ein Foto der Tür."
    actions.contest(step, text=text, by=helper.person, at=at - timedelta(days=1))
