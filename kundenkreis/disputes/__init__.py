"""Disputes: one side objects to a visit or a talk, the other gives her view, one of the team decides with reasons.

The money of the subject waits from the first word on. Both sides read the same two views and the same
reasons. Either may ask once that somebody else looks again; only then, or after a time, money moves.
"""
