"""Putting right: the team gives back what was paid, and small faults are made good by the brand's own rule.

A refund says why and by whom; a large one takes two people. A make-good comes from the company's money, once a
visit, as a credit that is taken off what the customer pays next. Neither ever touches what a helper has earned.
"""
