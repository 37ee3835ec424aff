"""Mail that comes in: who answers a notice of the community answers in the community.

A gateway posts the mail, or a mail server pipes it into `kundenkreis incoming-mail`. Only who got the
notice may answer it, from the address it went to; what is quoted or signed below stays out.
"""
