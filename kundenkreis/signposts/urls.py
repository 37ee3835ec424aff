"""Pages of this room."""

from django.urls import path

from kundenkreis.signposts import views

urlpatterns = [
    path("g/<slug:product>/", views.follow),
    path("g/<slug:product>/<slug:topic>/", views.follow),
    path("g/<slug:product>/<str:version>/<slug:topic>/", views.follow),
    path("signposts/", views.table, name="signposts"),
    path("signposts/new/", views.new),
    path("signposts/<int:pk>/", views.one),
    path("signposts/<int:pk>/code.svg", views.code),
    path("signposts/<int:pk>/removal/", views.removal),
]
