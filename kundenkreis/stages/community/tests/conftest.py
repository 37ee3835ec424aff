"""A case of Vreni's, her question, Aylin's answer."""

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.stages.community import actions
from kundenkreis.stages.community.models import Answer, Question
from tests.kept import kept

TEXT = "Mein WLAN ist seit gestern langsam. Der Router blinkt rot. Meine Nummer ist 079 123 45 67."


@kept
def case(vreni, at) -> Case:
    return cases.open_case(customer=vreni, text=TEXT, by=vreni, at=at)


@kept
def question(case, vreni, at) -> Question:
    return actions.publish(
        case, title="WLAN langsam", body=TEXT, agreed=True, by=vreni, at=at
    )


@kept
def answer(question, aylin, at) -> Answer:
    return actions.answer(
        question, body="Stecken Sie den Router **10 Sekunden** aus.", by=aylin, at=at
    )
