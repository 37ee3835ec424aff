"""Disagreement about money that was taken: the customer objects, the helper answers, staff decides.

The clock is shown to all three, the helper's money waits until then, and the decision gives its
reasons in writing. Nobody decides who was paid for the work.
"""
