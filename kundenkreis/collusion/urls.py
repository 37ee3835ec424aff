"""Addresses of cases."""

from django.urls import path

from kundenkreis.collusion import views

urlpatterns = [
    path("moderation/collusion/", views.cases, name="collusion"),
    path("moderation/collusion/<uuid:pk>/", views.case),
]
