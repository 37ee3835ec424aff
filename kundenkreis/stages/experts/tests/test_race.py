"""Two experts accept at the same moment: exactly one has the case."""

from datetime import datetime

import pytest

from conftest import CommittedDatabase
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Participant
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.stages.experts import actions
from kundenkreis.stages.experts.models import Consultation, ConsultationOffer, Expert
from kundenkreis.stages.experts.tests.conftest import make_expert
from tests.cast import make_brand, make_person

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow

EXPERTS = 12


def test_of_twelve_experts_at_once_exactly_one_takes_it(
    committed_db: CommittedDatabase, at: datetime
) -> None:
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni = make_person("Vreni", at)
        people = [make_person(f"Expert{number}", at, "expert") for number in range(EXPERTS)]
        experts = [make_expert(person, at) for person in people]
        case = cases.open_case(customer=vreni, text="Internet geht nicht", by=vreni, at=at)
        asked = actions.consult(case, by=vreni, at=at)
        _ask_everyone(asked, experts, at)

    def take(number: int) -> Consultation:
        with scope.inside(brand.pk):
            return actions.accept(asked, by=people[number], at=at)

    answers = committed_db.together(EXPERTS, take)
    won = [answer for answer in answers if isinstance(answer, Consultation)]
    lost = [answer.reason for answer in answers if isinstance(answer, Refused)]
    with scope.inside(brand.pk):
        assert (len(won), lost) == (1, ["taken"] * (EXPERTS - 1))
        assert ConsultationOffer.objects.filter(answer="accepted").count() == 1
        winner = won[0].expert
        assert winner is not None
        assert Participant.objects.get().person == winner.person


def _ask_everyone(asked: Consultation, experts: list[Expert], at: datetime) -> None:
    known = set(asked.offers.values_list("expert", flat=True))
    for rank, expert in enumerate(experts, start=10):
        if expert.pk not in known:
            asked.offers.create(expert=expert, offered_at=at, rank=rank, reasons={})


@pytest.mark.parametrize("_round", range(5))
def test_a_customer_who_calls_off_and_an_expert_who_accepts_never_both_win(
    committed_db: CommittedDatabase, at: datetime, _round: int
) -> None:
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, aylin = make_person("Vreni", at), make_person("Aylin", at, "expert")
        make_expert(aylin, at)
        case = cases.open_case(customer=vreni, text="Internet geht nicht", by=vreni, at=at)
        asked = actions.consult(case, by=vreni, at=at)

    def act(number: int) -> Consultation:
        with scope.inside(brand.pk):
            if number % 2:
                return actions.withdraw(asked, by=vreni, at=at)
            return actions.accept(asked, by=aylin, at=at)

    committed_db.together(6, act)
    with scope.inside(brand.pk):
        state = Consultation.objects.get().state
        seen = Participant.objects.current(at).exists()
        assert (state, seen) in {("withdrawn", False), ("accepted", True)}
