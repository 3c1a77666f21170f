"""Pages for remote service: may I connect, agreements, sessions."""
