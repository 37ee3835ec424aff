"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEvent(Event):
    """Something about an article."""

    article: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDrafted(ArticleEvent):
    """Somebody wrote a new revision; readers still see the one before."""

    name = "article_drafted"
    revision: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePublished(ArticleEvent):
    """A revision is what people read from now on."""

    name = "article_published"
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionEvent(ArticleEvent):
    """Something about one text of an article."""

    revision: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionSent(RevisionEvent):
    """Somebody asks for a review."""

    name = "revision_sent"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionReturned(RevisionEvent):
    """Not yet: something is missing."""

    name = "revision_returned"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionApproved(RevisionEvent):
    """It may be published."""

    name = "revision_approved"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsDue(Event):
    """So many articles end soon unless somebody checks them; the first of them, and when."""

    name = "reviews_due"
    count: int
    title: str
    due: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesExpired(Event):
    """So many articles are no longer read, because nobody checked them; the first of them."""

    name = "articles_expired"
    count: int
    title: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChecked(ArticleEvent):
    """Somebody read it and found it still right."""

    name = "article_checked"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWithdrawn(ArticleEvent):
    """Nobody reads it any more."""

    name = "article_withdrawn"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVoted(ArticleEvent):
    """A reader said whether it helped."""

    name = "article_voted"
    helpful: bool
