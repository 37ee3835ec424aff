"""The cursor that is kept for statements goes when its connection goes."""

import gc
import threading
import weakref

from django.db import connection

from kundenkreis.core import sending


def test_a_closed_connection_is_not_kept(alpenfon):
    gone = []

    def ask():
        for _each in range(3):
            assert sending.binary("SELECT $1::text", ["here"]) == [("here",)]
        gone.append(weakref.ref(connection.connection))
        connection.close()

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    gc.collect()
    assert gone[0]() is None
