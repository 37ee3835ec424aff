"""Papers about money: receipts, self-billing credit notes, commission invoices, statements.

Numbered without gaps per brand and kind, never changed once issued, read by whom they concern only.
Their sums come from the ledger; the PDF is drawn from the kept content whenever somebody asks.
"""
