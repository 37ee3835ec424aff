"""Pictures, films and recordings that texts show, with captions, and what is seen or heard in words.

A picture is written anew in a few sizes; a film or recording stays as it was sent, once its bytes say
that it is one. Rooms above say where they show what (`actions.show`): only that opens it to everybody.
"""
