"""Neighbours: request → offer → booking → visit, at a fixed price, with a checked helper.

What may happen to a booking is one table (`transitions.py`), which the database enforces too
(`migrations/sql/marketplace.sql`). Whoever helps is found by the room `helpers`.
"""
