"""Payback: a fixed budget a month, shared over what helped in it, as points in the ledger.

Points become a credit, money or a donation. This room reads answers and thanks, never abilities; no points stand beside names.
"""
