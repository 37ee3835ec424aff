"""The index over all texts: rooms push documents into it, rooms above ask it.

Search happens in PostgreSQL, in one function, inside one brand. It prefers an honest nothing to
the nearest nonsense, and the database decides at reading time what may be found.
"""
