"""What no program may do to a dispute, whatever it forgets; and two who come at once."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.disputes import actions, schedule
from kundenkreis.disputes.models import Dispute, DisputeDecision
from kundenkreis.disputes.tests.quarrels import (
    REASONS,
    decided,
    final,
    heard,
    objection,
    taken,
)
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.tests.till import SUBJECT
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


def stopped_by(*statements: str) -> str:
    """The law that refuses these statements, now or at commit."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return str(refused.__cause__.diag.constraint_name or refused)  # type: ignore[union-attr]
    return ""


def step(name: str, before: str, after: str, seq: int = 3) -> str:
    return (
        "insert into kundenkreis_disputestep (brand_id, dispute_id, seq, name, from_state, to_state, at, by_id)"
        f" select brand_id, id, {seq}, '{name}', '{before}', '{after}', now(), (select id from kundenkreis_person where name = 'Reto')"
        " from kundenkreis_dispute"
    )


def moved(state: str, seq: int = 3) -> str:
    return (
        f"update kundenkreis_dispute set state = '{state}', seq = {seq}, final_at = now()"
    )


def decision(who: str = "Reto", number: int = 1, seq: int = 3, **other: str) -> str:
    values = {
        "outcome": "'none'",
        "amount": "0",
        "bears": "''",
        "reasons": f"'{REASONS}'",
    } | other
    return (
        "insert into kundenkreis_disputedecision (brand_id, dispute_id, number, seq, currency, at, by_id, outcome, amount, bears, reasons)"
        f" select brand_id, id, {number}, {seq}, 'CHF', now(), (select id from kundenkreis_person where name = '{who}'), {', '.join(values.values())}"
        " from kundenkreis_dispute"
    )


DECIDED = (step("decide", "answered", "decided"), moved("decided"))
ATTACKS = [
    ("a jump", "dispute_on_its_way", [step("settle", "answered", "settled"), moved("settled")]),
    ("a lie about the state before", "dispute_in_one_piece", [step("settle", "decided", "settled"), moved("settled")]),
    ("a state without history", "dispute_in_state", ["update kundenkreis_dispute set state = 'unanswered'"]),
    ("history runs ahead", "dispute_moves", [step("decide", "answered", "decided"), decision()]),
    ("history is changed", "append_only", ["update kundenkreis_disputestep set at = now()"]),
    ("history is removed", "append_only", ["delete from kundenkreis_disputestep"]),
    ("a dispute is removed", "append_only", ["delete from kundenkreis_dispute"]),
    ("decided without reasons", "dispute_reasoned", list(DECIDED)),
    ("decided with empty reasons", "decision_has_reasons", [*DECIDED, decision(reasons="''")]),
    ("decided by its customer", "decision_of_step", [*DECIDED, decision("Vreni")]),
    ("decided without a step", "decision_of_step", [decision(seq=2)]),
    ("decided a third time", "decision_of_step", [*DECIDED, decision(number=3)]),
    ("nothing goes back, and it costs something", "decision_amount", [*DECIDED, decision(amount="5")]),
    ("a part that nobody bears", "decision_amount", [*DECIDED, decision(outcome="'part'", amount="5")]),
    ("the helper pays for her own extra", "decision_amount", [*DECIDED, decision(outcome="'helper'", amount="5", bears="'helper'")]),
    ("another side", "dispute_kept", ["update kundenkreis_dispute set side = 'helper'"]),
    ("other words", "dispute_kept", ["update kundenkreis_dispute set text = 'All is well.'"]),
    ("another answer", "dispute_kept", ["update kundenkreis_dispute set answer = 'All is well.'"]),
    ("more time for the answer", "dispute_kept", ["update kundenkreis_dispute set answer_by = now()"]),
    ("final before it is decided", "dispute_final_when", ["update kundenkreis_dispute set final_at = now()"]),
    ("the money goes on while it is disputed", "dispute_holds_money", ["update kundenkreis_fundshold set disputed_at = null"]),
    ("taken back, and the money still waits", "dispute_holds_money",
     [step("take_back", "answered", "withdrawn"), "update kundenkreis_dispute set state = 'withdrawn', seq = 3"]),
]  # fmt: skip


@pytest.mark.flow
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("name", "law", "statements"), ATTACKS, ids=[a[0] for a in ATTACKS]
)
def test_every_attack_is_stopped_by_its_law(name, law, statements, vreni, jonas, reto, at):
    taken(vreni, jonas, at)
    heard(objection(vreni, jonas, at))
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    assert stopped_by(*statements) == law


@pytest.mark.flow
@pytest.mark.usefixtures("db")
def test_two_laws_of_the_second_look(vreni, jonas, reto, mira, at):
    taken(vreni, jonas, at)
    row = decided(heard(objection(vreni, jonas, at)), reto)
    unmarked = "update kundenkreis_fundshold set disputed_at = null"
    assert stopped_by(unmarked, "set constraints hold_thawed immediate") == "hold_thawed"
    later = row.opened_at + timedelta(days=3)
    actions.ask_again(row, text="x", side="customer", by=vreni, at=later)
    again = step("decide", "second_look", "settled", seq=5)
    assert stopped_by(again, decision(number=2, seq=5)) == "decision_four_eyes"


@pytest.mark.slow
def test_at_once_there_is_one_objection_one_decision_and_one_refund(committed_db):
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        vreni, jonas = make_person("Vreni", AT), make_person("Jonas", AT)
        team = [make_person(f"Reto {n}", AT, "agent") for n in range(8)]
        taken(vreni, jonas, AT)

        def outcome(answer: object) -> str:
            return answer.reason if isinstance(answer, Refused) else type(answer).__name__

        def together(act):
            def inside(number):
                with scope.inside(brand.pk):
                    return act(number)

            return Counter(map(outcome, committed_db.together(8, inside)))

        assert together(lambda n: objection(vreni, jonas, AT)) == {"Dispute": 1, "disputed_already": 7}  # fmt: skip
        row = heard(Dispute.objects.get())
        assert together(lambda n: decided(row, team[n])) == {"Dispute": 1, "wrong_state": 7}
        assert DisputeDecision.objects.count() == 1
        row = Dispute.objects.get()
        together(lambda n: schedule.due(at=final(row)))
        assert FundsHold.objects.get(subject=SUBJECT).reimbursed_amount == 2450
