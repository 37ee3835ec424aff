"""One Django app, many rooms: importing their tables gives them one shared history."""

from importlib import import_module
from importlib.util import find_spec

from kundenkreis.rooms import ROOMS

for room in ROOMS:
    if find_spec(f"kundenkreis.{room}.models"):
        import_module(f"kundenkreis.{room}.models")
