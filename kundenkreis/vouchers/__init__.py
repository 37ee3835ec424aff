"""Vouchers: the brand pays for a visit, or a part of it, for whoever has the code.

Codes are issued in batches, derived from our secret and kept nowhere; what is stored is their fingerprint.
A voucher is redeemed for one subject of the ledger, and returned when nothing of it was needed.
"""
