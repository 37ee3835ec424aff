"""Addresses of what one follows."""

from django.urls import path

from kundenkreis.following import views

urlpatterns = [
    path("following/", views.following),
    path("following/topics/<slug:slug>/", views.topic),
    path("following/members/<uuid:pk>/", views.member),
]
