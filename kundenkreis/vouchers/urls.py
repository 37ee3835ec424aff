"""Pages of this room."""

from django.urls import path

from kundenkreis.vouchers import views

urlpatterns = [
    path("vouchers/", views.batches, name="vouchers"),
    path("vouchers/new/", views.new, name="vouchers-new"),
    path("vouchers/<uuid:pk>/", views.batch, name="voucher-batch"),
    path("vouchers/<uuid:pk>/codes.csv", views.codes, name="voucher-codes"),
    path("vouchers/<uuid:pk>/revocation/", views.revocation, name="voucher-revocation"),
]
