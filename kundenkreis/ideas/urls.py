"""Addresses of the idea board."""

from django.urls import path

from kundenkreis.ideas.views import reading, steering, writing

IDEA = "ideas/<uuid:pk>/"

urlpatterns = [
    path("ideas/", reading.ideas, name="ideas"),
    path("ideas/new/", writing.new),
    path("ideas/similar/", reading.similar),
    path("ideas/delivered/", reading.delivered),
    path("ideas/votes/", reading.my_votes),
    path("ideas/measures/", steering.measures),
    path(IDEA + "votes/", writing.votes),
    path(IDEA + "comments/", writing.comments),
    path(IDEA + "text/", writing.text),
    path(IDEA + "withdrawal/", writing.withdrawal),
    path(IDEA + "status/", steering.status),
    path(IDEA + "official-answer/", steering.official_answer),
    path(IDEA + "merger/", steering.merger),
    path(IDEA + "separation/", steering.separation),
    path(IDEA, reading.idea),
    path(IDEA + "<str:slug>/", reading.idea),
]
