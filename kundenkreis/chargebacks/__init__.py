"""Chargebacks: a payer's bank takes a payment back, and the brand tells it its side.

The loss is between the brand and the bank alone: who did the work is paid whatever the bank says.
What counts is what the provider answers when asked, so messages may come twice, late and in any order.
"""
