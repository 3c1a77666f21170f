"""Reads of contracts; each takes the person, so that scope is never forgotten."""
