"""What the brand can know: who solves, what it costs, whether it lasts, where help is needed most.

Measures are counted from the rows of the rooms below, never kept twice. Nothing here names a person.
"""
