"""Customers help customers: a case becomes a public question, members answer, the asker accepts one.

Accepting solves the case. Personal data is held back before strangers read; what breaks the rules
is flagged by anyone, hidden by a moderator with reasons, and its author is told.
"""
