"""Customers help customers: a case becomes a public question, members answer, the asker accepts one.

Accepting solves the case. Personal data is held back before strangers read. What breaks the rules is
reported and decided in the room `moderation`, which asks this one by `moderated.py`.
"""
