"""Everything that can happen to pictures, films and recordings."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.media import queries, rules, webvtt
from kundenkreis.media.admitting import admit
from kundenkreis.media.events import MediaAdded, MediaDescribed, MediaRemoved
from kundenkreis.media.incoming import Incoming, look_at
from kundenkreis.media.models import PIECE, Captions, Media, MediaPiece, MediaUse
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of

DAY = timedelta(days=1)


def add(
    file: IO[bytes],
    *,
    words: str,
    language: str,
    by: Person | None,
    at: datetime,
    source: str = "",
) -> Media:
    """A picture, film or recording from now on; the same file sent again is the same one.

    `words`: what is seen, or the title. Without `by` it is imported from `source`. Only its author and the
    team see it until a text that everybody reads shows it.

    :raises NotAllowed: a guest, or suspended. :raises TooMany: 30 a day, except the team.
    :raises Invalid: no words, `unknown_language`, `picture_too_large`, `bad_picture`, `not_media`,
        `cut_off`, `trailing`, `no_length`, `other_codec`, `too_large`, `too_long`.
    """
    if by is not None:
        admit(by, at=at)
    words = texts.required(words, field="words", most=300)
    _demand_language(language)
    digest = _digest(file)
    if known := _known(digest, by, source):
        return describe(known, words=words, language=language, by=by, at=at) if by else known  # fmt: skip
    incoming = look_at(file)  # before any row is locked: it may take a second
    with transaction.atomic():
        if by is not None:
            Person.objects.select_for_update(no_key=True).get(pk=by.pk)
            _demand_few(by, at=at)
        if known := _known(digest, by, source):
            return known
        media = Media.objects.create(words=words, language=language, digest=digest, source=source[:200], added_by=by, added_at=at, **incoming.facts)  # fmt: skip
        _store(media, incoming)
        announce(MediaAdded(media=str(media.pk)), by=by, at=at)
    return media


def _store(media: Media, incoming: Incoming) -> None:
    for width, content in incoming.parts.items():
        for number, piece in enumerate(content):
            MediaPiece.objects.create(media=media, width=width, number=number, content=piece)  # fmt: skip


def _demand_few(by: Person, *, at: datetime) -> None:
    recent = Media.objects.filter(added_by=by, added_at__gt=at - DAY).count()
    if recent >= rules.MOST_A_DAY and not rules.is_team(roles_of(by, at=at)):
        raise TooMany("too_many_media", _("Thank you for so many pictures. Please send the next one tomorrow."))  # fmt: skip


def _demand_language(language: str) -> None:
    if language not in LANGUAGES:
        sentence = _("Please choose a language.")
        raise Invalid("unknown_language", sentence, {"language": sentence})


def _digest(file: IO[bytes]) -> str:
    made = sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        made.update(piece)
    return made.hexdigest()


def _known(digest: str, by: Person | None, source: str) -> Media | None:
    rows = Media.objects.filter(digest=digest)
    return (rows.filter(added_by=by) if by else rows.exclude(source="")).first()


@transaction.atomic
def describe(media: Media, *, words: str, language: str, by: Person, at: datetime) -> Media:
    """Other words for it. :raises NotAllowed: neither its author nor of the team. :raises Invalid: no words."""
    _demand_hers(media, by, at=at)
    words = texts.required(words, field="words", most=300)
    _demand_language(language)
    if (media.words, media.language) != (words, language):
        media.words, media.language = words, language
        media.save(update_fields=["words", "language"])
        announce(MediaDescribed(media=str(media.pk)), by=by, at=at)
    return media


@transaction.atomic
def set_captions(
    media: Media, *, language: str, data: bytes, by: Person, at: datetime
) -> Captions:
    """What is said, in one language; those before it go.

    :raises NotAllowed: as `describe`. :raises Invalid: `bad_captions`, `unknown_language`, `no_sound`: of a picture.
    """
    _demand_hers(media, by, at=at)
    _demand_language(language)
    if media.kind == Media.Kind.PICTURE:
        raise Invalid("no_sound", _("A picture needs no captions."))
    content = webvtt.written(webvtt.parse(data, seconds=media.seconds))
    row, _made = Captions.objects.update_or_create(
        media=media, language=language, defaults={"content": content, "set_at": at}
    )
    announce(MediaDescribed(media=str(media.pk)), by=by, at=at)
    return row


@transaction.atomic
def remove_captions(media: Media, *, language: str, by: Person, at: datetime) -> None:
    """No captions in this language any more; twice changes nothing. :raises NotAllowed: as `describe`."""
    _demand_hers(media, by, at=at)
    if Captions.objects.filter(media=media, language=language).delete()[0]:
        announce(MediaDescribed(media=str(media.pk)), by=by, at=at)


@transaction.atomic
def set_poster(media: Media, poster: Media | None, *, by: Person, at: datetime) -> Media:
    """The picture that stands there until the film begins; None: the film's own first one.

    :raises NotAllowed: as `describe`. :raises Invalid: `no_picture`.
    """
    _demand_hers(media, by, at=at)
    if poster and (poster.kind != Media.Kind.PICTURE or media.kind != Media.Kind.VIDEO):
        sentence = _("Please choose a picture.")
        raise Invalid("no_picture", sentence, {"poster": sentence})
    media.poster = poster
    media.save(update_fields=["poster"])
    if poster:
        for place in queries.places_of(media):
            MediaUse.objects.get_or_create(media=poster, place=place, defaults={"since": at})  # fmt: skip
    announce(MediaDescribed(media=str(media.pk)), by=by, at=at)
    return media


@transaction.atomic
def remove(media: Media, *, by: Person, at: datetime) -> None:
    """It is gone for good; who reads a text that shows it sees its words.

    :raises NotAllowed: as `describe`. :raises Refused: `in_use`: everybody sees it; then only moderators and managers.
    """
    _demand_hers(media, by, at=at)
    decides = set(roles_of(by, at=at)) & {"moderator", "manager"}
    if not decides and queries.places_of(media):
        raise Refused("in_use", _("A text that people read shows it. Please ask our team."))
    pk = str(media.pk)
    media.delete()
    announce(MediaRemoved(media=pk), by=by, at=at)


def _demand_hers(media: Media, by: Person, *, at: datetime) -> None:
    if media.added_by_id != by.pk and not rules.is_team(roles_of(by, at=at)):
        raise NotAllowed("not_yours", _("Only who brought it and our team can change this."))  # fmt: skip


@transaction.atomic
def show(place: str, ids: Iterable[UUID], *, by: Person | None, at: datetime) -> None:
    """Everybody sees these, and their posters, because the text at `place` shows them; no longer what it showed before.

    Called by the room of the text in the transaction in which people begin, or cease, to read it.
    """
    rows = list(Media.objects.filter(pk__in=list(ids)))
    wanted = {row.pk for row in rows} | {row.poster_id for row in rows if row.poster_id}
    uses = MediaUse.objects.filter(place=place)
    uses.exclude(media__in=wanted).delete()
    MediaUse.objects.bulk_create(
        [MediaUse(media_id=pk, place=place, since=at) for pk in wanted],
        ignore_conflicts=True,
    )


__all__ = [
    "add", "describe", "remove", "remove_captions", "set_captions", "set_poster", "show"
]  # fmt: skip
