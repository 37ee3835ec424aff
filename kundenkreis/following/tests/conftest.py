"""The question and the answer that the community's tests begin with."""

from kundenkreis.stages.community.tests.conftest import answer, case, question

__all__ = ["answer", "case", "question"]
