"""Ways to pay, each in its own folder behind the socket."""
