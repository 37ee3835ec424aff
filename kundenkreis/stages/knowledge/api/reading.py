"""API: articles and whether they helped."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.core import ids
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.api.router import router
from kundenkreis.stages.knowledge.models import Article


class ArticleOut(Schema):
    """An article in short. `helped` of `tried`: readers and cases together."""

    id: UUID
    family: UUID
    title: str
    summary: str
    language: str
    topic: str | None
    helped: int
    tried: int
    reviewed_at: datetime | None
    url: str


class WholeArticle(ArticleOut):
    """An article to read. `text` is Markdown; `licence`, `source` and `credits` where it came from elsewhere."""

    text: str
    licence: str
    licence_url: str
    source: str
    credits: str
    translations: dict[str, UUID]
    authors: list[str]
    # The newest text's number, for who proposes better words; a translation may be older than its original.
    newest: int
    outdated: bool


class VoteIn(Schema):
    """Did it help, and if not, what was missing."""

    helpful: bool
    why: str = ""


class VoteOut(Schema):
    """What counts now."""

    article: UUID
    helpful: bool
    helped: int
    tried: int


def _short(request: Request, article: Article) -> ArticleOut:
    return ArticleOut(
        id=article.pk,
        family=article.family,
        title=article.title,
        summary=article.published_revision.summary if article.published_revision else "",
        language=article.language,
        topic=article.topic.slug if article.topic else None,
        helped=article.helped,
        tried=article.tried,
        reviewed_at=article.reviewed_at,
        url=request.build_absolute_uri(article.path),
    )


@router.get("articles", response=Listed[ArticleOut], summary="Articles")
def articles(
    request: Request, language: str = "", topic: str = "", cursor: str = "", limit: int = 20
) -> Listed[ArticleOut]:
    """Newest first, in one language (the caller's, where none is named), about one topic or all."""
    wanted = language if language in LANGUAGES else (request.LANGUAGE_CODE or "de")[:2]
    about = Topic.objects.filter(slug=topic).first() if topic else None
    if topic and not about:
        sentence = _("There is no such topic here.")
        raise Invalid("unknown_topic", sentence, {"topic": sentence})
    rows = Article.objects.readable().written_in(wanted).about(about)
    found, after = cursor_page(rows, newest_by="created_at", cursor=cursor, limit=limit)
    return Listed[ArticleOut](items=[_short(request, row) for row in found], next=after)


@router.get("articles/{pk}", response=WholeArticle, summary="One article")
def article(request: Request, pk: UUID) -> WholeArticle:
    """To read, in Markdown. A retired one answers with its successor."""
    found = queries.article_or_successor(pk)
    return WholeArticle(
        **_short(request, found).dict(),
        text=found.published_revision.body if found.published_revision else "",
        licence=found.licence,
        licence_url=found.licence_url,
        source=found.source,
        credits=found.credits,
        authors=[each.shown_name for each in queries.credited(found)],
        newest=queries.newest_number(found),
        outdated=bool(found.published_revision and found.published_revision.is_outdated),
        translations={each.language: each.pk for each in queries.translations(found)},
    )


@router.post("articles/{pk}/votes", response={201: VoteOut}, summary="Did it help?")
def vote(request: Request, pk: UUID, body: VoteIn) -> Status[VoteOut]:
    """One voice for each person, or for each anonymous session; the last word counts."""
    found = queries.article_for_reader(pk)
    if not request.person and not request.session.session_key:
        request.session.create()
    key = request.session.session_key
    row = actions.vote(
        found,
        helpful=body.helpful,
        why=body.why,
        reader=ids.fingerprint(key) if key else "",
        by=request.person,
        at=request.at,
    )
    found.refresh_from_db(fields=["helped", "tried"])
    counted = VoteOut(
        article=found.pk, helpful=row.helpful, helped=found.helped, tried=found.tried
    )
    return Status(201, counted)
