"""Addresses of old forums: `/t/…` and `/p/…` are Discourse's, `/topic/…` and `/post/…` NodeBB's."""

from django.urls import path

from kundenkreis.forums import views

DISCOURSE, NODEBB = {"source": "discourse"}, {"source": "nodebb"}

urlpatterns = [
    path("t/<int:old>", views.thread, DISCOURSE),
    path("t/<int:old>/<int:place>", views.thread, DISCOURSE),
    path("t/<str:slug>/<int:old>", views.thread, DISCOURSE),
    path("t/<str:slug>/<int:old>/<int:place>", views.thread, DISCOURSE),
    path("p/<int:old>", views.post, DISCOURSE),
    path("topic/<int:old>", views.thread, NODEBB),
    path("topic/<int:old>/<str:slug>", views.thread, NODEBB),
    path("topic/<int:old>/<str:slug>/<int:place>", views.thread, NODEBB),
    path("post/<int:old>", views.post, NODEBB),
]
