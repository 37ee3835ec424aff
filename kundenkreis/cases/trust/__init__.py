"""Doors to trusted persons: who may act for me, for whom I act, the invitation.

They stand in this room because a customer without an account comes with the key of her case.
"""
