"""Pages of this room, for managers."""

from django.urls import path

from kundenkreis.offer import views

SERVICE = "offer/services/<slug:slug>/"

urlpatterns = [
    path("offer/", views.offer, name="offer"),
    path("offer/new-service/", views.new_service, name="offer-new-service"),
    path(SERVICE, views.service, name="offer-service"),
    path(f"{SERVICE}prices/<int:pk>/removal/", views.price_removal, name="offer-price-removal"),
    path(f"{SERVICE}<slug:noun>/", views.question, name="offer-question"),
    path("offer/ladder/", views.ladder, name="offer-ladder"),
    path("offer/ladder/<slug:slug>/", views.topic_ladder, name="offer-topic-ladder"),
]  # fmt: skip
