"""API: documents as rows and as paper, the statements of payouts, the helper's taxes."""

from ninja import Router

from kundenkreis.documents.api import bills, papers, payouts

router = Router()
router.add_router("", papers.router)
router.add_router("", payouts.router)
router.add_router("", bills.router)
