"""What every room may lean on and what has no tables of its own.

Refusals in words, the brand scope, money, ids, clock, geography, clean text and Markdown.
Nothing in here knows a person, a case or the web.
"""
