"""Members choose moderators of their community, where the brand wants it: for a term, by secret approval votes.

Each who may vote approves of as many candidates as she likes; who has most approvals is elected, if the brand allows it, for a term
that the clock ends. An elected moderator decides about texts, and sees nothing else of the brand's work; a recall is recorded with its reason.
"""
