"""SMS through the HTTP gateway of the operator's choice."""
