"""Firms: technicians who work for one company, and the dispatcher who says which of them goes where.

A firm is a partner of one brand, as its money is; a technician is a helper like any other, with a calendar, checks and a
standing of her own, and belongs to at most one firm at a time, by her own yes. What a firm's visits earn goes to the firm.
"""
