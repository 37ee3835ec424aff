"""Short links are set and taken away by managers, and followed by everyone."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.signposts.events import SignpostSet
from kundenkreis.signposts.models import Signpost


@one_transaction
def put_up(
    *,
    product: str,
    topic: str,
    version: str = "",
    language: str = "",
    guide: UUID | None = None,
    article: UUID | None = None,
    words: str = "",
    by: Person | None,
    at: datetime,
) -> Signpost:
    """A new row: exactly one of guide, article (families) and words. `by=None`: the demo.

    :raises NotAllowed: no manager. :raises Invalid: `empty`, `no_target`, `unknown_language`.
    :raises Refused: `signpost_there`: this very link leads somewhere already.
    """
    _managers(by, at=at)
    product, topic, version = _slug(product, 60), _slug(topic, 80), texts.tidy(version).lower()[:40]  # fmt: skip
    if not product and not topic:
        raise _wrong("empty", "product", _("Please give a product or a fault."))
    if language and language not in LANGUAGES:
        raise _wrong("unknown_language", "language", _("Please choose one of our languages."))  # fmt: skip
    words = texts.tidy(words)[:200]
    if [guide is not None, article is not None, bool(words)].count(True) != 1:
        raise _wrong("no_target", "target", _("Please choose where the link leads."))
    try:
        with transaction.atomic():
            row = Signpost.objects.create(
                product=product, topic=topic, version=version, language=language, guide=guide,
                article=article, words=words, made_at=at, made_by=by,
            )  # fmt: skip
    except IntegrityError:
        sentence = _("This link leads somewhere already. Take that one away first.")
        raise Refused("signpost_there", sentence, {"topic": sentence}) from None
    announce(SignpostSet(link=row.link), by=by, at=at)
    return row


@one_transaction
def take_away(row: Signpost, *, by: Person | None, at: datetime) -> None:
    """The link leads where the next best row says. Twice changes nothing.

    :raises NotAllowed: no manager.
    """
    _managers(by, at=at)
    if Signpost.objects.filter(pk=row.pk).delete()[0]:
        announce(SignpostSet(link=row.link), by=by, at=at)


def count(row: Signpost, *, by: Person | None, at: datetime) -> None:
    """Somebody followed it; who is not kept."""
    Signpost.objects.filter(pk=row.pk).update(followed=F("followed") + 1)


def _managers(by: Person | None, *, at: datetime) -> None:
    if by is not None and not holds(by, "manager", at=at):
        raise NotAllowed("not_yours", _("Only managers can do this."))


def _slug(raw: str, most: int) -> str:
    return slugify(texts.tidy(raw).lower())[:most].strip("-")


def _wrong(reason: str, field: str, sentence: str) -> Invalid:
    return Invalid(reason, sentence, {field: sentence})
