"""The path of a helper for one service: from applicant to trainer, step by step, each with who, when and why.

Its steps are data (`transitions.py`), and the database lets nobody jump. Where a service asks for
it, only who may visit on this path can be offered to customers: again a law of the database.
"""
