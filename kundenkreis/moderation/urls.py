"""Addresses of moderation."""

from django.urls import path

from kundenkreis.moderation import views

urlpatterns = [
    path("flags/<slug:kind>/<str:pk>/", views.flags),
    path("moderation/", views.moderation, name="moderation"),
    path("moderation/<slug:kind>/<str:pk>/decision/", views.decision),
]
