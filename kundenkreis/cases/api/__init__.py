"""API: cases from the first sentence to the private question."""

from kundenkreis.cases.api.cases import router
from kundenkreis.cases.api.shapes import CaseOut, case_out

__all__ = ["CaseOut", "case_out", "router"]
