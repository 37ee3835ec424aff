"""Addresses of the community."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kundenkreis.stages.community.views import (
    helping,
    merging,
    reading,
    solving,
    sorting,
    threads,
    writing,
)


class Kind(StringConverter):
    """A question or an answer."""

    regex = "questions|answers"


register_converter(Kind, "community_text")
TEXT = "<community_text:kind>/<uuid:pk>"

urlpatterns = [
    path("questions/", reading.questions),
    path("cases/<uuid:pk>/question/", writing.publication),
    path("questions/similar/", helping.similar),
    path("questions/sheltered/", helping.sheltered),
    path("questions/<uuid:pk>/duplicate/", merging.duplicate),
    path("questions/<uuid:pk>/topic/", sorting.topic),
    path("questions/<uuid:pk>/separation/", merging.separation),
    path("questions/<uuid:pk>/claim/", helping.claim),
    path("questions/<uuid:pk>/publication/", helping.release),
    path("community-rules/", helping.house_rules),
    path("questions/unusual/", threads.unusual),
    path("answers/<uuid:pk>/comments/", threads.comments),
    path("comments/<uuid:pk>/withdrawal/", threads.withdrawal),
    path("questions/<uuid:pk>/answers/", writing.answers),
    path("questions/<uuid:pk>/reopening/", solving.reopening),
    path("questions/<uuid:pk>/withdrawal/", writing.withdrawal),
    path("questions/<uuid:pk>/attempts/", writing.attempts),
    path("questions/<uuid:pk>/same-here/", writing.same_here),
    path("questions/<uuid:pk>/followers/", writing.followers),
    path("answers/<uuid:pk>/solution/", solving.solution),
    path("answers/<uuid:pk>/kudos/", writing.kudos),
    path(f"{TEXT}/text/", writing.text),
    path("members/<uuid:pk>/", reading.member),
    path("questions/<uuid:pk>/", reading.question),
    path("questions/<uuid:pk>/<str:slug>/", reading.question),
]
