"""The idea board: what customers wish for, what others support, what the brand makes of it.

Votes are few and come back when an idea is closed, so that they mean something. Every step of the
brand is a dated row with a sentence for everyone; from them follows how long an idea takes to market.
"""
