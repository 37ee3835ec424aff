"""The only module that knows every room: plugs into sockets, reactions onto events, sentences onto notices.

A new stage, transport, provider or reaction is one line here.
"""

from kundenkreis.cases import socket as cases_socket
from kundenkreis.cases.socket import Stage
from kundenkreis.ledger import socket as ledger_socket
from kundenkreis.ledger.personal_data import LedgerData
from kundenkreis.ledger.providers.company.provider import Company
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.socket import Provider
from kundenkreis.people import socket as people_socket
from kundenkreis.people.personal_data import PeopleData
from kundenkreis.people.socket import PersonalData

# The five forms of help, by name. Which of them a brand offers, and in which order, is data.
STAGES: list[Stage] = []

# Every room that keeps something about people, ground floor first.
PERSONAL_DATA: list[PersonalData] = [
    PeopleData(),
    LedgerData(),
]

# Ways to pay, by name.
PROVIDERS: dict[str, Provider] = {
    "company": Company(),
    "test_card": TestCard(),
}


def plug_in() -> None:
    """Called once, when Django has loaded the tables."""
    people_socket.PLUGS[:] = PERSONAL_DATA
    ledger_socket.PROVIDERS.update(PROVIDERS)
    cases_socket.STAGES.update({stage.name: stage for stage in STAGES})
