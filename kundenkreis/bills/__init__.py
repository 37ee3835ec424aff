"""Bills: what a customer owes after the work when she pays by bill, and how her money is found again.

A bill is numbered without gaps, never changed, and asks for what the ledger says she owes. Who did
the work is paid whether the bill is paid or not: the credit is the company's.
"""
