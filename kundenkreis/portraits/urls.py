"""Pages of this room. The photo itself is served by `stages.marketplace`, which knows who may see it."""

from django.urls import path

from kundenkreis.portraits import views

urlpatterns = [
    path("helper/photo/", views.photo, name="helper-photo"),
    path("helper/photo/removal/", views.removal, name="helper-photo-removal"),
]
