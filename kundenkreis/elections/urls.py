"""Addresses of elections."""

from django.urls import path

from kundenkreis.elections.views import recalls, voting

RECALL = "elections/recalls/<uuid:pk>/"

urlpatterns = [
    path("elections/", voting.elections),
    path("elections/setup/", voting.setup),
    path("elections/new/", voting.new),
    path("elections/<uuid:pk>/", voting.election),
    path("elections/<uuid:pk>/candidacy/", voting.candidacy),
    path("elections/<uuid:pk>/candidacy/withdrawal/", voting.withdrawal),
    path("elections/<uuid:pk>/ballots/", voting.ballots),
    path("elections/mandates/<int:pk>/resignation/", voting.resignation),
    path("elections/mandates/<int:pk>/recall/", voting.recall),
    path("elections/mandates/<int:pk>/petition/", recalls.petition),
    path(RECALL, recalls.recall),
    path(f"{RECALL}signatures/", recalls.signatures),
    path(f"{RECALL}answer/", recalls.answer),
    path(f"{RECALL}ballots/", recalls.ballots),
]
