"""Stripe: hosted Checkout with the money held until the sign-off, and transfers to helpers' accounts (Connect)."""
