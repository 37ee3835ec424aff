"""Moderation: whatever people write here can be reported, looked at and decided about, with reasons.

Rooms above plug in what they show (`socket.Moderated`): a question, an idea, an article. Everybody may
report it, a moderator decides in words its author reads, and somebody else looks again if she objects.
"""
