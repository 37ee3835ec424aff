"""What was sent after the sign-in had run out is not lost: it waits in the session."""

from kundenkreis.drafts import actions, queries
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

HELD = "held_drafts"
# So many texts, and so long ones, wait for a sign-in.
MOST, LONGEST = 5, 20_000


def hold(request: Request, place: str, text: str, *, path: str) -> None:
    """Nobody is signed in: keep the words until somebody is, in this browser."""
    if text.strip():
        held = dict(list(request.session.get(HELD, {}).items())[-MOST + 1 :])
        request.session[HELD] = {**held, place: [text[:LONGEST], path]}


def begun(request: Request, place: str, person: Person | None) -> str:
    """What this person typed here before; what waited for her sign-in becomes her draft."""
    held = request.session.get(HELD) if person and not person.is_guest else None
    if held and person and place in held:
        text, path = held.pop(place)
        request.session[HELD] = held
        actions.keep(place, text=text, path=path, by=person, at=request.at)
    return queries.text_at(place, person)
