"""Addresses of the community."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kundenkreis.stages.community.views import reading, solving, threads, writing


class Kind(StringConverter):
    """A question or an answer."""

    regex = "questions|answers"


register_converter(Kind, "community_text")
TEXT = "<community_text:kind>/<uuid:pk>"

urlpatterns = [
    path("questions/", reading.questions),
    path("cases/<uuid:pk>/question/", writing.publication),
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
