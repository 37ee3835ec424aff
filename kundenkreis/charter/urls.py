"""Addresses of the rules of the community."""

from django.urls import path

from kundenkreis.charter import views

ONE = "charter/proposals/<uuid:pk>/"

urlpatterns = [
    path("charter/", views.charter),
    path("charter/first/", views.first),
    path("charter/versions/<int:number>/", views.version),
    path("charter/proposals/", views.proposals),
    path("charter/proposals/new/", views.new),
    path(ONE, views.proposal),
    path(f"{ONE}support/", views.support),
    path(f"{ONE}comments/", views.comments),
    path(f"{ONE}votes/", views.votes),
    path(f"{ONE}decision/", views.decision),
]
