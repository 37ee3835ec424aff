"""The cursor that is kept for the matcher goes when its connection goes."""

import gc
import threading
import weakref

from django.db import connection

from kundenkreis.helpers import matching


def test_a_closed_connection_is_not_kept(alpenfon):
    gone = []

    def ask():
        for _each in range(3):
            assert matching.binary("SELECT $1::text", ["here"]) == [("here",)]
        gone.append(weakref.ref(connection.connection))
        connection.close()

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    gc.collect()
    assert gone[0]() is None
