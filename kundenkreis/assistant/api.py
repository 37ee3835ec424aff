"""API: ask the assistant."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.assistant import actions, queries
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.text import required
from kundenkreis.people.request import Request

router = Router(tags=["assistant"])


class QuestionIn(Schema):
    question: str
    language: str = ""


class PassageOut(Schema):
    """What a sentence stands on, word for word. `kind`: article, guide or question."""

    number: int
    kind: str
    id: UUID
    title: str
    text: str
    url: str
    language: str


class LineOut(Schema):
    """A sentence of the answer and the passages it cites."""

    text: str
    cites: list[int]


class ReplyOut(Schema):
    """`notice` comes first: a machine speaks, and how to reach a human. `known` false: it does not know."""

    notice: str
    machine: bool = True
    generated: bool
    known: bool
    answer: list[LineOut]
    passages: list[PassageOut]
    human: dict[str, str]


@router.post("assistant/questions", response={201: ReplyOut}, summary="Ask the assistant")
def ask(request: Request, body: QuestionIn) -> Status[ReplyOut]:
    """From published articles, guides and accepted solutions only. The question is not kept with its asker."""
    question = required(body.question, field="question", most=queries.LONGEST)
    language = body.language if body.language in LANGUAGES else (request.LANGUAGE_CODE or "de")[:2]  # fmt: skip
    reply = actions.ask(question, language=language, by=request.person, at=request.at)
    passages = [
        PassageOut(
            number=number, kind=quote.source.kind, id=quote.source.id, title=quote.source.title, text=quote.text,
            url=request.build_absolute_uri(quote.source.url), language=quote.source.language,
        )
        for number, quote in enumerate(reply.quotes, start=1)
    ]  # fmt: skip
    notice = _("I am a machine, not a person. A person helps you under {phone}.").format(phone=request.brand.phone)  # fmt: skip
    lines = [LineOut(text=line.text, cites=list(line.cites)) for line in reply.lines]
    if not reply.known:
        lines = [LineOut(text=_("I do not know that. I connect you with somebody."), cites=[])]  # fmt: skip
    human = {"phone": request.brand.phone, "case": request.build_absolute_uri("/api/v1/cases")}  # fmt: skip
    out = ReplyOut(notice=notice, generated=reply.generated, known=reply.known, answer=lines, passages=passages, human=human)  # fmt: skip
    return Status(201, out)
