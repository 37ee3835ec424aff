"""Duels: two ideas side by side, and one question: which matters more to you?

Each person judges a pair once; who wins how often against the others is estimated with its uncertainty and stands
beside the votes. It advises: what the brand does it decides and explains itself.
"""
