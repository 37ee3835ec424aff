"""API: whom to thank, and thanking."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Router, Schema, Status

from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.thanks import actions, queries
from kundenkreis.thanks.models import ThanksText

router = Router(tags=["thanks"])


class ThankableOut(Schema):
    """A member, and for what to thank."""

    member: UUID
    name: str
    why: str
    url: str
    at: datetime


class Thankables(Schema):
    """Who waits longest for a word first."""

    items: list[ThankableOut]


class WordsIn(Schema):
    """One's own words."""

    words: str = Field(min_length=1, max_length=600)


class TextIn(WordsIn):
    """In one language."""

    language: str


class TextOut(Schema):
    """Words for whoever chance chooses."""

    id: int
    language: str
    words: str


class ThankedOut(Schema):
    """Until then there is no second one."""

    at: datetime
    why: str


@router.get("thanks", response=Thankables, summary="Whom to thank")
def thankable(request: Request) -> Thankables:
    """For managers."""
    me_as(request, "manager")
    return Thankables(
        items=[
            ThankableOut(member=one.person.pk, name=one.person.shown_name, why=one.outcome.title, url=one.outcome.path, at=one.outcome.at)
            for one in queries.thankable(at=request.at)
        ]
    )  # fmt: skip


@router.post("members/{uuid:pk}/thanks", response={201: ThankedOut}, summary="Thank a member")  # fmt: skip
def thank(request: Request, pk: UUID, body: WordsIn) -> Status[ThankedOut]:
    """For managers, in their own words."""
    by = me_as(request, "manager")
    found = queries.thankable_one(pk, at=request.at)
    row = actions.thank(found.person, words=body.words, by=by, at=request.at)
    return Status(201, ThankedOut(at=row.at, why=row.why))


@router.post("thanks/texts", response={201: TextOut}, summary="Write words of thanks")
def write(request: Request, body: TextIn) -> Status[ThanksText]:
    """For managers; they are sent in their name."""
    by = me_as(request, "manager")
    return Status(201, actions.write(**body.dict(), by=by, at=request.at))


@router.delete("thanks/texts/{int:pk}", response={204: None}, summary="Take words back")
def take_back(request: Request, pk: int) -> Status[None]:
    """For managers. Twice is once."""
    by = me_as(request, "manager")
    actions.take_back(queries.text_of(pk), by=by, at=request.at)
    return Status(204, None)
