"""Helpers from a table: many people at once, from a CSV file, by command or on a page.

`table` reads what programs write as CSV, `cells` makes one line clean data, and
`actions.import_helpers` enrols them in bulk. A bad line is reported and never stops a good one.
"""
