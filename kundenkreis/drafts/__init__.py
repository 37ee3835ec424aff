"""What somebody typed and has not sent: kept for her, one text a place, on every device of hers.

A place is where she writes, such as `question:<id>`. What comes after her sign-in has run out waits in
her session and becomes her draft as soon as she is back.
"""
