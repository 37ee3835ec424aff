"""The demonstration: two brands, their people, a past to look back on, and a mailbox instead of mail.

Exists in demo mode only (settings.DEMO); without it every door here answers 404.
"""
