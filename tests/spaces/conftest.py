"""The room's own space and talk."""

from kundenkreis.spaces.tests.conftest import answered, asked, client_of, family

__all__ = ["answered", "asked", "client_of", "family"]
