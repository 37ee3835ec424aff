"""Pages of this room."""

from django.urls import path

from kundenkreis.payback import views

urlpatterns = [
    path("payback/", views.mine, name="payback"),
    path("payback/months/<uuid:pk>/", views.statement),
    path("payback/redemption/", views.redemption),
    path("payback/budget/", views.budget, name="payback-budget"),
    path("payback/organisations/", views.organisations),
    path("payback/organisations/<uuid:pk>/listing/", views.listing),
]
