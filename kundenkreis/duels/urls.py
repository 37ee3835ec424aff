"""Addresses of duels."""

from django.urls import path

from kundenkreis.duels import views

urlpatterns = [
    path("ideas/duels/", views.duels, name="duels"),
    path("ideas/duels/results/", views.results),
]
