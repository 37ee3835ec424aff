"""What starting brings to life, and what waits until somebody needs it."""

import gc
import subprocess
import sys

import pytest

from kundenkreis.server import loading

ALL = """
import django, sys
django.setup()
import kundenkreis.urls
print(sorted({"fpdf", "numpy", "fontTools", "qrbill", "segno", "stripe", "onnxruntime"} & {*sys.modules}))
"""


@pytest.mark.slow
def test_what_few_need_is_not_loaded_by_starting():
    done = subprocess.run([sys.executable, "-c", ALL], capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_collector_wakes_again_whatever_happens():
    loading_it = loading.for_good()
    loading_it.__enter__()
    asleep = not gc.isenabled()
    loading_it.__exit__(ValueError, ValueError(), None)
    assert asleep
    assert gc.isenabled()
    gc.unfreeze()
