"""API: where short links lead, and the managers' table."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.signposts import actions, queries
from kundenkreis.signposts.models import Signpost

router = Router(tags=["signposts"])


class TargetOut(Schema):
    """What a link leads to now. `guide` or `article` by id; neither: a search."""

    title: str
    url: str
    guide: UUID | None
    article: UUID | None


class SignpostIn(Schema):
    """Empty fits everything; a version may end in `*`. One of guide, article (families) and words."""

    product: str = ""
    topic: str = ""
    version: str = ""
    language: str = ""
    guide: UUID | None = None
    article: UUID | None = None
    words: str = ""


class SignpostOut(SignpostIn):
    """With its short address, and how often it was followed."""

    id: int
    url: str
    followed: int


class Signposts(Schema):
    items: list[SignpostOut]
    next: str | None = None


@router.get("signposts/target", response=TargetOut, summary="Follow a short link")
def follow(request: Request, product: str, topic: str = "", version: str = "", language: str = "") -> TargetOut:  # fmt: skip
    """404 where nobody foresaw it."""
    wanted = language or (request.LANGUAGE_CODE or "de")[:2]
    target = queries.follow(product=product, topic=topic, version=version, language=wanted)
    if target is None:
        raise NotFound("not_found", "")
    return TargetOut(
        title=target.title, url=request.build_absolute_uri(target.path),
        guide=target.guide.pk if target.guide else None, article=target.article.pk if target.article else None,
    )  # fmt: skip


@router.get("signposts", response=Signposts, summary="All short links")
def table(request: Request) -> Signposts:
    """For managers."""
    me_as(request, "manager")
    return Signposts(items=[_out(request, row) for row in Signpost.objects.all()])


@router.post("signposts", response={201: SignpostOut}, summary="Set a short link")
def put_up(request: Request, body: SignpostIn) -> Status[SignpostOut]:
    """For managers."""
    person = me_as(request, "manager")
    row = actions.put_up(**body.dict(), by=person, at=request.at)
    return Status(201, _out(request, row))


@router.delete("signposts/{int:pk}", response={204: None}, summary="Take a short link away")
def take_away(request: Request, pk: int) -> Status[None]:
    """For managers."""
    person = me_as(request, "manager")
    actions.take_away(queries.signpost(pk), by=person, at=request.at)
    return Status(204, None)


def _out(request: Request, row: Signpost) -> SignpostOut:
    return SignpostOut(
        id=row.pk, product=row.product, topic=row.topic, version=row.version, language=row.language, guide=row.guide,
        article=row.article, words=row.words, url=request.build_absolute_uri(row.link), followed=row.followed,
    )  # fmt: skip
