from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.certification import actions, queries
from kundenkreis.certification.models import (
    Certification,
    CertificationStep,
    SupervisedVisit,
)
from kundenkreis.certification.personal_data import CertificationData
from kundenkreis.certification.tests.steps import (
    APPLICATION,
    applicant,
    at_step,
    computer,
    identify,
    settle,
    wifi,
)
from kundenkreis.certification.transitions import TRANSITIONS
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperPackage, Verification
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.notifications.models import Notice
from kundenkreis.people import actions as people
from kundenkreis.people.models import Consent, Person
from kundenkreis.training import actions as training
from kundenkreis.training.tests.test_training import RIGHT, unit


def law(refused: IntegrityError) -> str | None:
    assert isinstance(refused.__cause__, psycopg.Error)
    return refused.__cause__.diag.constraint_name


def refused_with(wanted: str, act: Any, /, *given: Any, **more: Any) -> None:
    with pytest.raises(Refused) as refused:
        act(*given, **more)
    assert refused.value.reason == wanted


def does_wifi(person: Person) -> bool:
    return HelperPackage.objects.filter(helper__person=person, package=wifi()).exists()


@contextmanager
def _checked_at_once() -> Iterator[None]:
    with transaction.atomic():
        yield
        connection.check_constraints()


def test_the_database_has_the_same_rows_as_the_code(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select name, from_state, to_state from kundenkreis_certificationtransition")  # fmt: skip
        rows = set(cursor.fetchall())
    assert rows == {(t.name, t.start, t.end.value) for t in TRANSITIONS}
    assert len(TRANSITIONS) == len(rows)


@pytest.mark.flow
def test_from_customer_to_trainer(vreni: Person, mira: Person, at: datetime) -> None:
    row = applicant(vreni, at)
    assert row.state == "applicant"
    assert not does_wifi(vreni)
    identify(row.helper, mira, at)
    row.refresh_from_db()
    assert row.state == "trained"  # nothing is to be learnt for Wi-Fi here
    row = actions.admit(row, by=mira, at=at)
    assert does_wifi(vreni)
    for number in range(3):
        refused_with("too_few_visits", actions.certify, row, by=mira, at=at)
        visit = actions.note_visit(row.helper, row.package, subject=f"booking:{number}", by=None, at=at)  # fmt: skip
        assert visit
        actions.see_visit(visit, good=True, words="Ruhig erklärt.", by=mira, at=at)
    row = actions.certify(row, by=mira, at=at)
    row = actions.appoint(row, by=mira, at=at)
    steps = CertificationStep.objects.filter(certification=row)
    assert [(s.name, s.to_state, s.by) for s in steps] == [
        ("apply", "applicant", vreni), ("check_identity", "id_checked", None), ("train", "trained", None),
        ("admit", "supervised", mira), ("certify", "certified", mira), ("appoint", "trainer", mira),
    ]  # fmt: skip
    settle()
    kinds = set(Notice.objects.filter(person=vreni).values_list("kind", flat=True))
    assert {"step_trained", "step_admitted", "visit_seen_good", "step_certified", "step_appointed"} <= kinds  # fmt: skip


def test_what_an_applicant_must_say(vreni: Person, at: datetime) -> None:
    for changed, reason in (
        ({"of_age": False}, "too_young"),
        ({"agreed": False}, "not_agreed"),
        ({"postal_code": "00000"}, "unknown_postal_code"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.become_helper(vreni, [wifi()], **{**APPLICATION, **changed}, by=vreni, at=at)  # fmt: skip
        assert refused.value.reason == reason
    refused_with("no_service", actions.become_helper, vreni, [], **APPLICATION, by=vreni, at=at)  # fmt: skip
    assert not Certification.objects.exists()
    for _twice in range(2):
        actions.become_helper(vreni, [wifi(), computer()], **APPLICATION, by=vreni, at=at)
    kinds = Consent.objects.filter(person=vreni).values_list("kind", flat=True)
    assert sorted(kinds) == ["helper_agreement", "of_age"]
    assert Certification.objects.count() == 2


@pytest.mark.flow
def test_the_last_test_moves_on_by_itself(
    jonas: Person, mira: Person, at: datetime
) -> None:
    first, last = unit(mira, at), unit(mira, at, package=wifi())
    package = wifi()
    package.requires = ["identity", "training"]
    package.save()
    row = applicant(jonas, at)
    training.take_test(first, answers=RIGHT, by=jonas, at=at)
    identify(row.helper, mira, at)
    row.refresh_from_db()
    assert row.state == "id_checked"
    training.take_test(last, answers=RIGHT, by=jonas, at=at)
    settle()
    row.refresh_from_db()
    assert row.state == "trained"
    check = Verification.objects.get(kind="training")
    assert (check.helper, check.valid.upper) == (row.helper, at + timedelta(days=730))


def test_nobody_jumps_whoever_writes(jonas: Person, mira: Person, at: datetime) -> None:
    row = applicant(jonas, at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CertificationStep.objects.create(
            certification=row, seq=2, name="certify", from_state="applicant", to_state="certified",
            actor="manager", by=mira, at=at,
        )  # fmt: skip
    assert law(stopped.value) in ("certified_after_three_visits", "step_allowed")
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CertificationStep.objects.create(
            certification=row, seq=2, name="admit", from_state="trained", to_state="supervised",
            actor="manager", by=mira, at=at,
        )  # fmt: skip
    assert law(stopped.value) == "steps_unbroken"
    with pytest.raises(IntegrityError) as stopped, _checked_at_once():
        Certification.objects.filter(pk=row.pk).update(state="certified")
    assert law(stopped.value) == "certification_follows_steps"
    for change in ({"reason": "anders"}, {"by": mira}):
        with pytest.raises(IntegrityError) as stopped, transaction.atomic():
            CertificationStep.objects.update(**change)
        assert law(stopped.value) == "append_only"


@pytest.mark.flow
def test_certified_is_who_made_three_good_visits(
    jonas: Person, mira: Person, at: datetime
) -> None:
    row = at_step(jonas, "supervised", mira, at)
    for number, good in enumerate((True, False, True)):
        visit = actions.note_visit(row.helper, row.package, subject=f"booking:{number}", by=None, at=at)  # fmt: skip
        assert visit
        actions.see_visit(visit, good=good, words="Das Passwort lag offen.", by=mira, at=at)
    refused_with("too_few_visits", actions.certify, row, by=mira, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CertificationStep.objects.create(
            certification=row, seq=row.seq + 1, name="certify", from_state="supervised",
            to_state="certified", actor="manager", by=mira, at=at,
        )  # fmt: skip
    assert law(stopped.value) == "certified_after_three_visits"


@pytest.mark.flow
def test_a_visit_is_seen_once_with_words_where_it_was_not_good(
    jonas: Person, mira: Person, reto: Person, at: datetime
) -> None:
    row = at_step(jonas, "supervised", mira, at)
    for _twice in range(2):
        visit = actions.note_visit(row.helper, row.package, subject="booking:1", by=None, at=at)  # fmt: skip
    assert visit
    assert SupervisedVisit.objects.count() == 1
    with pytest.raises(Invalid):
        actions.see_visit(visit, good=False, words=" ", by=mira, at=at)
    for somebody in (jonas, reto):
        with pytest.raises(NotAllowed):
            actions.see_visit(visit, good=True, by=somebody, at=at)
    actions.see_visit(visit, good=True, by=mira, at=at)
    refused_with("seen_already", actions.see_visit, visit, good=True, by=mira, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        SupervisedVisit.objects.update(seen_by=jonas)
    assert law(stopped.value) == "visit_seen_by_another"


@pytest.mark.slow
def test_a_supervisor_is_certified_himself_and_hears_of_each_visit(
    vreni: Person, jonas: Person, aylin: Person, mira: Person, at: datetime
) -> None:
    at_step(jonas, "certified", mira, at)
    row = at_step(vreni, "trained", mira, at)
    with pytest.raises(Invalid) as refused:
        actions.admit(row, supervisor=aylin, by=mira, at=at)
    assert refused.value.reason == "no_supervisor"
    row = actions.admit(row, supervisor=jonas, by=mira, at=at)
    visit = actions.note_visit(row.helper, row.package, subject="booking:1", by=None, at=at)
    settle()
    kinds = set(Notice.objects.filter(person=jonas).values_list("kind", flat=True))
    assert {"supervision_asked", "visit_to_see"} <= kinds
    assert queries.visits_to_see(jonas) == [visit]
    assert queries.visits_to_see(aylin) == []
    assert visit
    actions.see_visit(visit, good=True, by=jonas, at=at)


@pytest.mark.flow
def test_a_trainer_certifies_others_and_not_her_own(
    vreni: Person, jonas: Person, mira: Person, at: datetime
) -> None:
    at_step(jonas, "trainer", mira, at)
    row = at_step(vreni, "supervised", mira, at)
    for number in range(3):
        visit = actions.note_visit(row.helper, row.package, subject=f"booking:{number}", by=None, at=at)  # fmt: skip
        assert visit
        actions.see_visit(visit, good=True, by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.certify(row, by=vreni, at=at)
    trust = people.trust(vreni, name="Jonas", email=jonas.email or "", by=vreni, at=at)
    people.answer_trust(trust, accepts=True, by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.certify(row, by=jonas, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CertificationStep.objects.create(
            certification=row, seq=row.seq + 1, name="certify", from_state="supervised",
            to_state="certified", actor="trainer", by=jonas, at=at,
        )  # fmt: skip
    assert law(stopped.value) == "step_by_another"
    people.end_trust(trust, by=vreni, at=at)
    assert actions.certify(row, by=jonas, at=at).state == "certified"


@pytest.mark.flow
def test_only_who_may_visit_does_a_service_that_asks_for_the_path(
    jonas: Person, vreni: Person, mira: Person, reto: Person, at: datetime
) -> None:
    old = neighbour(jonas, wifi(), at=at)
    with pytest.raises(NotAllowed):
        actions.require_path(wifi(), by=reto, at=at)
    assert actions.require_path(wifi(), by=mira, at=at) == 1
    assert Certification.objects.get(helper=old).state == "certified"
    row = applicant(vreni, at)
    refused_with("not_certified", helpers.offer_package, row.helper, wifi(), by=mira, at=at)
    helpers.offer_package(row.helper, computer(), by=mira, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        HelperPackage.objects.bulk_create([HelperPackage(helper=row.helper, package=wifi(), since=at)])  # fmt: skip
    assert law(stopped.value) == "package_certified"
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        HelperPackage.objects.filter(helper=row.helper).update(package=wifi())
    assert law(stopped.value) == "package_certified"
    actions.lift_path(wifi(), by=mira, at=at)
    helpers.offer_package(row.helper, wifi(), by=mira, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        type(row.package).objects.filter(slug="wifi").update(certified_since=at)
    assert law(stopped.value) == "path_for_all"


@pytest.mark.flow
def test_a_suspension_is_contested_and_undone_by_somebody_else(
    jonas: Person, mira: Person, at: datetime
) -> None:
    row = at_step(jonas, "certified", mira, at)
    with pytest.raises(Invalid):
        actions.suspend(row, reason="", by=mira, at=at)
    row = actions.suspend(row, reason="Beschwerde vom 9. März.", by=mira, at=at)
    assert not does_wifi(jonas)
    step = CertificationStep.objects.get(name="suspend")
    contest = actions.contest(step, text="Ich war gar nicht dort.", by=jonas, at=at)
    refused_with("contested_already", actions.contest, step, text="Noch einmal", by=jonas, at=at)  # fmt: skip
    assert queries.open_contests(mira) == []
    with pytest.raises(NotAllowed):
        actions.answer_contest(contest, upheld=True, answer="Doch", by=mira, at=at)
    other = people.join(email="rosa@example.org", name="Rosa", by=None, at=at)
    people.grant(other, "manager", by=None, at=at)
    assert queries.open_contests(other) == [contest]
    actions.answer_contest(contest, upheld=True, answer="Sie haben recht.", by=other, at=at)
    row.refresh_from_db()
    assert row.state == "certified"
    assert does_wifi(jonas)
    settle()
    kinds = set(Notice.objects.filter(person=jonas).values_list("kind", flat=True))
    assert {"step_suspended", "step_reinstated", "step_contest_answered"} <= kinds


def test_a_refused_applicant_reads_why_and_applies_again(
    vreni: Person, mira: Person, at: datetime
) -> None:
    row = actions.refuse(applicant(vreni, at), reason="Zurzeit genug Leute.", by=mira, at=at)  # fmt: skip
    assert row.state == "refused"
    again = actions.apply(row.helper, wifi(), by=vreni, at=at)
    assert (again.pk, again.state) == (row.pk, "applicant")
    refused_with("on_the_path", actions.apply, row.helper, wifi(), by=vreni, at=at)
    assert actions.leave(again, by=vreni, at=at).state == "ended"


@pytest.mark.flow
@pytest.mark.parametrize(
    "state", ["applicant", "trained", "supervised", "certified", "trainer"]
)
def test_only_what_the_table_allows_can_be_decided(
    jonas: Person, mira: Person, at: datetime, state: str
) -> None:
    row = at_step(jonas, state, mira, at)
    allowed = {t.name for t in TRANSITIONS if t.start == state}
    acts: dict[str, Any] = {
        "admit": actions.admit, "certify": actions.certify, "appoint": actions.appoint,
        "step_down": actions.step_down, "refuse": actions.refuse, "recognise": actions.recognise,
        "suspend": actions.suspend, "reinstate": actions.reinstate,
    }  # fmt: skip
    reasoned = {t.name for t in TRANSITIONS if t.reasoned}
    for name in acts.keys() - allowed:
        more = {"reason": "Darum"} if name in reasoned else {}
        refused_with("wrong_step", acts[name], row, **more, by=mira, at=at)
    row.refresh_from_db()
    assert row.state == state


@pytest.mark.flow
def test_the_path_is_told_and_words_are_forgotten(
    jonas: Person, mira: Person, at: datetime
) -> None:
    row = at_step(jonas, "certified", mira, at)
    told = CertificationData().export(jonas)
    assert [path["state"] for path in told["certifications"]] == ["certified"]
    assert len(told["supervised_visits"]) == 3
    SupervisedVisit.objects.filter(certification=row).update(words="Ruhig")
    CertificationData().forget(jonas, at=at)
    assert set(SupervisedVisit.objects.values_list("words", flat=True)) == {""}
