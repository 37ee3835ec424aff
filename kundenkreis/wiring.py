"""The only module that knows every room: plugs into sockets, reactions onto events, sentences onto notices.

A new stage, transport, provider or reaction is one line here.
"""

from kundenkreis.cases import socket as cases_socket
from kundenkreis.cases.socket import Stage
from kundenkreis.people import socket as people_socket
from kundenkreis.people.personal_data import PeopleData
from kundenkreis.people.socket import PersonalData

# The five forms of help, by name. Which of them a brand offers, and in which order, is data.
STAGES: list[Stage] = []

# Every room that keeps something about people, ground floor first.
PERSONAL_DATA: list[PersonalData] = [
    PeopleData(),
]


def plug_in() -> None:
    """Called once, when Django has loaded the tables."""
    people_socket.PLUGS[:] = PERSONAL_DATA
    cases_socket.STAGES.update({stage.name: stage for stage in STAGES})
