"""Pages of this room."""

from django.urls import path

from kundenkreis.documents import views

urlpatterns = [
    path("documents/", views.mine, name="documents"),
    path("documents/brand/", views.of_brand, name="brand-documents"),
    path("documents/<uuid:pk>/", views.document, name="document"),
    path("documents/<uuid:pk>/paper/", views.document_paper, name="document-paper"),
    path("documents/statements/<int:year>/", views.statement, name="statement"),
    path("documents/bills/<uuid:pk>/", views.bill, name="customer-bill"),
    path("documents/bills/<uuid:pk>/paper/", views.bill_paper, name="customer-bill-paper"),
    path("documents/payouts/<uuid:pk>/", views.payout, name="payout-statement"),
    path("documents/payouts/<uuid:pk>/paper/", views.payout_paper, name="payout-paper"),
    path("tax-details/", views.tax_details, name="tax-details"),
    path("firm/documents/", views.of_firm, name="firm-documents"),
    path(
        "firm/documents/statements/<int:year>/", views.firm_statement, name="firm-statement"
    ),
    path("firm/tax-details/", views.firm_tax_details, name="firm-tax-details"),
]
