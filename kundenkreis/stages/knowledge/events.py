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
