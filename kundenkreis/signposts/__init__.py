"""Short links on devices, boxes and leaflets: from a product and a fault to what helps.

Managers keep the table; the most specific row wins. A link that nobody foresaw leads to a page
that helps, never to nothing.
"""
