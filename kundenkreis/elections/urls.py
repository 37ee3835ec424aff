"""Addresses of elections."""

from django.urls import path

from kundenkreis.elections import views

urlpatterns = [
    path("elections/", views.elections),
    path("elections/setup/", views.setup),
    path("elections/new/", views.new),
    path("elections/<uuid:pk>/", views.election),
    path("elections/<uuid:pk>/candidacy/", views.candidacy),
    path("elections/<uuid:pk>/candidacy/withdrawal/", views.withdrawal),
    path("elections/<uuid:pk>/ballots/", views.ballots),
    path("elections/mandates/<int:pk>/resignation/", views.resignation),
    path("elections/mandates/<int:pk>/recall/", views.recall),
]
