"""The photo of a helper: by it a customer knows who stands at her door.

Written anew by `core.pictures`, kept in the database, gone at once when she takes it away. Who may see
it is asked of visits and cases, so the room `stages.marketplace` serves it to others.
"""
