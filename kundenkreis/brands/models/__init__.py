"""Brands and what they offer: topics, packages, ladder, hours, rules of money."""

from kundenkreis.brands.models.brand import Brand, by_bill, test_card_only
from kundenkreis.brands.models.catalogue import (
    AddOn,
    Level,
    PackagePrice,
    PackageSkill,
    ServicePackage,
    Skill,
)
from kundenkreis.brands.models.ladder import STAGES, LadderStep, Topic, TopicStep
from kundenkreis.brands.models.places import PostalCode

__all__ = [
    "STAGES",
    "AddOn",
    "Brand",
    "LadderStep",
    "Level",
    "PackagePrice",
    "PackageSkill",
    "PostalCode",
    "ServicePackage",
    "Skill",
    "Topic",
    "TopicStep",
    "by_bill",
    "test_card_only",
]
