"""What is between a customer and a helper: she is a favourite, or one of them wants no visit with the other again.

Both are private. The other side never learns of a word said here: whoever matches or books asks
`kept_apart` and leaves the helper out, without a reason.
"""
