"""API: pictures, films and recordings, and their captions."""

from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.conf import settings
from ninja import Query, Router, Schema, Status

from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.media import actions, queries, rules, webvtt
from kundenkreis.media.admitting import admit
from kundenkreis.media.incoming import too_large
from kundenkreis.media.models import PIECE, Media
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["media"])
IN_MEMORY = 2_000_000


class CaptionsOut(Schema):
    """Captions in one language, as WebVTT at `url`, and as words to read."""

    language: str
    url: str
    transcript: list[str]


class MediaOut(Schema):
    """`kind`: picture, video or audio; `seconds` of the last two. `code` is what a text holds to show it."""

    id: UUID
    kind: str
    media_type: str
    words: str
    language: str
    width: int
    height: int
    seconds: float
    size: int
    code: str
    url: str
    poster: str | None
    captions: list[CaptionsOut]
    shown: bool


class WordsIn(Schema):
    """What is seen or heard, in words; `poster`: the id of a picture, empty for none, left out to keep it."""

    words: str
    language: str
    poster: UUID | str | None = None


class AllowanceOut(Schema):
    """The largest file you may send now, in bytes, and the longest film in minutes."""

    bytes: int
    minutes: int


class NewMedia(Schema):
    """What is said of it, in the address; the body is the file itself."""

    words: str = ""
    language: str = ""


def _out(request: Request, media: Media) -> MediaOut:
    captions = [
        CaptionsOut(language=each.language, url=request.build_absolute_uri(each.address), transcript=webvtt.transcript(each.content))
        for each in queries.captions_of(media)
    ]  # fmt: skip
    return MediaOut(
        id=media.pk, kind=media.kind, media_type=media.media_type, words=media.words, language=media.language, width=media.width,
        height=media.height, seconds=media.seconds, size=media.size, code=media.code, url=request.build_absolute_uri(media.address),
        poster=request.build_absolute_uri(media.poster.address) if media.poster else None,
        captions=captions, shown=bool(queries.places_of(media)),
    )  # fmt: skip


def _mine(request: Request, pk: UUID) -> Media:
    return queries.media_to_change(pk, me(request), staff=rules.is_team(request.roles))


@router.get("media/allowance", response=AllowanceOut, summary="How much I may send")
def allowance(request: Request) -> AllowanceOut:
    """Asked by the server itself before it takes more than a usual body."""
    admit(me(request), at=request.at)
    return AllowanceOut(bytes=settings.MEDIA_LIMIT, minutes=settings.MEDIA_MINUTES)


@router.get("media", response=Listed[MediaOut], summary="What I brought")
def media(request: Request, cursor: str = "", limit: int = 20) -> Listed[MediaOut]:
    """Newest first."""
    rows = queries.brought_by(me(request)).select_related("poster")
    found, after = cursor_page(rows, newest_by="added_at", cursor=cursor, limit=limit)
    return Listed[MediaOut](items=[_out(request, row) for row in found], next=after)


@router.post(
    "media", response={201: MediaOut}, summary="Bring a picture, film or recording"
)
def add(request: Request, said: Query[NewMedia]) -> Status[MediaOut]:
    """The body is the file itself: JPEG, PNG, WebP, MP4, WebM, MP3, M4A or Ogg. The same file sent twice is one.

    `words` and `language` stand in the address.
    """
    by = me(request)
    with SpooledTemporaryFile(IN_MEMORY) as file:
        while piece := request.read(PIECE):
            file.write(piece)
            if file.tell() > max(settings.MEDIA_LIMIT, 10_000_000):
                raise too_large()
        language = said.language or (request.LANGUAGE_CODE or LANGUAGES[0])[:2]
        made = actions.add(file, words=said.words, language=language, by=by, at=request.at)
    return Status(201, _out(request, made))


@router.get("media/{pk}", response=MediaOut, summary="One of what I brought")
def one(request: Request, pk: UUID) -> MediaOut:
    """Its words and captions; of everything at the brand for its team."""
    return _out(request, _mine(request, pk))


@router.put("media/{pk}", response=MediaOut, summary="Other words or another poster")
def describe(request: Request, pk: UUID, body: WordsIn) -> MediaOut:
    """What is seen or heard."""
    found, by = _mine(request, pk), me(request)
    found = actions.describe(found, words=body.words, language=body.language, by=by, at=request.at)  # fmt: skip
    if body.poster is not None:
        picture = _mine(request, UUID(str(body.poster))) if body.poster else None
        found = actions.set_poster(found, picture, by=by, at=request.at)
    return _out(request, found)


@router.delete("media/{pk}", response={204: None}, summary="Take it away for good")
def remove(request: Request, pk: UUID) -> Status[None]:
    """Refused (`in_use`) while a text that people read shows it."""
    actions.remove(_mine(request, pk), by=me(request), at=request.at)
    return Status(204, None)


@router.put("media/{pk}/captions/{language}", response=MediaOut, summary="Set captions")
def set_captions(request: Request, pk: UUID, language: str) -> MediaOut:
    """The body is a file in WebVTT."""
    found, data = _mine(request, pk), request.read(webvtt.MOST_BYTES + 1)
    actions.set_captions(found, language=language, data=data, by=me(request), at=request.at)
    return _out(request, found)


@router.delete("media/{pk}/captions/{language}", response={204: None}, summary="No captions in this language")  # fmt: skip
def remove_captions(request: Request, pk: UUID, language: str) -> Status[None]:
    """Twice changes nothing."""
    actions.remove_captions(_mine(request, pk), language=language, by=me(request), at=request.at)  # fmt: skip
    return Status(204, None)
