"""Pages of this room."""

from django.urls import path

from kundenkreis.ledger import views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path(
        "provider-messages/<slug:provider>/",
        views.provider_message,
        name="provider-message",
    ),
    path("stripe-account/", views.stripe_account, name="stripe-account"),
    path("test-payments/<str:ref>/", views.test_payment, name="test-payment"),
]
