"""Pages of this room, for managers."""

from django.urls import path

from kundenkreis.terms import views

urlpatterns = [
    path("terms/", views.terms, name="terms"),
    path("terms/<slug:name>/", views.noun, name="terms-noun"),
    path("terms/<slug:name>/<slug:slug>/", views.item, name="terms-item"),
]
