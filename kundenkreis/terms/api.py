"""API: the skills of the brand: read by everyone, set by managers."""

from ninja import Field, Router, Schema, Status

from kundenkreis.brands.models import Skill
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.terms import actions

router = Router(tags=["brand"])


class SkillOut(Schema):
    """Something helpers may say they know; `words` by language."""

    slug: str
    words: dict[str, str]
    position: int


class Skills(Schema):
    """All of them, in the brand's order."""

    items: list[SkillOut]


class SkillIn(Schema):
    """The same, to be set, with the reason of the change."""

    words: dict[str, str]
    position: int = 0
    reason: str = Field(min_length=1, max_length=300)


@router.get("skills", response=Skills, summary="Skills of the brand")
def skills(request: Request) -> Skills:
    """What helpers may say they know."""
    return Skills(items=[_out(row) for row in Skill.objects.all()])


@router.post("skills", response={201: SkillOut}, summary="A new skill")
def new_skill(request: Request, body: SkillIn) -> Status[SkillOut]:
    """For managers; its slug comes from its English or German name."""
    row = actions.set_skill("", **body.dict(), by=me(request), at=request.at)
    return Status(201, _out(row))


@router.put("skills/{slug:slug}", response=SkillOut, summary="Change a skill")
def set_skill(request: Request, slug: str, body: SkillIn) -> SkillOut:
    """For managers."""
    return _out(actions.set_skill(slug, **body.dict(), by=me(request), at=request.at))


def _out(row: Skill) -> SkillOut:
    return SkillOut(slug=row.slug, words=row.words, position=row.position)
