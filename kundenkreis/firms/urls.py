"""Pages of this room. The firm's requests and visits stand in `stages.marketplace`."""

from django.urls import path

from kundenkreis.firms.views import mine, own, team

urlpatterns = [
    path("firms/", team.firms, name="firms"),
    path("firms/<uuid:pk>/dispatchers/", team.dispatchers, name="firm-dispatchers"),
    path(
        "firms/<uuid:pk>/dispatchers/<uuid:person>/removal/",
        team.removal,
        name="firm-dispatcher-removal",
    ),
    path("firm/technicians/", own.technicians, name="firm-technicians"),
    path(
        "firm/technicians/<uuid:pk>/removal/", own.removal, name="firm-technician-removal"
    ),
    path("firm/account/", own.account, name="firm-account"),
    path("firm/stripe-account/", own.stripe_account, name="firm-stripe-account"),
    path("helper/firm/", mine.firm, name="helper-firm"),
    path("helper/firm/removal/", mine.removal, name="helper-firm-removal"),
    *(
        path(
            f"helper/firm/invitations/<uuid:pk>/{noun}/",
            mine.step,
            {"noun": noun},
            name=f"firm-invitation-{noun}",
        )
        for noun in ("acceptance", "refusal")
    ),
]
