"""Documents: receipts, corrections, and the credit notes by which helpers are billed for their own work.

Numbered without gaps per brand, kind and year, never changed, kept as long as the law asks. Every
figure is a movement of the ledger; the database compares them.
"""
