"""Members who may vote, and an election the brand has called."""

from kundenkreis.charter.tests.conftest import client_of, members

__all__ = ["client_of", "members"]
