"""Pages of this room."""

from django.urls import path

from kundenkreis.payouts import views

BATCH = "payouts/batches/<uuid:pk>/"

urlpatterns = [
    path("payouts/", views.payouts, name="payouts"),
    path("payouts/batches/", views.batches, name="payout-batches"),
    path(BATCH, views.batch, name="payout-batch"),
    path(f"{BATCH}release/", views.batch_step, {"noun": "release"}, name="batch-release"),
    path(f"{BATCH}withdrawal/", views.batch_step, {"noun": "withdrawal"}, name="batch-withdrawal"),
    path(f"{BATCH}transfer-file/", views.transfer_file, name="batch-file"),
    path("payouts/<uuid:pk>/confirmation/", views.payout_step, {"noun": "confirmation"}, name="payout-confirmation"),
    path("payouts/<uuid:pk>/return/", views.payout_step, {"noun": "return"}, name="payout-return"),
    path("payout-account/", views.account, name="payout-account"),
    path("my-payouts/", views.mine, name="my-payouts"),
]  # fmt: skip
