"""Push messages to browsers and installed apps (RFC 8030, 8291, 8292)."""
