"""Pages about people: signing in, one's own account, who works here, what happened."""
