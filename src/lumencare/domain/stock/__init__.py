"""Rules of parts and of the spare pool (SC-7, SC-8, X-8)."""
