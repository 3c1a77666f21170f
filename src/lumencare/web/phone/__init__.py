"""The engineer's phone: my day, one visit, what it sends, and what stays with it offline."""
