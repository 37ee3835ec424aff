"""The only module that knows every room: plugs into sockets, reactions onto events, sentences onto notices.

A new stage, transport, provider or reaction is one line here.
"""

from kundenkreis.people import socket as people_socket
from kundenkreis.people.personal_data import PeopleData


def plug_in() -> None:
    """Called once, when Django has loaded the tables."""
    people_socket.PLUGS[:] = [PeopleData()]
