"""Signing in, one's own account, who works here, what happened."""
