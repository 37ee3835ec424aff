"""Private spaces: a few people, or several people of one firm, ask and answer among themselves.

Who is a member now reads and writes, nobody else, the team neither; what is written has tables of its own, that no list,
search, assistant or figure of the community reads. Members come by link, mail or a keeper's word, and leave at any time.
"""
