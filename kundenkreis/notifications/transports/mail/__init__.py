"""Mail through SMTP, or into the demo mailbox where no server is named (MAIL_URL)."""
