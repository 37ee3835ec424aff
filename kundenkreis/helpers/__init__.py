"""Who can help: people who visit others, their area, hours, packages, checks and standing.

A helper belongs to the installation and has one calendar; `HelperBrand` is her membership of a
brand. What may be promised to a customer (area, hours, verification) is law in the database
(`migrations/sql/helpers.sql`), and one query finds who fits: `queries.best_slots`.
"""
