"""The brand's terms: what its managers set, one noun a page, each change with who, when and why.

Payouts, objections, what is made good, cancelling, extras, skills. The rooms below keep the rows and
read them; a change counts for what comes after it.
"""
