"""The guide that many tests begin with."""

from kundenkreis.guides.tests.conftest import red_light

__all__ = ["red_light"]
