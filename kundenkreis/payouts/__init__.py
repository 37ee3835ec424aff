"""Money on its way to people: where to, in which batch, for which work.

Staff makes a batch out of all that is due, somebody else releases it, and each payout goes out once.
Its lines name every movement it pays, so a statement explains it to the franc.
"""
