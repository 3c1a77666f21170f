"""The rules of systems' lives."""
