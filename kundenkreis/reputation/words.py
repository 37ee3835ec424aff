"""Why somebody has an ability, or no longer, in words; in every language for notices."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.reputation.models import AbilityGrant


def in_all(say: Callable[[], str]) -> dict[str, str]:
    """The same words in all languages."""
    spoken = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            spoken[language] = say()
    return spoken


def given_why(grant: AbilityGrant) -> str:
    """Why its member has it."""
    if grant.given_words:
        return grant.given_words
    if grant.given_why == AbilityGrant.Given.NAMED:
        return _("You have it because we named you an expert.")
    return _("You earned it: {counted} good outcomes, {percent} of 100 were good.").format(
        counted=grant.evidence.get("counted", 0), percent=grant.evidence.get("percent", 0)
    )


def ended_why(grant: AbilityGrant) -> str:
    """Why its member no longer has it."""
    if grant.ended_words:
        return grant.ended_words
    if grant.ended_why == AbilityGrant.Ended.SHARE:
        return _("It ended: {percent} of 100 were good, {keep} are needed.").format(
            percent=grant.end_evidence.get("percent", 0),
            keep=grant.end_evidence.get("keep", 0),
        )
    return _("It ended: the good outcomes are too long ago.")
