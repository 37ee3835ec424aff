"""Addresses of what one follows."""

from django.urls import path

from kundenkreis.following import views

urlpatterns = [
    path("following/", views.following),
    path("following/digest/", views.digest),
    path("following/digest/end/", views.digest_end),
    path("following/topics/<slug:slug>/", views.topic),
    path("following/members/<uuid:pk>/", views.member),
]
