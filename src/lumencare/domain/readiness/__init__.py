"""Readiness: which site records are there, and what follows where one is not (SC-9, SY-4, X-10)."""
