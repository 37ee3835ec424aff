"""Who is here: identity, roles, consent, sign-in by e-mailed code, personal data.

A person is known to the whole installation; roles, consents and cases belong to one brand.
Someone who asks without an account is a guest: a person without a sign-in address.
"""
