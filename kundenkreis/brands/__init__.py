"""The company: its name and look, its ladder of stages, its topics, service packages and prices.

A brand is a wall. Everything that belongs to one carries a `BrandKey`, and nothing outside sees it.
"""
