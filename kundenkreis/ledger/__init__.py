"""Money and points: accounts, journals that sum to zero, funds held for a subject, providers.

Double entry, and its laws stand in the database (`migrations/sql/ledger.sql`). A subject such as
`booking:<uuid>` has one account on which its money waits; nobody shares a running balance.
"""
