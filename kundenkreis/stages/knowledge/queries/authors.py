"""Who wrote what people read: credits, pages of authors, a member's own texts."""

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.knowledge.models import Article, ArticleCredit, ArticleRevision

PER_PAGE = 20
_PUBLISHED = Q(published_at__isnull=False)


def credited(article: Article) -> list[Person]:
    """Members whose words were published in it, first ones first; of a blog everyone, else not the team.

    Then those whose answer it came from.
    """
    texts = ArticleRevision.objects.filter(_PUBLISHED, article=article).order_by("number")
    rows = texts.exclude(drafted_by=None).select_related("drafted_by")
    if article.kind != Article.Kind.BLOG:
        team = Role.objects.filter(person=OuterRef("drafted_by"), kind__in=Role.STAFF, until=None)  # fmt: skip
        rows = rows.exclude(Exists(team))
    found = {row.drafted_by_id: row.drafted_by for row in rows if row.drafted_by}
    for row in ArticleCredit.objects.filter(article=article).select_related("person"):
        found.setdefault(row.person_id, row.person)
    return list(found.values())


def author(pk: UUID) -> Person:
    """Somebody whose words people read. :raises NotFound: nobody of this id has any."""
    person: Person | None = Person.objects.filter(pk=pk, erased_at=None).first()
    if person is None or not written_by(person).exists():
        raise NotFound("not_found", _("There is no such author."))
    return person


def written_by(person: Person) -> QuerySet[Article]:
    """What people read that she wrote, a part of it, or the answer it came from; newest first."""
    texts = ArticleRevision.objects.filter(_PUBLISHED, article=OuterRef("pk"), drafted_by=person)  # fmt: skip
    credits = ArticleCredit.objects.filter(article=OuterRef("pk"), person=person)
    return (
        Article.objects.readable()
        .filter(Exists(texts) | Exists(credits))
        .order_by("-created_at", "pk")
    )


def blog_page(*, number: str | None) -> Page[Article]:
    """What members tell, newest first, in all languages."""
    rows = Article.objects.readable().filter(kind=Article.Kind.BLOG)
    rows = rows.select_related("published_revision__drafted_by")
    return Paginator(rows.order_by("-created_at", "pk"), PER_PAGE).get_page(number)


def own_texts(person: Person) -> list[ArticleRevision]:
    """What a member wrote, newest first."""
    rows = ArticleRevision.objects.filter(drafted_by=person).defer("body")
    return list(
        rows.select_related("article", "drafted_by").order_by("-drafted_at", "-pk")[:100]
    )


def own_text(person: Person, article: UUID, number: int) -> ArticleRevision:
    """One of hers. :raises NotFound: it is not hers, or there is none."""
    rows = ArticleRevision.objects.filter(drafted_by=person, article=article, number=number)
    found = rows.select_related("article__published_revision", "article__topic").first()
    if found is None:
        raise NotFound("not_found", _("There is no such text."))
    return found


def to_review(person: Person) -> list[ArticleRevision]:
    """What others sent in and waits, the longest first."""
    rows = ArticleRevision.objects.all().in_review().with_names().defer("body")
    return list(rows.exclude(drafted_by=person).order_by("drafted_at", "pk")[:100])


def text_to_review(person: Person, article: UUID, number: int) -> ArticleRevision:
    """One of them. :raises NotFound: it does not wait, or is her own."""
    rows = ArticleRevision.objects.all().in_review().filter(article=article, number=number)
    rows = rows.exclude(drafted_by=person)
    found = rows.select_related("article__published_revision", "drafted_by").first()
    if found is None:
        raise NotFound("not_found", _("There is no such text."))
    return found


def newest_number(article: Article) -> int:
    """Of its last text; 0 without any."""
    last = ArticleRevision.objects.filter(article=article).order_by("-number")
    return last.values_list("number", flat=True).first() or 0


def article_of_mine_or_readable(person: Person, pk: UUID) -> Article:
    """What she may propose words for: what people read, and her own. :raises NotFound: anything else."""
    mine = ArticleRevision.objects.filter(article=OuterRef("pk"), drafted_by=person)
    rows = Article.objects.filter(Q(published_revision__state="published") | Exists(mine))
    found = (
        rows.select_related("published_revision__follows", "topic").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound("not_found", _("There is no such article."))
    return found


def start_of_change(person: Person, article: Article) -> ArticleRevision | None:
    """The words she begins with: her own newest that waits or came back, else what people read."""
    mine = ArticleRevision.objects.filter(article=article, drafted_by=person, published_at=None)  # fmt: skip
    own = mine.order_by("-number").first()
    shown = article.published_revision
    return own if own and (shown is None or own.number > shown.number) else shown
