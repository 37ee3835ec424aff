"""Short training units with a test each, by which people learn a brand's services.

The brand writes them; a helper reads one in a few minutes and answers its questions. Who has
passed all units of a service package is trained for it: `helpers` hears of it.
"""
