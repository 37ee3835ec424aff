"""API: what I follow."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.following import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.stages.community.models import public_name
from kundenkreis.stages.community.queries import member_for

router = Router(tags=["following"])


class FollowedQuestion(Schema):
    """A question whose answers I hear of."""

    id: UUID
    title: str


class FollowedMember(Schema):
    """A member whose answers I hear of."""

    id: UUID
    name: str


class DigestIn(Schema):
    """`daily`, `weekly`, or empty for never."""

    every: str


class FollowingOut(Schema):
    """All that I follow; topics by their short names."""

    questions: list[FollowedQuestion]
    topics: list[str]
    members: list[FollowedMember]


@router.get("following", response=FollowingOut, summary="What I follow")
def following(request: Request) -> FollowingOut:
    """The newest first."""
    found = queries.followed_by(me(request))
    return FollowingOut(
        questions=[FollowedQuestion(id=row.pk, title=row.title) for row in found.questions],
        topics=[row.slug for row in found.topics],
        members=[FollowedMember(id=row.pk, name=public_name(row)) for row in found.members],
    )


@router.put("following/digest", response=DigestIn, summary="One mail with what is new")
def digest(request: Request, body: DigestIn) -> DigestIn:
    """Every mail carries a link that ends it."""
    actions.choose_digest(body.every, by=me(request), at=request.at)
    return DigestIn(every=queries.digest_of(me(request)))


@router.get(
    "following/digest", response=DigestIn, summary="How often I am told what is new"
)
def my_digest(request: Request) -> DigestIn:
    """Empty: never."""
    return DigestIn(every=queries.digest_of(me(request)))


@router.put("following/topics/{slug}", response=FollowingOut, summary="Follow a topic")
def follow_topic(request: Request, slug: str) -> FollowingOut:
    """You hear of new questions about it."""
    actions.follow_topic(queries.topic_named(slug), by=me(request), at=request.at)
    return following(request)


@router.delete(
    "following/topics/{slug}", response={204: None}, summary="No more news of a topic"
)
def unfollow_topic(request: Request, slug: str) -> Status[None]:
    """Twice is once."""
    actions.unfollow_topic(queries.topic_named(slug), by=me(request), at=request.at)
    return Status(204, None)


@router.put("following/members/{uuid:pk}", response=FollowingOut, summary="Follow a member")
def follow_member(request: Request, pk: UUID) -> FollowingOut:
    """You hear of her new answers."""
    actions.follow_member(member_for(pk), by=me(request), at=request.at)
    return following(request)


@router.delete(
    "following/members/{uuid:pk}", response={204: None}, summary="No more of a member"
)
def unfollow_member(request: Request, pk: UUID) -> Status[None]:
    """Twice is once."""
    actions.unfollow_member(member_for(pk), by=me(request), at=request.at)
    return Status(204, None)
