"""Addresses of one's own drafts."""

from django.urls import path

from kundenkreis.drafts import views

urlpatterns = [
    path("drafts/", views.drafts),
    path("drafts/removal/", views.removal),
]
